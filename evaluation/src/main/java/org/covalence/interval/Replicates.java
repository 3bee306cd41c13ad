package org.covalence.interval;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** The values that one score took in the rounds of a bootstrap. */
final class Replicates {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double measured;
  private final double[] sorted;

  /**
   * @param measured the score of the posts themselves
   * @param values the score in each round
   */
  Replicates(double measured, double[] values) {
    this.measured = measured;
    this.sorted = values.clone();
    Arrays.sort(sorted);
  }

  Estimate percentile(double confidence) {
    return between((1 - confidence) / 2, (1 + confidence) / 2);
  }

  /**
   * Equation 14.10 of Efron and Tibshirani. Rounds with the measured value itself count half below
   * it, as SciPy has it: scores of counts are discrete. Where every round lies on one side, the
   * bias is beyond measure, and the percentile interval is given.
   *
   * @param acceleration how fast the score's spread grows with the score, from {@link Jackknife}
   */
  Estimate accelerated(double acceleration, double confidence) {
    double below = 0;
    for (double value : sorted) {
      below += value < measured ? 1 : value == measured ? 0.5 : 0;
    }
    double share = below / sorted.length;
    if (share == 0 || share == 1) {
      return percentile(confidence);
    }
    double bias = NORMAL.inverseCumulativeProbability(share);
    double low = level(bias, acceleration, (1 - confidence) / 2);
    double high = level(bias, acceleration, (1 + confidence) / 2);
    return low <= high ? between(low, high) : percentile(confidence);
  }

  private static double level(double bias, double acceleration, double share) {
    double z = bias + NORMAL.inverseCumulativeProbability(share);
    return NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
  }

  private Estimate between(double low, double high) {
    return new Estimate(measured, quantile(sorted, low), quantile(sorted, high));
  }

  /**
   * The quantile of sorted values, linear between neighbours: definition 7 of Hyndman and Fan
   * (1996), as NumPy has it.
   */
  static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
