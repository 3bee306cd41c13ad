package org.covalence.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.covalence.search.Trial.State;

/**
 * Trials cut in two: the few that did best, and the rest. Those that ended come before those that
 * were pruned, whatever their values, as a value on the way is not one of the end. Pruned ones are
 * ordered by how far they came, then by what they had there. Failed ones are in neither part.
 *
 * @param good the best tenth, rounded up, and 25 at most; by number
 * @param bad the rest, by number
 */
record TrialSplit(List<Trial> good, List<Trial> bad) {
  private static final int MOST_GOOD = 25;

  /**
   * Cuts.
   *
   * @param liar whether a running trial counts as a bad one until it tells better: so trials that
   *     run beside each other are proposed apart (a constant liar; Ginsbourger et al., 2010)
   */
  static TrialSplit of(List<Trial> told, Direction direction, boolean liar) {
    List<Trial> ranked = new ArrayList<>();
    told.stream()
        .filter(t -> t.state() == State.ENDED)
        .sorted(Comparator.comparing(t -> t.value().orElseThrow(), direction.better()))
        .forEach(ranked::add);
    told.stream()
        .filter(t -> t.state() == State.PRUNED)
        .sorted(
            Comparator.comparing((Trial t) -> -t.lastStep().orElse(Integer.MIN_VALUE + 1))
                .thenComparing(TrialSplit::lastValue, direction.better()))
        .forEach(ranked::add);
    // A tenth in whole numbers: 0.1 * 10 need not be 1 in doubles.
    int count = Math.min((ranked.size() + 9) / 10, MOST_GOOD);
    List<Trial> bad = new ArrayList<>(ranked.subList(count, ranked.size()));
    told.stream().filter(t -> liar && t.state() == State.RUNNING).forEach(bad::add);
    Comparator<Trial> byNumber = Comparator.comparing(Trial::number);
    return new TrialSplit(
        ranked.subList(0, count).stream().sorted(byNumber).toList(),
        bad.stream().sorted(byNumber).toList());
  }

  private static double lastValue(Trial trial) {
    return trial.lastStep().map(s -> trial.reports().get(s)).orElse(0.0);
  }
}
