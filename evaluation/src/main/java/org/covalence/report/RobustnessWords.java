package org.covalence.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.covalence.compare.Difference;
import org.covalence.compare.Robustness;
import org.covalence.compare.Robustness.Curve;
import org.covalence.compare.Robustness.Fallback;
import org.covalence.compare.Robustness.Measured;
import org.covalence.compare.Robustness.Model;
import org.covalence.compare.Robustness.Point;
import org.covalence.disturb.Kind;
import org.covalence.interval.Estimate;

/** What may be said of models on worse posts, in plain sentences. */
final class RobustnessWords {
  private RobustnessWords() {}

  /** Every sentence: pairs of models, then each curve of each model, then what was not measured. */
  static List<String> all(Robustness robustness) {
    List<String> sentences = new ArrayList<>();
    robustness.fallbacks().forEach(f -> sentences.add(of(f)));
    for (Curve curve : robustness.curves()) {
      for (Model model : touched(robustness, curve)) {
        sentences.add(of(robustness, curve, model));
      }
    }
    sentences.addAll(limits(robustness));
    return sentences;
  }

  /** The models that a curve has and that read what it disturbs: the others stay as they are. */
  static List<Model> touched(Robustness robustness, Curve curve) {
    return robustness.models().stream()
        .filter(m -> m.reads().contains(curve.modality()) && curve.last().of(m).isPresent())
        .toList();
  }

  /** The name of a curve, and of the model where there are several. */
  static String title(Robustness robustness, Curve curve, Model model) {
    return curve.name() + (robustness.models().size() == 1 ? "" : ", " + model.name());
  }

  /** Words as a sentence. */
  static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }

  /**
   * Whether a model that has lost a modality is worse than one that never had it. It is where the
   * paired interval of the difference lies below zero.
   */
  static String of(Fallback fallback) {
    Difference difference = fallback.difference();
    String claim =
        fallback.isWorse() && fallback.isWorseInMacroF1()
            ? "is worse than %s beyond the interval, in accuracy and in macro-F1"
            : fallback.isWorse()
                ? "is less accurate than %s beyond the interval, though not worse in macro-F1"
                : fallback.isWorseInMacroF1()
                    ? "has a lower macro-F1 than %s beyond the interval, though it is not less accurate"
                    : "is not worse than %s beyond the interval";
    return String.format(
        Locale.ROOT,
        "At 100 %% missing %s, %s "
            + claim
            + ": accuracy %s points %s, McNemar p (Holm) %s; macro-F1 %s points %s.%s",
        fallback.curve().modality(),
        difference.a().system(),
        difference.b().system(),
        Figures.points(difference.accuracy().value()),
        Figures.pointsInterval(difference.accuracy()),
        Figures.p(difference.pHolm()),
        Figures.points(difference.macroF1().value()),
        Figures.pointsInterval(difference.macroF1()),
        spared(fallback.curve()));
  }

  private static String spared(Curve curve) {
    return curve.spared() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            curve.spared() == 1
                ? " %,d post has nothing but %s and keeps it."
                : " %,d posts have nothing but %s and keep it.",
            curve.spared(),
            curve.modality());
  }

  /** From where on the accuracy of one model is lower than it was. */
  static String of(Robustness robustness, Curve curve, Model model) {
    Optional<Point> falls = curve.falls(model);
    Point last = curve.last();
    String name = model.name();
    String end = at(curve, last, model);
    String words =
        falls
            .map(
                point ->
                    String.format(
                        Locale.ROOT,
                        "the accuracy of %s falls beyond its interval from %s on: %s%s.",
                        name,
                        curve.kind().tell(point.level()),
                        at(curve, point, model),
                        point.equals(last) ? "" : "; " + end))
            .orElseGet(
                () ->
                    String.format(
                        Locale.ROOT,
                        "no fall in the accuracy of %s could be shown at the strongest level: %s.",
                        name,
                        end));
    return curve.name() + ": " + words + (curve.kind() == Kind.MISSING ? spared(curve) : "");
  }

  private static String at(Curve curve, Point point, Model model) {
    Estimate change = point.of(model).map(Measured::accuracy).orElseThrow();
    return Figures.points(change.value())
        + " points "
        + Figures.pointsInterval(change)
        + " at "
        + curve.kind().tell(point.level());
  }

  private static List<String> limits(Robustness robustness) {
    List<String> limits = new ArrayList<>();
    for (Model model : robustness.models()) {
      if (model.seen()) {
        limits.add(
            model.name()
                + " was made from posts of this source: unless those that it has seen were left out, its figures are too high.");
      }
    }
    for (Curve curve : robustness.curves()) {
      for (Model model : robustness.models()) {
        if (curve.last().of(model).isEmpty()) {
          limits.add(
              curve.name()
                  + ": "
                  + model.name()
                  + " reads nothing else, and cannot be measured without.");
        }
      }
    }
    if (robustness.leftOut() > 0) {
      limits.add(
          String.format(
              Locale.ROOT,
              robustness.leftOut() == 1
                  ? "%,d labelled post is left out, since not every model can answer it as it is."
                  : "%,d labelled posts are left out, since not every model can answer them as they are.",
              robustness.leftOut()));
    }
    return limits;
  }
}
