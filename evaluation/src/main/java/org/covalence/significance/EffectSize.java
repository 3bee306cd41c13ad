package org.covalence.significance;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.covalence.interval.Estimate;
import org.covalence.interval.Wilson;

/**
 * How large a difference is, apart from how sure it is. For the difference of two accuracies itself
 * see {@link McNemar#difference}.
 */
public final class EffectSize {
  private static final int HALVINGS = 60;

  private EffectSize() {}

  /**
   * Cohen's g: by how much the share of discordant posts that the first system has right differs
   * from one half (Cohen, Statistical Power Analysis, 1988, chapter 5), with Wilson's interval. By
   * his words 0.05 is small, 0.15 medium and 0.25 large.
   *
   * @param onlyFirst posts where the first system alone is right
   * @param onlySecond posts where the second system alone is right
   * @return in [-0.5, 0.5]; where no post is discordant, 0 with the whole range as its interval
   */
  public static Estimate cohensG(int onlyFirst, int onlySecond, double confidence) {
    int discordant = Math.addExact(onlyFirst, onlySecond);
    if (discordant == 0) {
      return new Estimate(0, -0.5, 0.5);
    }
    Estimate share = Wilson.of(onlyFirst, discordant, confidence);
    return new Estimate(share.value() - 0.5, share.low() - 0.5, share.high() - 0.5);
  }

  /**
   * Cohen's h: the difference of two proportions on the arcsine scale, on which equal steps are
   * equally hard to show wherever they lie (Cohen, 1988, chapter 6). By his words 0.2 is small, 0.5
   * medium and 0.8 large.
   *
   * @param first in [0, 1]
   * @param second in [0, 1]
   * @return in [-π, π]
   */
  public static double cohensH(double first, double second) {
    if (!(first >= 0 && first <= 1 && second >= 0 && second <= 1)) {
      throw new IllegalArgumentException(
          "expected two proportions, found " + first + " and " + second);
    }
    return 2 * Math.asin(Math.sqrt(first)) - 2 * Math.asin(Math.sqrt(second));
  }

  /**
   * Vargha and Delaney's A12: the chance that the first system scores higher than the second where
   * each is trained from some seed, equal scores counted half (Journal of Educational and
   * Behavioral Statistics 25, 2000). By their words 0.56 is small, 0.64 medium and 0.71 large. The
   * interval is Newcombe's score interval, method 5 (Statistics in Medicine 25, 2006, 559–573).
   *
   * @param first finite scores of the first system, one a seed
   * @param second those of the second; there may be another number of them
   * @return in [0, 1]
   */
  public static Estimate a12(double[] first, double[] second, double confidence) {
    PairedScores.requireFinite(first);
    PairedScores.requireFinite(second);
    if (first.length == 0 || second.length == 0) {
      throw new IllegalArgumentException(
          "expected scores, found " + first.length + " and " + second.length);
    }
    long halves = 0;
    for (double a : first) {
      for (double b : second) {
        halves += a > b ? 2 : a == b ? 1 : 0;
      }
    }
    double share = halves / (2.0 * first.length * second.length);
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
    return new Estimate(
        share,
        1 - upper(1 - share, first.length, second.length, z),
        upper(share, first.length, second.length, z));
  }

  /** The largest chance from which the measured one lies no more than z standard errors below. */
  private static double upper(double measured, int first, int second, double z) {
    double inside = measured;
    double outside = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (inside + outside) / 2;
      if (middle - measured <= z * standardError(middle, first, second)) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return (inside + outside) / 2;
  }

  /** That of Hanley and McNeil (Radiology 143, 1982), the numbers of scores replaced by a mean. */
  private static double standardError(double share, int first, int second) {
    double fewer = (first + second) / 2.0 - 1;
    double variance =
        share
            * (1 - share)
            * (1 + fewer * (1 - share) / (2 - share) + fewer * share / (1 + share))
            / ((double) first * second);
    return Math.sqrt(variance);
  }
}
