package org.covalence.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.covalence.compare.ClassEstimates;
import org.covalence.compare.Comparison;
import org.covalence.compare.Difference;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Floor;
import org.covalence.compare.FoldComparison;
import org.covalence.compare.FoldScores;
import org.covalence.compare.Spread;
import org.covalence.compare.WithoutTwins;
import org.covalence.interval.Estimate;
import org.covalence.metric.Metric;

/**
 * A comparison as a page of Markdown: all scores, every pair with its test, the verdicts, each
 * system by class with its confusion matrix, and the signature.
 */
public final class MarkdownReport {
  private final Comparison comparison;
  private final StringBuilder page = new StringBuilder();

  private MarkdownReport(Comparison comparison) {
    this.comparison = comparison;
  }

  /** The page; headings start at the second level, lines end with a line feed. */
  public static String of(Comparison comparison) {
    MarkdownReport report = new MarkdownReport(comparison);
    report.scores();
    if (!comparison.differences().isEmpty()) {
      report.pairs();
    }
    comparison.withoutTwins().ifPresent(report::withoutTwins);
    comparison.folds().ifPresent(report::foldPairs);
    comparison.evaluations().forEach(report::classes);
    report.page.append("## Signature\n\n```\n").append(comparison.signature()).append("\n```\n");
    return report.page.toString();
  }

  private void scores() {
    page.append("## Scores\n\n").append(escape(Lines.caption(comparison))).append("\n\n");
    header(Arrays.stream(Metric.values()).map(Metric::title));
    row(Lines.floorName(comparison), everyMetric(m -> Figures.percent(comparison.floor().of(m))));
    for (Evaluation evaluation : comparison.evaluations()) {
      row(Lines.name(comparison, evaluation), everyMetric(m -> withInterval(evaluation.score(m))));
    }
    for (Spread spread : comparison.spreads()) {
      row(
          Lines.name(spread),
          everyMetric(
              m ->
                  Figures.percent(spread.mean(m))
                      + " (sd "
                      + Figures.percent(spread.standardDeviation(m))
                      + ")"));
    }
    comparison.folds().ifPresent(this::folds);
    page.append('\n');
  }

  private void withoutTwins(WithoutTwins without) {
    page.append("## Without twins\n\n").append(escape(TwinLines.caption(without))).append("\n\n");
    if (without.evaluations().isEmpty()) {
      return;
    }
    header(Arrays.stream(Metric.values()).map(Metric::title));
    Floor floor = without.evaluations().get(0).floor();
    row("floor: always " + floor.label(), everyMetric(m -> Figures.percent(floor.of(m))));
    for (Evaluation evaluation : without.evaluations()) {
      row(Lines.name(comparison, evaluation), everyMetric(m -> withInterval(evaluation.score(m))));
    }
    page.append('\n');
  }

  private void folds(FoldScores folds) {
    for (String system : folds.systems()) {
      row(
          Lines.name(folds, system),
          everyMetric(
              m ->
                  Figures.percent(folds.mean(system, m))
                      + " (sd "
                      + Figures.percent(folds.standardDeviation(system, m))
                      + ")"));
    }
  }

  private static Stream<String> everyMetric(Function<Metric, String> cell) {
    return Arrays.stream(Metric.values()).map(cell);
  }

  private void foldPairs(FoldScores folds) {
    if (folds.comparisons(Metric.ACCURACY).isEmpty()) {
      return;
    }
    page.append("## Differences over the folds\n\n");
    header(
        Stream.of("figure", "points", "corrected resampled t", "p", "p (Holm)", "W: Wilcoxon p"));
    for (Metric metric : FoldsJson.COMPARED) {
      for (FoldComparison pair : folds.comparisons(metric)) {
        row(
            pair.a() + " - " + pair.b(),
            Stream.of(
                metric.title(),
                Figures.points(pair.t().mean()),
                String.format(Locale.ROOT, "%.2f", pair.t().t()),
                Figures.p(pair.t().p()),
                Figures.p(pair.tHolm()),
                Figures.p(pair.wilcoxon().p())));
      }
    }
    page.append('\n').append(escape(Lines.FOLD_TESTS)).append("\n\n");
  }

  private void pairs() {
    page.append("## Differences\n\n");
    header(
        Stream.of(
            "accuracy, points",
            "macro-F1, points",
            "only the first right",
            "only the second right",
            "exact McNemar p",
            "p (Holm)",
            "mid-p",
            "macro-F1 randomisation p",
            "p (Holm)"));
    for (Difference d : comparison.differences()) {
      row(
          Lines.name(comparison, d),
          Stream.of(
              pointsWithInterval(d.accuracy()),
              pointsWithInterval(d.macroF1()),
              Integer.toString(d.mcNemar().onlyFirst()),
              Integer.toString(d.mcNemar().onlySecond()),
              Figures.p(d.mcNemar().p()),
              Figures.p(d.pHolm()),
              Figures.p(d.mcNemar().midP()),
              Figures.p(d.macroF1Test().p()),
              Figures.p(d.macroF1Test().pHolm())));
    }
    page.append('\n');
    Verdict.of(comparison).forEach(v -> page.append("- ").append(escape(v)).append('\n'));
    OverAll.sentences(comparison)
        .forEach(s -> page.append("- ").append(escape(s.words())).append('\n'));
    page.append('\n');
  }

  private void classes(Evaluation evaluation) {
    page.append("## ").append(escape(Lines.name(comparison, evaluation))).append("\n\n");
    List<String> labels = evaluation.protocol().labels();
    header(
        Stream.concat(
            Stream.of("precision", "recall", "F1", "posts"),
            labels.stream().map(label -> "called " + label)));
    for (int k = 0; k < labels.size(); k++) {
      ClassEstimates scores = evaluation.classes().get(k);
      List<String> cells =
          new ArrayList<>(
              List.of(
                  withInterval(scores.precision()),
                  withInterval(scores.recall()),
                  withInterval(scores.f1()),
                  Integer.toString(scores.support())));
      for (int called = 0; called < labels.size(); called++) {
        cells.add(Integer.toString(evaluation.matrix().count(k, called)));
      }
      row(scores.label(), cells.stream());
    }
    page.append('\n');
  }

  private static String withInterval(Estimate estimate) {
    return Figures.percent(estimate.value()) + " " + Figures.interval(estimate);
  }

  private static String pointsWithInterval(Estimate difference) {
    return Figures.points(difference.value()) + " " + Figures.pointsInterval(difference);
  }

  private void header(Stream<String> titles) {
    List<String> columns = titles.toList();
    row("", columns.stream());
    page.append("|---|").append("---:|".repeat(columns.size())).append('\n');
  }

  private void row(String name, Stream<String> cells) {
    page.append("| ").append(escape(name)).append(" |");
    cells.forEach(cell -> page.append(' ').append(escape(cell)).append(" |"));
    page.append('\n');
  }

  /**
   * Names come from users and files: none of their characters may act as Markdown or HTML. A
   * bracket does so only where a parenthesis follows; the intervals stay readable in the source.
   */
  static String escape(String text) {
    return text.replaceAll("[\\\\`*_<>|&]|\\](?=\\()", "\\\\$0");
  }

  /** Adds a row of a table; nothing in a cell is taken for Markdown. */
  static void row(StringBuilder page, String name, List<String> cells) {
    page.append("| ").append(escape(name)).append(" |");
    cells.forEach(cell -> page.append(' ').append(escape(cell)).append(" |"));
    page.append('\n');
  }
}
