package org.covalence.compare;

import org.covalence.interval.Estimate;
import org.covalence.significance.McNemar;

/**
 * Two systems on the same posts.
 *
 * @param a the first system
 * @param b the second system
 * @param accuracy accuracy of {@code a} minus that of {@code b}, with its paired bootstrap interval
 * @param macroF1 the same of macro-F1, from the same rounds
 * @param mcNemar the exact test of equal accuracy
 * @param pHolm its p-value, corrected for all pairs of the comparison
 */
public record Difference(
    Evaluation a,
    Evaluation b,
    Estimate accuracy,
    Estimate macroF1,
    McNemar mcNemar,
    double pHolm) {
  /** The chance of a false claim that a comparison as a whole may run. */
  public static final double LEVEL = 0.05;

  /** Whether the test, corrected for all pairs, shows that one of the two is more accurate. */
  public boolean isShown() {
    return pHolm < LEVEL;
  }
}
