package org.covalence.significance;

import java.util.Arrays;

/**
 * Bonferroni's correction: every p-value times their number. {@link Holm} promises the same and
 * finds more; this is for figures that are to be compared with published ones.
 */
public final class Bonferroni {
  private Bonferroni() {}

  /**
   * Corrected p-values, in the order given.
   *
   * @param p each in [0, 1]
   */
  public static double[] adjust(double[] p) {
    PValues.require(p);
    return Arrays.stream(p).map(value -> Math.min(1, value * p.length)).toArray();
  }
}
