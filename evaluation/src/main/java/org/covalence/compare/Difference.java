package org.covalence.compare;

import java.util.OptionalDouble;
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
 * @param macroF1Test approximate randomisation of macro-F1
 * @param smallestDifference the smallest difference in accuracy that these posts would have shown
 *     in four of five such tests, with as many posts as here on which only one of the two is right,
 *     and with Bonferroni's correction for the pairs; empty where not even the largest possible one
 *     would have been, and where copies count together
 */
public record Difference(
    Evaluation a,
    Evaluation b,
    Estimate accuracy,
    Estimate macroF1,
    McNemar mcNemar,
    double pHolm,
    MacroF1Test macroF1Test,
    OptionalDouble smallestDifference) {
  /**
   * Whether a difference in macro-F1 could be chance.
   *
   * @param p of approximate randomisation, two-sided, in (0, 1]
   * @param pHolm corrected for all pairs of the comparison
   */
  public record MacroF1Test(double p, double pHolm) {}

  /** The chance of a false claim that a comparison as a whole may run. */
  public static final double LEVEL = 0.05;

  /** Whether the test, corrected for all pairs, shows that one of the two is more accurate. */
  public boolean isShown() {
    return pHolm < LEVEL;
  }

  /** Whether the randomisation, corrected for all pairs, shows that the macro-F1 differs. */
  public boolean isShownInMacroF1() {
    return macroF1Test.pHolm() < LEVEL;
  }
}
