package org.covalence.search;

import java.util.List;

/**
 * Asynchronous successive halving (Li et al., MLSys 2020, section 3.2), in the form that stops
 * trials instead of promoting them, as a trial cannot be paused here. Rung k stands at step {@code
 * first * factor^k}. A trial that comes to a rung goes on if it is among the best of those that
 * have been there so far, one in {@code factor} of them and at least one; nobody waits for anybody.
 * So the first to come to a rung always goes on.
 *
 * <p>A trial is judged by its first report at or behind a rung. A failed trial's reports count:
 * they were true when they were made.
 *
 * @param first the step of the lowest rung, at least 1
 * @param factor how many trials come to a rung for one that leaves it, at least 2
 */
public record Asha(int first, int factor) implements Pruning {
  public Asha {
    if (first < 1 || factor < 2) {
      throw new IllegalArgumentException(
          "expected a step of at least 1 and a factor of at least 2, found "
              + first
              + " and "
              + factor);
    }
  }

  @Override
  public Advice advise(Trial trial, List<Trial> others, Direction direction) {
    int last = trial.lastStep().orElse(0);
    int before =
        trial.reports().headMap(last).isEmpty() ? 0 : trial.reports().headMap(last).lastKey();
    for (long rung = first; rung <= last; rung *= factor) {
      if (rung > before && isBelowTheBest((int) rung, trial, others, direction)) {
        return Advice.STOP;
      }
    }
    return Advice.GO_ON;
  }

  private boolean isBelowTheBest(int rung, Trial trial, List<Trial> others, Direction direction) {
    double own = valueAt(rung, trial);
    double[] there =
        others.stream()
            .filter(o -> o.lastStep().orElse(0) >= rung)
            .mapToDouble(o -> valueAt(rung, o))
            .toArray();
    int places = Math.max(1, (there.length + 1) / factor);
    int better = 0;
    for (double value : there) {
      better += direction.isBetter(value, own) ? 1 : 0;
    }
    return better >= places;
  }

  private static double valueAt(int rung, Trial trial) {
    return trial.reports().tailMap(rung).values().iterator().next();
  }

  @Override
  public String signature() {
    return "asha, first " + first + ", factor " + factor;
  }
}
