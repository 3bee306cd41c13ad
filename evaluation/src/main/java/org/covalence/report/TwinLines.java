package org.covalence.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.covalence.compare.WithoutTwins;
import org.covalence.duplicate.Likeness;

/** The words about posts whose twin is in training. */
final class TwinLines {
  private TwinLines() {}

  /** What was left out, and why; one sentence. */
  static String caption(WithoutTwins without) {
    List<String> why = new ArrayList<>();
    without
        .twins()
        .byLikeness()
        .forEach((likeness, ids) -> why.add(ids.size() + " by " + words(likeness)));
    if (without.leftOut() == 0) {
      return "No post has a twin in training (" + compared(without) + ").";
    }
    return (without.evaluations().isEmpty() ? "All" : "Without the")
        + String.format(
            Locale.ROOT,
            " %d of %d posts whose twin is in training (%s)",
            without.leftOut(),
            without.posts(),
            String.join(", ", why))
        + (without.evaluations().isEmpty() ? ": no score would be left." : ":");
  }

  private static String compared(WithoutTwins without) {
    return "compared by "
        + String.join(
            ", ", without.twins().byLikeness().keySet().stream().map(TwinLines::words).toList());
  }

  private static String words(Likeness likeness) {
    return switch (likeness) {
      case EQUAL_TEXT -> "equal text";
      case NORMALISED_TEXT -> "equal words";
      case EQUAL_PICTURE -> "equal picture file";
      case NEAR_PICTURE -> "picture that looks alike";
    };
  }
}
