package org.covalence.interval;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The score interval of a proportion (Wilson, JASA 22, 1927). Unlike the bootstrap it keeps its
 * width where a system is right, or wrong, on every post.
 */
public final class Wilson {
  private Wilson() {}

  /**
   * The share of successes with its interval, within [0, 1].
   *
   * @param trials where there are none, the value is 0 and the interval [0, 1]: nothing is known
   * @param confidence in (0, 1), such as 0.95
   */
  public static Estimate of(int successes, int trials, double confidence) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "expected 0 to " + trials + " successes, found " + successes);
    }
    if (trials == 0) {
      return new Estimate(0, 0, 1);
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
    double share = (double) successes / trials;
    double shrink = 1 + z * z / trials;
    double centre = (share + z * z / (2.0 * trials)) / shrink;
    double half =
        z / shrink * Math.sqrt(share * (1 - share) / trials + z * z / (4.0 * trials * trials));
    // The ends below are exact in theory; rounding would leave them a hair inside.
    return new Estimate(
        share,
        successes == 0 ? 0 : Math.max(0, centre - half),
        successes == trials ? 1 : Math.min(1, centre + half));
  }
}
