package org.covalence.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.covalence.compare.Comparison;
import org.covalence.compare.Difference;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Spread;
import org.covalence.interval.Estimate;
import org.covalence.metric.Metric;
import org.covalence.report.HtmlTable.Cell;

/** The scores of all systems, and every pair of them. */
final class ScoreSections {
  /** A chart of more rows is no picture any more; the table has them all. */
  private static final int MOST_ROWS = 40;

  /** The figure that claims are about, and the one to look at where classes are of unequal size. */
  private static final List<Metric> DRAWN = List.of(Metric.ACCURACY, Metric.MACRO_F1);

  private final Comparison comparison;
  private final Charts charts;

  ScoreSections(Comparison comparison, Charts charts) {
    this.comparison = comparison;
    this.charts = charts;
  }

  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("scores", "Scores", this::scores));
    if (!comparison.differences().isEmpty()) {
      sections.add(new Section("differences", "Differences", this::differences));
    }
    return sections;
  }

  private void scores(Markup page) {
    scoreChart(charts, "chart-scores", comparison.evaluations(), names());
    Charts.place(
        page,
        "chart-scores",
        "Accuracy and macro-F1 of each system in per cent. Whiskers are "
            + Lines.confidence(comparison.protocol())
            + " % intervals, dashed and dotted lines the floors. The table below has the same numbers.");
    page.paragraph(Lines.caption(comparison));
    List<String> titles = new ArrayList<>(List.of("system"));
    Arrays.stream(Metric.values()).map(Metric::title).forEach(titles::add);
    HtmlTable table = new HtmlTable("All scores, per cent", titles);
    table.row(
        Lines.floorName(comparison),
        everyMetric(m -> Cell.of(Figures.percent(comparison.floor().of(m)))),
        "floor");
    for (Evaluation evaluation : comparison.evaluations()) {
      table.row(
          Lines.name(comparison, evaluation), everyMetric(m -> Cell.percent(evaluation.score(m))));
    }
    for (Spread spread : comparison.spreads()) {
      table.row(
          Lines.name(spread),
          everyMetric(
              m ->
                  new Cell(
                      Figures.percent(spread.mean(m)),
                      "sd " + Figures.percent(spread.standardDeviation(m)),
                      "")));
    }
    table.write(page);
  }

  /** Draws accuracy and macro-F1 of evaluations on the same posts. */
  static void scoreChart(
      Charts charts, String id, List<Evaluation> evaluations, List<String> names) {
    int rows = Math.min(MOST_ROWS, evaluations.size());
    Charts.Drawing chart = charts.intervals(id, Charts.Axis.of("per cent"), names.subList(0, rows));
    for (Metric metric : DRAWN) {
      Charts.Dots dots = chart.dots(metric.title());
      for (int row = 0; row < rows; row++) {
        Estimate score = evaluations.get(row).score(metric);
        dots.add(
            row,
            score,
            metric.title() + " " + Figures.percent(score.value()) + " " + Figures.interval(score));
      }
      double floor = 100 * evaluations.get(0).floor().of(metric);
      chart.reference(
          "floor of " + metric.title() + (metric == Metric.ACCURACY ? " (dashed)" : " (dotted)"),
          floor,
          -0.5,
          floor,
          rows - 0.5);
    }
  }

  private List<String> names() {
    return comparison.evaluations().stream().map(e -> Lines.name(comparison, e)).toList();
  }

  private static List<Cell> everyMetric(Function<Metric, Cell> cell) {
    return Arrays.stream(Metric.values()).map(cell).toList();
  }

  private void differences(Markup page) {
    List<Difference> pairs = comparison.differences();
    page.paragraph(
        "Each line is the first system minus the second. A difference counts as shown where McNemar's exact test, corrected by Holm's method over all pairs, has p below "
            + Difference.LEVEL
            + ". It is a test of accuracy; macro-F1 is tested likewise by approximate randomisation. The last column is the smallest difference in accuracy that such a test would have shown in four of five cases.");
    List<Difference> drawn = pairs.subList(0, Math.min(MOST_ROWS, pairs.size()));
    Charts.Drawing chart =
        charts.intervals(
            "chart-differences",
            Charts.Axis.of("difference in points"),
            drawn.stream().map(d -> Lines.name(comparison, d)).toList());
    Charts.Dots accuracy = chart.dots(Metric.ACCURACY.title());
    Charts.Dots macroF1 = chart.dots(Metric.MACRO_F1.title());
    for (int row = 0; row < drawn.size(); row++) {
      Difference d = drawn.get(row);
      accuracy.add(row, d.accuracy(), "accuracy " + told(d.accuracy()));
      macroF1.add(row, d.macroF1(), "macro-F1 " + told(d.macroF1()));
    }
    chart.reference("no difference", 0, -0.5, 0, drawn.size() - 0.5);
    Charts.place(
        page,
        "chart-differences",
        "Differences in accuracy and macro-F1 in points, with paired bootstrap intervals of "
            + Lines.confidence(comparison.protocol())
            + " %"
            + (drawn.size() < pairs.size() ? "; the first " + drawn.size() + " pairs" : "")
            + ". The table below has the same numbers.");
    HtmlTable table =
        new HtmlTable(
            "Every pair of systems, differences in points",
            List.of(
                "pair",
                "accuracy",
                "macro-F1",
                "only the first right",
                "only the second right",
                "McNemar p",
                "mid-p",
                "p (Holm)",
                "shown",
                "macro-F1 p (Holm)",
                "shown in macro-F1",
                "could be shown"));
    for (Difference d : pairs) {
      table.row(
          Lines.name(comparison, d),
          List.of(
              Cell.points(d.accuracy()),
              Cell.points(d.macroF1()),
              Cell.of(d.mcNemar().onlyFirst()),
              Cell.of(d.mcNemar().onlySecond()),
              Cell.of(Figures.p(d.mcNemar().p())),
              Cell.of(Figures.p(d.mcNemar().midP())),
              Cell.of(Figures.p(d.pHolm())),
              Cell.of(d.isShown() ? "yes" : "no"),
              Cell.of(Figures.p(d.macroF1Test().pHolm())),
              Cell.of(d.isShownInMacroF1() ? "yes" : "no"),
              Cell.of(
                  d.smallestDifference().isPresent()
                      ? Figures.percent(d.smallestDifference().getAsDouble())
                      : "-")));
    }
    table.write(page);
  }

  private static String told(Estimate difference) {
    return Figures.points(difference.value()) + " " + Figures.pointsInterval(difference);
  }
}
