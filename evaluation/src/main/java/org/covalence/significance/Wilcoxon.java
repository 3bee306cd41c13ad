package org.covalence.significance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Wilcoxon's signed-rank test of whether two systems score alike over folds, data sets or seeds
 * that they share (Wilcoxon, Biometrics Bulletin 1, 1945; for classifiers: Demšar, JMLR 7, 2006,
 * section 3.1.3). Differences of zero are left out, and equal ones share the mean of their ranks.
 * Up to 50 differences the p-value is exact, also where some are equal; beyond, it is the normal
 * one, corrected for equal differences and for continuity.
 *
 * <p>Folds of one cross-validation share training posts, and the test does not know it: look at
 * {@link CorrectedResampledT} too. With five differences or fewer, p cannot fall below 0.0625.
 *
 * @param differences how many are not zero
 * @param plus the sum of the ranks where the first system scores higher
 * @param minus the sum of the ranks where the second does
 * @param p two-sided, in (0, 1]; 1 where all differences are zero
 * @param exact whether p is
 */
public record Wilcoxon(int differences, double plus, double minus, double p, boolean exact) {
  private static final int MOST_EXACT = 50;

  /** Scores nearer than this, relative to the largest, differ by nothing but rounding. */
  private static final double ROUNDING = 1e-12;

  /**
   * The test.
   *
   * @param first finite scores of the first system, such as one a fold
   * @param second those of the second, in the same order
   */
  public static Wilcoxon of(double[] first, double[] second) {
    return of(first, second, MOST_EXACT);
  }

  static Wilcoxon of(double[] first, double[] second, int mostExact) {
    PairedScores.require(first, second);
    double same = ROUNDING * PairedScores.largest(first, second);
    double[] differences =
        IntStream.range(0, first.length)
            .mapToDouble(i -> first[i] - second[i])
            .filter(d -> Math.abs(d) > same)
            .toArray();
    int[] doubledRanks = doubledRanks(differences, same);
    long doubledPlus =
        IntStream.range(0, differences.length)
            .filter(i -> differences[i] > 0)
            .mapToLong(i -> doubledRanks[i])
            .sum();
    long doubledAll = Arrays.stream(doubledRanks).asLongStream().sum();
    boolean exact = differences.length <= mostExact;
    double p =
        exact ? exactP(doubledRanks, doubledPlus, doubledAll) : normalP(doubledRanks, doubledPlus);
    return new Wilcoxon(
        differences.length, doubledPlus / 2.0, (doubledAll - doubledPlus) / 2.0, p, exact);
  }

  /** Twice the rank of each difference by its size, which is whole even where ranks are shared. */
  private static int[] doubledRanks(double[] differences, double same) {
    int[] ascending =
        IntStream.range(0, differences.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> Math.abs(differences[i])))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ranks = new int[differences.length];
    int from = 0;
    while (from < ascending.length) {
      int to = from + 1;
      while (to < ascending.length
          && Math.abs(differences[ascending[to]]) - Math.abs(differences[ascending[to - 1]])
              <= same) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[ascending[i]] = from + 1 + to;
      }
      from = to;
    }
    return ranks;
  }

  /** Counts the ways in which the signs could have fallen, each as likely. */
  private static double exactP(int[] doubledRanks, long plus, long all) {
    double[] chances = new double[(int) all + 1];
    chances[0] = 1;
    int reached = 0;
    for (int rank : doubledRanks) {
      reached += rank;
      for (int sum = reached; sum >= 0; sum--) {
        chances[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2;
      }
    }
    double tail = 0;
    for (int sum = 0; sum <= Math.min(plus, all - plus); sum++) {
      tail += chances[sum];
    }
    return Math.min(1, 2 * tail);
  }

  private static double normalP(int[] doubledRanks, long doubledPlus) {
    double mean = 0;
    double variance = 0;
    for (int doubled : doubledRanks) {
      mean += doubled / 4.0;
      variance += doubled * (double) doubled / 16;
    }
    // Half a rank, as sums of ranks are a whole one apart.
    double beyond = Math.max(0, Math.abs(doubledPlus / 2.0 - mean) - 0.5);
    return 2 * NormalDistribution.of(0, 1).survivalProbability(beyond / Math.sqrt(variance));
  }
}
