package org.covalence.report;

import java.util.List;
import java.util.Locale;
import org.covalence.compare.Comparison;
import org.covalence.compare.Difference;
import org.covalence.interval.Estimate;

/**
 * What may be said of two systems, in one or two plain sentences: of accuracy by McNemar's test,
 * and of macro-F1 by approximate randomisation. Either is claimed only where its p-value, corrected
 * for all pairs, is below {@link Difference#LEVEL}; the sentence begins with what is claimed. Where
 * no difference in accuracy could be shown, the second one tells what could have been.
 */
public final class Verdict {
  private Verdict() {}

  /** A sentence for every pair, in the order of the pairs. */
  public static List<String> of(Comparison comparison) {
    List<Difference> pairs = comparison.differences();
    boolean withSeeds = Lines.hasSeveralSeeds(comparison);
    return pairs.stream().map(pair -> of(pair, pairs.size(), withSeeds)).toList();
  }

  /** What is said of one of {@code pairs} pairs over which Holm's correction was made. */
  static String of(Difference difference, int pairs, boolean withSeeds) {
    // Accuracy leads the sentence, unless macro-F1 alone is shown.
    boolean byMacroF1 = !difference.isShown() && difference.isShownInMacroF1();
    Estimate leading = byMacroF1 ? difference.macroF1() : difference.accuracy();
    boolean shown = difference.isShown() || byMacroF1;
    boolean fromB = shown && leading.value() < 0;
    Estimate accuracy = fromB ? negated(difference.accuracy()) : difference.accuracy();
    Estimate macroF1 = fromB ? negated(difference.macroF1()) : difference.macroF1();
    String claim =
        byMacroF1
            ? "%s has a higher macro-F1 than %s on these posts"
            : shown
                ? "%s is more accurate than %s on these posts"
                : "No difference in accuracy between %s and %s could be shown";
    String ofAccuracy =
        String.format(
            Locale.ROOT,
            "accuracy %s points, McNemar p%s %s",
            Figures.points(accuracy.value()),
            holm(pairs, !byMacroF1),
            Figures.p(difference.pHolm()));
    String ofMacroF1 =
        String.format(
            Locale.ROOT,
            "macro-F1 %s points %s, randomisation p%s %s",
            Figures.points(macroF1.value()),
            Figures.pointsInterval(macroF1),
            holm(pairs, byMacroF1),
            Figures.p(difference.macroF1Test().pHolm()));
    return String.format(
            Locale.ROOT,
            claim,
            name(difference, fromB, withSeeds),
            name(difference, !fromB, withSeeds))
        + ": "
        + (byMacroF1 ? ofMacroF1 + "; " + ofAccuracy : ofAccuracy + "; " + ofMacroF1)
        + second(difference, macroF1)
        + "."
        + (difference.isShown() ? "" : couldHaveShown(difference));
  }

  private static String name(Difference difference, boolean second, boolean withSeeds) {
    return Lines.name(second ? difference.b() : difference.a(), withSeeds);
  }

  private static String holm(int pairs, boolean inFull) {
    if (pairs == 1) {
      return "";
    }
    return inFull ? String.format(Locale.ROOT, " (Holm, %d pairs)", pairs) : " (Holm)";
  }

  /** What becomes of the figure that comes second. */
  private static String second(Difference difference, Estimate macroF1) {
    if (!difference.isShown()) {
      return difference.isShownInMacroF1()
          ? ", where no difference could be shown"
          : ", where no difference could be shown either";
    }
    if (!difference.isShownInMacroF1()) {
      return ", where no difference could be shown";
    }
    return macroF1.value() > 0 ? ", so it is ahead in macro-F1 too" : ", where it is behind";
  }

  /** How large a difference in accuracy would have been shown; nothing where that is not known. */
  static String couldHaveShown(Difference difference) {
    return difference.smallestDifference().isPresent()
        ? String.format(
            Locale.ROOT,
            " Tests like this one would show %s points of accuracy or more in four of five cases.",
            Figures.percent(difference.smallestDifference().getAsDouble()))
        : "";
  }

  private static Estimate negated(Estimate gain) {
    return new Estimate(-gain.value(), -gain.high(), -gain.low());
  }
}
