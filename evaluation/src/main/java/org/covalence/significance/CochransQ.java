package org.covalence.significance;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Cochran's test of whether several systems are right equally often on the same posts (Cochran,
 * Biometrika 37, 1950). For two systems it is McNemar's test without continuity correction. It asks
 * whether any two differ, and not which.
 *
 * @param statistic at least 0; 0 where no post tells the systems apart
 * @param degrees of freedom: the number of systems less one
 * @param p from the chi-squared distribution, in [0, 1]; 1 where no post tells the systems apart
 */
public record CochransQ(double statistic, int degrees, double p) {
  /**
   * The test.
   *
   * @param truth the true class of each post
   * @param called systems × posts: what each of at least two systems called each post
   */
  public static CochransQ of(int[] truth, int[]... called) {
    int systems = called.length;
    if (systems < 2) {
      throw new IllegalArgumentException("expected two systems or more, found " + systems);
    }
    long[] right = new long[systems];
    long all = 0;
    long squares = 0;
    for (int i = 0; i < truth.length; i++) {
      long ofPost = 0;
      for (int s = 0; s < systems; s++) {
        if (called[s][i] == truth[i]) {
          right[s]++;
          ofPost++;
        }
      }
      all += ofPost;
      squares += ofPost * ofPost;
    }
    double spread = 0;
    for (long ofSystem : right) {
      double deviation = ofSystem - (double) all / systems;
      spread += deviation * deviation;
    }
    long chance = systems * all - squares;
    double statistic = chance == 0 ? 0 : systems * (systems - 1.0) * spread / chance;
    return new CochransQ(
        statistic,
        systems - 1,
        ChiSquaredDistribution.of(systems - 1).survivalProbability(statistic));
  }
}
