package org.covalence.significance;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.covalence.spec.Seeds;

/**
 * Almost stochastic order: whether one system scores better than another over seeds, by their whole
 * distributions and not their means alone (Dror, Shlomov and Reichart, ACL 2019; del Barrio,
 * Cuesta-Albertos and Matrán, 2018). The violation is the share of the squared Wasserstein distance
 * between the two that speaks against the first: 0 where every quantile of the first is at least
 * that of the second, 1 where it is the other way round, 0.5 where nothing tells them apart. {@code
 * epsilonMin} is its upper bound, the spread taken from a bootstrap.
 *
 * <p>Below 0.5 the first is almost stochastically better; Ulmer, Hardmeier and Frellsen
 * (deep-significance, 2022) advise to claim it below 0.2 only, as few seeds make the bound too low.
 * Unlike their program, quantile functions are integrated exactly, not on a grid, and several
 * comparisons share the allowed error as Bonferroni has it.
 *
 * @param violation measured, in [0, 1]
 * @param epsilonMin its upper bound, in [0, 1]
 */
public record StochasticOrder(double violation, double epsilonMin) {
  private static final int ROUNDS = 1_000;

  /**
   * The test of whether the first system is better.
   *
   * @param first finite scores of the first system, one a seed; more is better
   * @param second those of the second; there may be another number of them
   * @param confidence of the bound, in (0, 1), such as 0.95
   * @param comparisons how many such tests are made in all, at least one
   * @param seed the seed of the run
   */
  public static StochasticOrder of(
      double[] first, double[] second, double confidence, int comparisons, long seed) {
    PairedScores.requireFinite(first);
    PairedScores.requireFinite(second);
    if (first.length == 0 || second.length == 0 || comparisons < 1) {
      throw new IllegalArgumentException(
          "expected scores and a comparison, found "
              + first.length
              + " and "
              + second.length
              + " scores, "
              + comparisons
              + " comparisons");
    }
    double violation = violation(first, second);
    SplittableRandom random = new Seeds(seed).stream("stochastic-order");
    double sum = 0;
    double squares = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double deviation = violation(drawn(random, first), drawn(random, second)) - violation;
      sum += deviation;
      squares += deviation * deviation;
    }
    double spread = Math.sqrt(Math.max(0, squares / ROUNDS - Math.pow(sum / ROUNDS, 2)));
    double z =
        NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / comparisons);
    return new StochasticOrder(violation, Math.max(0, Math.min(1, violation + z * spread)));
  }

  private static double[] drawn(SplittableRandom random, double[] scores) {
    double[] drawn = new double[scores.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = scores[random.nextInt(scores.length)];
    }
    return drawn;
  }

  /**
   * Equation 5 of Dror et al. Both quantile functions are steps, so the integrals are sums over the
   * pieces between two steps.
   */
  static double violation(double[] first, double[] second) {
    double[] ofFirst = first.clone();
    double[] ofSecond = second.clone();
    Arrays.sort(ofFirst);
    Arrays.sort(ofSecond);
    double against = 0;
    double all = 0;
    int i = 0;
    int j = 0;
    // Places are counted in parts of one over the product of the lengths, which is exact.
    long place = 0;
    while (i < ofFirst.length && j < ofSecond.length) {
      long endOfFirst = (i + 1L) * ofSecond.length;
      long endOfSecond = (j + 1L) * ofFirst.length;
      long end = Math.min(endOfFirst, endOfSecond);
      double difference = ofSecond[j] - ofFirst[i];
      double piece = (end - place) * difference * difference;
      all += piece;
      against += difference > 0 ? piece : 0;
      i += end == endOfFirst ? 1 : 0;
      j += end == endOfSecond ? 1 : 0;
      place = end;
    }
    return all == 0 ? 0.5 : against / all;
  }
}
