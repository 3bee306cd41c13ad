package org.covalence.significance;

import org.apache.commons.statistics.distribution.FDistribution;

/**
 * The combined 5×2 cross-validation F test of whether two systems score alike when trained anew
 * (Alpaydin, Neural Computation 11, 1999, equation 3). Five times the posts are cut in halves, and
 * each half is tested on with what was trained on the other. The test tends to claim less than its
 * level allows.
 *
 * @param statistic at least 0; infinite where the halves of every cut agree fully on a difference
 * @param p from the F distribution with 10 and 5 degrees of freedom, in [0, 1]; 1 where all
 *     differences are zero
 */
public record FiveByTwo(double statistic, double p) {
  private static final int CUTS = 5;

  /**
   * The test.
   *
   * @param first 5 cuts × 2 halves: finite scores of the first system
   * @param second those of the second
   */
  public static FiveByTwo of(double[][] first, double[][] second) {
    requireShape(first);
    requireShape(second);
    double squares = 0;
    double variances = 0;
    for (int cut = 0; cut < CUTS; cut++) {
      PairedScores.require(first[cut], second[cut]);
      double one = first[cut][0] - second[cut][0];
      double other = first[cut][1] - second[cut][1];
      squares += one * one + other * other;
      variances += (one - other) * (one - other) / 2;
    }
    double statistic = squares == 0 ? 0 : squares / (2 * variances);
    return new FiveByTwo(
        statistic,
        Double.isInfinite(statistic)
            ? 0
            : FDistribution.of(2 * CUTS, CUTS).survivalProbability(statistic));
  }

  private static void requireShape(double[][] scores) {
    if (scores.length != CUTS) {
      throw new IllegalArgumentException("expected 5 cuts, found " + scores.length);
    }
    for (double[] halves : scores) {
      if (halves.length != 2) {
        throw new IllegalArgumentException("expected 2 halves a cut, found " + halves.length);
      }
    }
  }
}
