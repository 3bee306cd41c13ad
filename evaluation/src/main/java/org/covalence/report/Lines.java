package org.covalence.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.covalence.compare.Comparison;
import org.covalence.compare.Difference;
import org.covalence.compare.Evaluation;
import org.covalence.compare.FoldScores;
import org.covalence.compare.Protocol;
import org.covalence.compare.Signature;
import org.covalence.compare.Spread;

/** The words that the screen and the page have in common. */
final class Lines {
  /** What the tests over folds are of. */
  static final String FOLD_TESTS =
      "Over the folds: mean difference in points, and the corrected resampled t test of whether it would be there with other training posts; Holm over the pairs of each figure. W: Wilcoxon's p, not corrected, which takes folds for independent.";

  private Lines() {}

  /** What the numbers are of. */
  static String caption(Comparison comparison) {
    Signature signature = comparison.signature();
    return String.format(
        Locale.ROOT,
        "Part %s, %d posts, label rule %s. Per cent, with %s %% intervals: %s.%s",
        signature.part(),
        signature.posts(),
        signature.rule(),
        confidence(comparison.protocol()),
        comparison.protocol().isGrouped()
            ? "bootstrap over groups of copies"
            : "Wilson for accuracy, precision and recall of a class, bootstrap over posts for the rest",
        comparison.folds().isPresent()
            ? " Cross-validated: each post was predicted by a model that has not seen it; rows of folds give mean and standard deviation (sd) over the folds."
            : "");
  }

  /** The confidence of every interval in per cent, as {@code 95}. */
  static String confidence(Protocol protocol) {
    String percent = Figures.percent(protocol.bootstrap().confidence());
    return percent.endsWith(".0") ? percent.substring(0, percent.length() - 2) : percent;
  }

  static String floorName(Comparison comparison) {
    return "floor: always " + comparison.floor().label();
  }

  /** The system, with its seed where not all have the same. */
  static String name(Comparison comparison, Evaluation evaluation) {
    return name(evaluation, hasSeveralSeeds(comparison));
  }

  static String name(Evaluation evaluation, boolean withSeed) {
    return name(evaluation.system(), evaluation.seed(), withSeed);
  }

  private static String name(String system, long seed, boolean withSeed) {
    return system + (withSeed ? " (seed " + seed + ")" : "");
  }

  /** The training of a system, with its seed where not all have the same. */
  static String name(Comparison comparison, String system, long seed) {
    return name(system, seed, hasSeveralSeeds(comparison));
  }

  static boolean hasSeveralSeeds(Comparison comparison) {
    return comparison.evaluations().stream().mapToLong(Evaluation::seed).distinct().count() > 1;
  }

  static String name(Spread spread) {
    return spread.system() + " (mean of " + spread.seeds().size() + " seeds)";
  }

  /** A system over the folds of a cross-validation. */
  static String name(FoldScores folds, String system) {
    return system + " (mean of " + folds.of(system).size() + " folds)";
  }

  /** What is subtracted from what. */
  static String name(Comparison comparison, Difference difference) {
    return name(comparison, difference.a()) + " - " + name(comparison, difference.b());
  }

  /** Rows are the truth. */
  static Columns confusion(Evaluation evaluation) {
    List<String> labels = evaluation.protocol().labels();
    List<String> header = new ArrayList<>(List.of("true \\ called"));
    header.addAll(labels);
    Columns table = new Columns(header.toArray(String[]::new));
    for (int truth = 0; truth < labels.size(); truth++) {
      int row = truth;
      table.row(
          labels.get(truth),
          IntStream.range(0, labels.size())
              .mapToObj(k -> List.of(Integer.toString(evaluation.matrix().count(row, k))))
              .toList());
    }
    return table;
  }
}
