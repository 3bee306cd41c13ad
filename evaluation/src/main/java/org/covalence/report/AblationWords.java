package org.covalence.report;

import java.util.List;
import java.util.Locale;
import org.covalence.compare.Ablation;
import org.covalence.compare.Ablation.Effect;
import org.covalence.compare.Difference;
import org.covalence.compare.FoldComparison;
import org.covalence.interval.Estimate;
import org.covalence.metric.Metric;

/**
 * What may be said of each part of a configuration, in plain words. A part is claimed to matter
 * where a test of accuracy or of macro-F1, corrected for all variants, says so. Where none does, it
 * is not said to be without effect: the words tell between which ends its worth lies.
 */
final class AblationWords {
  private AblationWords() {}

  /** A line for each variant, in their order. */
  static List<String> all(Ablation ablation) {
    int variants = ablation.effects().size();
    return ablation.effects().stream().map(e -> of(e, variants)).toList();
  }

  static String of(Effect effect, int variants) {
    String title = capital(effect.variant().system());
    if (effect.isNoneAtAll()) {
      return title
          + ", every post was called what the full configuration called it: on these posts nothing tells the two apart, and nothing is known of others.";
    }
    Difference difference = effect.difference();
    return title + claim(difference, variants) + overFolds(effect);
  }

  private static String claim(Difference difference, int variants) {
    String accuracy =
        String.format(
            Locale.ROOT,
            "full minus variant %s points of accuracy %s, McNemar p%s %s",
            Figures.points(difference.accuracy().value()),
            Figures.pointsInterval(difference.accuracy()),
            variants == 1 ? "" : " (Holm, " + variants + " variants)",
            Figures.p(difference.pHolm()));
    String macroF1 =
        String.format(
            Locale.ROOT,
            "%s of macro-F1 %s, randomisation p%s %s",
            Figures.points(difference.macroF1().value()),
            Figures.pointsInterval(difference.macroF1()),
            variants == 1 ? "" : " (Holm)",
            Figures.p(difference.macroF1Test().pHolm()));
    String numbers = ": " + accuracy + "; " + macroF1 + ".";
    if (difference.isShown() && difference.isShownInMacroF1()) {
      return ", accuracy is "
          + direction(difference.accuracy())
          + " on these posts, and macro-F1 is "
          + direction(difference.macroF1())
          + numbers;
    }
    if (difference.isShown()) {
      return ", accuracy is "
          + direction(difference.accuracy())
          + " on these posts; in macro-F1 no difference could be shown"
          + numbers;
    }
    if (difference.isShownInMacroF1()) {
      return ", macro-F1 is "
          + direction(difference.macroF1())
          + " on these posts; in accuracy no difference could be shown"
          + numbers;
    }
    return ", no difference could be shown on these posts, which does not mean that there is none"
        + numbers
        + Verdict.couldHaveShown(difference);
  }

  /** What becomes of a score when the part is left out. */
  private static String direction(Estimate fullLessVariant) {
    return fullLessVariant.value() > 0 ? "lower" : "higher";
  }

  private static String overFolds(Effect effect) {
    return String.format(
        Locale.ROOT,
        " With other training posts of this kind: accuracy %s, macro-F1 %s.",
        shown(effect.accuracyOverFolds()),
        shown(effect.macroF1OverFolds()));
  }

  private static String shown(FoldComparison fold) {
    return (fold.tHolm() < Difference.LEVEL ? "shown" : "not shown")
        + " (p "
        + Figures.p(fold.tHolm())
        + ")";
  }

  /** The full configuration by itself. */
  static String full(Ablation ablation) {
    return String.format(
        Locale.ROOT,
        "The full configuration: accuracy %s %s, macro-F1 %s %s (floor, always %s: %s and %s).",
        Figures.percent(ablation.full().score(Metric.ACCURACY).value()),
        Figures.interval(ablation.full().score(Metric.ACCURACY)),
        Figures.percent(ablation.full().score(Metric.MACRO_F1).value()),
        Figures.interval(ablation.full().score(Metric.MACRO_F1)),
        ablation.full().floor().label(),
        Figures.percent(ablation.full().floor().of(Metric.ACCURACY)),
        Figures.percent(ablation.full().floor().of(Metric.MACRO_F1)));
  }

  /** What copies among the posts mean for all of it, where there are some. */
  static String twins(AblationContent content) {
    return String.format(
        Locale.ROOT,
        "%,d of the %,d posts %s a twin among those that the models learnt from: a part may be worth something there because it helps to remember. --group-duplicates keeps copies together.",
        content.twins(),
        content.ablation().posts(),
        content.twins() == 1 ? "has" : "have");
  }

  /** What the figures are. */
  static String caption(Ablation ablation) {
    int variants = ablation.effects().size();
    return String.format(
        Locale.ROOT,
        "Full configuration minus variant, in points: above zero, the part helps. The same %,d posts, folds and seeds for all%s; each post was predicted by a model that has not seen it. Paired bootstrap intervals of %s %%, each by itself. p: McNemar's test of accuracy and randomisation of macro-F1, on these posts. folds p: the corrected resampled t over %d folds, of whether it would be there with other training posts. Either is corrected by Holm's method over %d %s in each figure.",
        ablation.posts(),
        ablation.trainings() > 1
            ? ", "
                + ablation.trainings()
                + " trainings of each pooled, where a post counts as one witness"
            : "",
        Lines.confidence(ablation.full().protocol()),
        ablation.effects().get(0).accuracyOverFolds().folds(),
        variants,
        variants == 1 ? "variant" : "variants");
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
