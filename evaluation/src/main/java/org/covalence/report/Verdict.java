package org.covalence.report;

import java.util.List;
import java.util.Locale;
import org.covalence.compare.Comparison;
import org.covalence.compare.Difference;
import org.covalence.compare.Evaluation;
import org.covalence.interval.Estimate;

/**
 * What may be said of two systems, in one or two plain sentences. The first claim is about
 * accuracy, by McNemar's test; macro-F1 is told beside it, by approximate randomisation. Either is
 * claimed only where its p-value, corrected for all pairs, is below {@link Difference#LEVEL}. Where
 * nothing could be shown, the second sentence tells what could have been.
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
    String holm = pairs > 1 ? String.format(Locale.ROOT, " (Holm, %d pairs)", pairs) : "";
    return String.format(
        Locale.ROOT,
        claim + ": accuracy %s points, McNemar p%s %s; %s.%s",
        Lines.name(one, withSeeds),
        Lines.name(other, withSeeds),
        Figures.points(accuracy.value()),
        holm,
        Figures.p(difference.pHolm()),
        macroF1(difference, macroF1, pairs > 1 ? " (Holm)" : ""),
        difference.isShown() ? "" : couldHaveShown(difference));
  }

  private static String macroF1(Difference difference, Estimate gain, String holm) {
    String told =
        String.format(
            Locale.ROOT,
            "macro-F1 %s points %s, randomisation p%s %s",
            Figures.points(gain.value()),
            Figures.pointsInterval(gain),
            holm,
            Figures.p(difference.macroF1Test().pHolm()));
    if (!difference.isShownInMacroF1()) {
      return told
          + ", where no difference could be shown"
          + (difference.isShown() ? "" : " either");
    }
    if (difference.isShown()) {
      return told
          + (gain.value() > 0 ? ", so it is ahead in macro-F1 too" : ", where it is behind");
    }
    return told + ", where " + (gain.value() > 0 ? "the first" : "the second") + " is ahead";
  }

  private static String couldHaveShown(Difference difference) {
    return difference.smallestDifference().isPresent()
        ? String.format(
            Locale.ROOT,
            " Tests like this one would show %s points or more in four of five cases.",
            Figures.percent(difference.smallestDifference().getAsDouble()))
        : "";
  }

  private static Estimate negated(Estimate gain) {
    return new Estimate(-gain.value(), -gain.high(), -gain.low());
  }
}
