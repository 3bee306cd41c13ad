package org.covalence.significance;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.covalence.interval.Estimate;
import org.covalence.interval.PairedDifference;

/**
 * McNemar's exact test of whether two systems are right equally often on the same posts. Only posts
 * where one is right and the other wrong speak; if the systems are equally good, each such post is
 * a fair coin (McNemar, Psychometrika 12, 1947; Dietterich, Neural Computation 10, 1998, section
 * 3.1).
 *
 * <p>The exact p-value never promises too much, and for that finds less than it could. The mid-p
 * value counts what was seen only half (Lancaster, JASA 56, 1961); it errs near its level on
 * average, and hardly ever above it (Fagerland, Lydersen and Laake, BMC Medical Research
 * Methodology 13:91, 2013).
 *
 * @param onlyFirst posts where the first system alone is right
 * @param onlySecond posts where the second system alone is right
 * @param p exact, two-sided, in (0, 1]; 1 where there is no such post
 * @param midP two-sided, in (0, 1], never above {@code p}; 1 where there is no such post
 */
public record McNemar(int onlyFirst, int onlySecond, double p, double midP) {
  /** The test from its two counts. */
  public static McNemar exact(int onlyFirst, int onlySecond) {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException(
          "expected two counts, found " + onlyFirst + " and " + onlySecond);
    }
    int discordant = Math.addExact(onlyFirst, onlySecond);
    int fewer = Math.min(onlyFirst, onlySecond);
    BinomialDistribution coins = BinomialDistribution.of(discordant, 0.5);
    double twoTails = 2 * coins.cumulativeProbability(fewer);
    double midP = onlyFirst == onlySecond ? 1 : twoTails - coins.probability(fewer);
    return new McNemar(onlyFirst, onlySecond, Math.min(1, twoTails), midP);
  }

  /** The test from what each system called each post; {@code truth} in the same order. */
  public static McNemar exact(int[] truth, int[] first, int[] second) {
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < truth.length; i++) {
      boolean firstRight = first[i] == truth[i];
      boolean secondRight = second[i] == truth[i];
      onlyFirst += firstRight && !secondRight ? 1 : 0;
      onlySecond += secondRight && !firstRight ? 1 : 0;
    }
    return exact(onlyFirst, onlySecond);
  }

  /** How many posts tell the two systems apart. */
  public int discordant() {
    return onlyFirst + onlySecond;
  }

  /**
   * The accuracy of the first system minus that of the second, with Tango's score interval.
   *
   * @param posts how many posts there are in all
   * @param confidence in (0, 1), such as 0.95
   */
  public Estimate difference(int posts, double confidence) {
    return PairedDifference.of(onlyFirst, onlySecond, posts, confidence);
  }
}
