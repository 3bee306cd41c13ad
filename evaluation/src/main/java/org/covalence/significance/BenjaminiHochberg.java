package org.covalence.significance;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The correction of Benjamini and Hochberg (Journal of the Royal Statistical Society B 57, 1995):
 * of all claims made, no more than the level is expected to be false. That allows more than {@link
 * Holm}, and is for looking through many figures, not for a claim.
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /**
   * Corrected p-values, in the order given.
   *
   * @param p each in [0, 1]
   */
  public static double[] adjust(double[] p) {
    PValues.require(p);
    List<Integer> ascending =
        IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble(i -> p[i])).toList();
    double[] adjusted = new double[p.length];
    double smallest = 1;
    for (int rank = p.length; rank >= 1; rank--) {
      int test = ascending.get(rank - 1);
      smallest = Math.min(smallest, p[test] * p.length / rank);
      adjusted[test] = smallest;
    }
    return adjusted;
  }
}
