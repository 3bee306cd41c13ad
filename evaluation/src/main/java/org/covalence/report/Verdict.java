package org.covalence.report;

import java.util.List;
import java.util.Locale;
import org.covalence.compare.Comparison;
import org.covalence.compare.Difference;
import org.covalence.compare.Evaluation;
import org.covalence.interval.Estimate;

/**
 * What may be said of two systems, in one plain sentence. McNemar's test is about accuracy, so the
 * claim is about accuracy, and it is made only where the p-value corrected for all pairs is below
 * {@link Difference#LEVEL}. The interval of macro-F1 is told beside it; it is not corrected, and no
 * claim rests on it alone.
 */
public final class Verdict {
  private Verdict() {}

  /** A sentence for every pair, in the order of the pairs. */
  public static List<String> of(Comparison comparison) {
    List<Difference> pairs = comparison.differences();
    boolean withSeeds = Lines.hasSeveralSeeds(comparison);
    return pairs.stream().map(pair -> of(pair, pairs.size(), withSeeds)).toList();
  }

  /** The sentence for one of {@code pairs} pairs over which Holm's correction was made. */
  static String of(Difference difference, int pairs, boolean withSeeds) {
    boolean fromB = difference.isShown() && difference.accuracy().value() < 0;
    Evaluation one = fromB ? difference.b() : difference.a();
    Evaluation other = fromB ? difference.a() : difference.b();
    Estimate accuracy = fromB ? negated(difference.accuracy()) : difference.accuracy();
    Estimate macroF1 = fromB ? negated(difference.macroF1()) : difference.macroF1();
    String claim =
        difference.isShown()
            ? "%s is more accurate than %s on these posts"
            : "No difference in accuracy between %s and %s could be shown";
    return String.format(
        Locale.ROOT,
        claim + ": accuracy %s points, McNemar p%s %s; %s.",
        Lines.name(one, withSeeds),
        Lines.name(other, withSeeds),
        Figures.points(accuracy.value()),
        pairs > 1 ? String.format(Locale.ROOT, " (Holm, %d pairs)", pairs) : "",
        Figures.p(difference.pHolm()),
        macroF1(macroF1, difference.isShown()));
  }

  private static String macroF1(Estimate gain, boolean shown) {
    String told =
        "macro-F1 " + Figures.points(gain.value()) + " points " + Figures.pointsInterval(gain);
    if (gain.covers(0)) {
      return told + ", where no difference could be shown" + (shown ? "" : " either");
    }
    if (!shown) {
      return told + ", an interval that is not corrected and carries no claim alone";
    }
    return gain.value() > 0 ? told : told + ", so in macro-F1 it is behind";
  }

  private static Estimate negated(Estimate gain) {
    return new Estimate(-gain.value(), -gain.high(), -gain.low());
  }
}
