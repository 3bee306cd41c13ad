package org.covalence.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.covalence.compare.ClassEstimates;
import org.covalence.compare.Comparison;
import org.covalence.compare.Difference;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Floor;
import org.covalence.compare.FoldComparison;
import org.covalence.compare.FoldScores;
import org.covalence.compare.Signature;
import org.covalence.compare.Spread;
import org.covalence.compare.WithoutTwins;
import org.covalence.interval.Estimate;
import org.covalence.metric.Metric;

/**
 * A comparison for the screen, 80 columns wide: the scores of every system over the floor's, every
 * pair with its test, the verdicts, and the signature. A single system is shown by class as well.
 */
public final class TextReport {
  /** The scores that fit beside a name. */
  private static final List<Metric> SHOWN =
      List.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.MACRO_F1, Metric.WEIGHTED_F1);

  private final Comparison comparison;
  private final StringBuilder text = new StringBuilder();

  private TextReport(Comparison comparison) {
    this.comparison = comparison;
  }

  /** The report; lines end with a line feed. */
  public static String of(Comparison comparison) {
    TextReport report = new TextReport(comparison);
    report.scores();
    if (comparison.evaluations().size() == 1) {
      report.classes(comparison.evaluations().get(0));
    }
    if (!comparison.differences().isEmpty()) {
      report.pairs();
    }
    comparison.withoutTwins().ifPresent(report::withoutTwins);
    comparison.folds().ifPresent(report::foldPairs);
    report.signature();
    return report.text.toString();
  }

  private void scores() {
    paragraph(Lines.caption(comparison));
    Columns table = new Columns("", "accuracy", "balanced", "macro-F1", "weighted F1");
    table.row(
        Lines.floorName(comparison),
        cells(m -> List.of(Figures.percent(comparison.floor().of(m)))));
    for (Evaluation evaluation : comparison.evaluations()) {
      table.row(Lines.name(comparison, evaluation), cells(m -> withInterval(evaluation.score(m))));
    }
    for (Spread spread : comparison.spreads()) {
      table.row(
          Lines.name(spread),
          cells(
              m ->
                  List.of(
                      Figures.percent(spread.mean(m)),
                      "sd " + Figures.percent(spread.standardDeviation(m)))));
    }
    comparison.folds().ifPresent(folds -> folds(folds, table));
    text.append(table.render()).append('\n');
  }

  private void withoutTwins(WithoutTwins without) {
    paragraph(TwinLines.caption(without));
    if (without.evaluations().isEmpty()) {
      return;
    }
    Columns table = new Columns("", "accuracy", "balanced", "macro-F1", "weighted F1");
    Floor floor = without.evaluations().get(0).floor();
    table.row("floor: always " + floor.label(), cells(m -> List.of(Figures.percent(floor.of(m)))));
    for (Evaluation evaluation : without.evaluations()) {
      table.row(Lines.name(comparison, evaluation), cells(m -> withInterval(evaluation.score(m))));
    }
    text.append(table.render()).append('\n');
  }

  private static void folds(FoldScores folds, Columns table) {
    for (String system : folds.systems()) {
      table.row(
          Lines.name(folds, system),
          cells(
              m ->
                  List.of(
                      Figures.percent(folds.mean(system, m)),
                      "sd " + Figures.percent(folds.standardDeviation(system, m)))));
    }
  }

  private static List<List<String>> cells(Function<Metric, List<String>> cell) {
    return SHOWN.stream().map(cell).toList();
  }

  private static List<String> withInterval(Estimate estimate) {
    return List.of(Figures.percent(estimate.value()), Figures.interval(estimate));
  }

  private void classes(Evaluation evaluation) {
    Columns table = new Columns("", "precision", "recall", "F1", "posts");
    for (ClassEstimates k : evaluation.classes()) {
      table.row(
          k.label(),
          List.of(
              withInterval(k.precision()),
              withInterval(k.recall()),
              withInterval(k.f1()),
              List.of(Integer.toString(k.support()))));
    }
    text.append(table.render()).append('\n');
    Columns matrix = Lines.confusion(evaluation);
    if (matrix.width() <= Columns.WIDTH) {
      text.append(matrix.render()).append('\n');
    } else {
      paragraph("The confusion matrix is too wide for this table; it stands in the JSON.");
    }
  }

  private void pairs() {
    Columns table = new Columns("difference", "accuracy", "macro-F1", "McNemar p", "p (Holm)");
    for (Difference difference : comparison.differences()) {
      table.row(
          Lines.name(comparison, difference),
          List.of(
              pointsWithInterval(difference.accuracy()),
              pointsWithInterval(difference.macroF1()),
              List.of(Figures.p(difference.mcNemar().p())),
              List.of(Figures.p(difference.pHolm()))));
    }
    text.append(table.render()).append('\n');
    Verdict.of(comparison).forEach(this::paragraph);
    OverAll.sentences(comparison).forEach(s -> paragraph(s.words()));
  }

  private void foldPairs(FoldScores folds) {
    List<FoldComparison> accuracy = folds.comparisons(Metric.ACCURACY);
    List<FoldComparison> macroF1 = folds.comparisons(Metric.MACRO_F1);
    if (accuracy.isEmpty()) {
      return;
    }
    Columns table = new Columns("over the folds", "accuracy", "p (Holm)", "macro-F1", "p (Holm)");
    for (int i = 0; i < accuracy.size(); i++) {
      FoldComparison a = accuracy.get(i);
      FoldComparison f = macroF1.get(i);
      table.row(
          a.a() + " - " + a.b(),
          List.of(
              List.of(Figures.points(a.t().mean())),
              List.of(Figures.p(a.tHolm()), "W " + Figures.p(a.wilcoxon().p())),
              List.of(Figures.points(f.t().mean())),
              List.of(Figures.p(f.tHolm()), "W " + Figures.p(f.wilcoxon().p()))));
    }
    text.append(table.render()).append('\n');
    paragraph(Lines.FOLD_TESTS);
  }

  private static List<String> pointsWithInterval(Estimate difference) {
    return List.of(Figures.points(difference.value()), Figures.pointsInterval(difference));
  }

  private void paragraph(String words) {
    Columns.wrap(words, Columns.WIDTH).forEach(line -> text.append(line).append('\n'));
    text.append('\n');
  }

  private void signature() {
    text.append(String.join("\n", broken(comparison.signature()))).append('\n');
  }

  /** Broken after bars only: {@link Signature#parse} reads it back so. */
  static List<String> broken(Signature signature) {
    List<String> lines = new ArrayList<>(List.of(""));
    for (String field : signature.line().split("(?<=\\|)", -1)) {
      int last = lines.size() - 1;
      boolean fits = lines.get(last).length() + field.length() <= Columns.WIDTH;
      if (!fits && !lines.get(last).isEmpty()) {
        lines.add(field);
      } else {
        lines.set(last, lines.get(last) + field);
      }
    }
    return lines;
  }
}
