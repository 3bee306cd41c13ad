package org.covalence.significance;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * McNemar's exact test of whether two systems are right equally often on the same posts. Only posts
 * where one is right and the other wrong speak; if the systems are equally good, each such post is
 * a fair coin (McNemar, Psychometrika 12, 1947; Dietterich, Neural Computation 10, 1998, section
 * 3.1).
 *
 * @param onlyFirst posts where the first system alone is right
 * @param onlySecond posts where the second system alone is right
 * @param p two-sided, in (0, 1]; 1 where there is no such post
 */
public record McNemar(int onlyFirst, int onlySecond, double p) {
  /** The test from its two counts. */
  public static McNemar exact(int onlyFirst, int onlySecond) {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException(
          "expected two counts, found " + onlyFirst + " and " + onlySecond);
    }
    int discordant = Math.addExact(onlyFirst, onlySecond);
    double tail =
        BinomialDistribution.of(discordant, 0.5)
            .cumulativeProbability(Math.min(onlyFirst, onlySecond));
    return new McNemar(onlyFirst, onlySecond, Math.min(1, 2 * tail));
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
}
