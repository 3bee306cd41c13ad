package org.covalence.report;

import java.util.List;

/**
 * How one training went.
 *
 * @param system what was trained, as its evaluations call it
 * @param seed what it was trained from, as its evaluations have it
 * @param points one an epoch, in order, at least one
 * @param chosenEpoch the epoch whose weights were kept: one of the points
 */
public record LearningCurve(String system, long seed, List<Point> points, int chosenEpoch) {
  /**
   * What one epoch came to.
   *
   * @param epoch from 1
   * @param trainingLoss mean over the training part while it was learnt
   * @param validationLoss mean over the validation part after it
   * @param validationMacroF1 of the validation part after it, a fraction
   */
  public record Point(
      int epoch, double trainingLoss, double validationLoss, double validationMacroF1) {}

  public LearningCurve {
    points = List.copyOf(points);
    int chosen = chosenEpoch;
    if (points.stream().noneMatch(p -> p.epoch() == chosen)) {
      throw new IllegalArgumentException(
          "expected the chosen epoch among the points, found " + chosenEpoch);
    }
  }

  /** The epoch whose weights were kept. */
  public Point chosen() {
    return points.stream().filter(p -> p.epoch() == chosenEpoch).findFirst().orElseThrow();
  }
}
