package org.covalence.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.covalence.compare.Comparison;
import org.covalence.compare.Difference;
import org.covalence.compare.FoldComparison;
import org.covalence.compare.FoldScores;
import org.covalence.compare.SeedDifference;
import org.covalence.compare.SeedDifference.OverSeeds;
import org.covalence.metric.Metric;
import org.covalence.significance.CochransQ;

/** What may be said of all systems at once, of their trainings and of their folds. */
final class OverAll {
  private OverAll() {}

  /**
   * A plain sentence.
   *
   * @param isShown whether it claims a difference
   */
  record Sentence(String words, boolean isShown) {}

  static List<Sentence> sentences(Comparison comparison) {
    List<Sentence> sentences = new ArrayList<>();
    comparison.cochransQ().ifPresent(q -> sentences.add(all(q, comparison.evaluations().size())));
    comparison.seedDifferences().forEach(d -> sentences.add(trainings(d)));
    comparison.folds().ifPresent(folds -> sentences.addAll(folds(folds)));
    return sentences;
  }

  private static Sentence all(CochransQ q, int systems) {
    boolean shown = q.p() < Difference.LEVEL;
    return new Sentence(
        String.format(
            Locale.ROOT,
            "All %d systems at once (Cochran's Q %.2f, p %s): %s.",
            systems,
            q.statistic(),
            Figures.p(q.p()),
            shown
                ? "they are not all equally accurate"
                : "nothing shows that they differ in accuracy"),
        shown);
  }

  private static Sentence trainings(SeedDifference difference) {
    return new Sentence(
        String.format(
            Locale.ROOT,
            "Over the trainings, %s against %s: %s; %s.",
            difference.a().system(),
            difference.b().system(),
            score("accuracy", difference.accuracy()),
            score("macro-F1", difference.macroF1())),
        isShown(difference.accuracy()) || isShown(difference.macroF1()));
  }

  private static boolean isShown(OverSeeds over) {
    return over.isAheadA() || over.isAheadB();
  }

  private static String score(String name, OverSeeds over) {
    String order =
        over.isAheadA()
            ? "so the first is better"
            : over.isAheadB() ? "so the second is better" : "so neither can be called better";
    return String.format(
        Locale.ROOT,
        "a training of the first has the higher %s with chance %.2f (almost stochastic order %.2f, the other way %.2f), %s",
        name,
        over.chance().value(),
        over.forA().epsilonMin(),
        over.forB().epsilonMin(),
        order);
  }

  private static List<Sentence> folds(FoldScores folds) {
    List<FoldComparison> accuracy = folds.comparisons(Metric.ACCURACY);
    List<FoldComparison> macroF1 = folds.comparisons(Metric.MACRO_F1);
    List<Sentence> sentences = new ArrayList<>();
    for (int i = 0; i < accuracy.size(); i++) {
      FoldComparison a = accuracy.get(i);
      FoldComparison f = macroF1.get(i);
      sentences.add(
          new Sentence(
              String.format(
                  Locale.ROOT,
                  "With other training posts of this kind, %s against %s: accuracy %s points%s; macro-F1 %s points%s (corrected resampled t over the folds%s).",
                  a.a(),
                  a.b(),
                  Figures.points(a.t().mean()),
                  shown(a),
                  Figures.points(f.t().mean()),
                  shown(f),
                  accuracy.size() > 1 ? ", Holm" : ""),
              a.tHolm() < Difference.LEVEL || f.tHolm() < Difference.LEVEL));
    }
    return sentences;
  }

  private static String shown(FoldComparison fold) {
    return String.format(
        Locale.ROOT,
        ", %s (p %s)",
        fold.tHolm() < Difference.LEVEL ? "shown" : "not shown",
        Figures.p(fold.tHolm()));
  }
}
