package org.covalence.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.covalence.compare.Comparison;
import org.covalence.compare.SeedDifference;
import org.covalence.compare.SeedDifference.OverSeeds;

/** What may be said of all systems at once, and of their trainings, in plain sentences. */
final class OverAll {
  private OverAll() {}

  static List<String> sentences(Comparison comparison) {
    List<String> sentences = new ArrayList<>();
    comparison
        .cochransQ()
        .ifPresent(
            q ->
                sentences.add(
                    String.format(
                        Locale.ROOT,
                        "All %d systems at once (Cochran's Q %.2f, p %s): %s.",
                        comparison.evaluations().size(),
                        q.statistic(),
                        Figures.p(q.p()),
                        q.p() < 0.05
                            ? "they are not all equally accurate"
                            : "nothing shows that they differ in accuracy")));
    comparison.seedDifferences().forEach(d -> sentences.add(sentence(d)));
    return sentences;
  }

  private static String sentence(SeedDifference difference) {
    return String.format(
        Locale.ROOT,
        "Over the trainings, %s against %s: %s; %s.",
        difference.a().system(),
        difference.b().system(),
        score("accuracy", difference.accuracy()),
        score("macro-F1", difference.macroF1()));
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
}
