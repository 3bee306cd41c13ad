package org.covalence.train;

import java.util.List;

/** What settings are searched for: which score of the validation part should be high. */
public enum Goal {
  MACRO_F1("macro-F1"),
  ACCURACY("accuracy");

  private final String title;

  Goal(String title) {
    this.title = title;
  }

  /** The name for people. */
  public String title() {
    return title;
  }

  /**
   * The score as {@link Trainer} judges an epoch: as a mean over the last few of them, since a
   * single one jumps by chance.
   *
   * @param epochs all up to the one to judge
   * @param smoothing over how many the mean goes
   */
  double smoothed(List<Epoch> epochs, int smoothing) {
    return epochs.stream()
        .skip(Math.max(0, epochs.size() - smoothing))
        .mapToDouble(e -> this == ACCURACY ? e.accuracy() : e.macroF1())
        .average()
        .orElseThrow();
  }
}
