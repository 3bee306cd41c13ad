package org.covalence.report;

import java.util.ArrayList;
import java.util.List;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Robustness;
import org.covalence.compare.Robustness.Curve;
import org.covalence.compare.Robustness.Measured;
import org.covalence.compare.Robustness.Model;
import org.covalence.compare.Robustness.Point;
import org.covalence.interval.Estimate;
import org.covalence.metric.Metric;

/** How models bear worse posts, for the screen (80 columns) and as a page of Markdown. */
public final class RobustnessReport {
  private static final String UNDISTURBED = "as it is";
  private static final String NONE = "-";

  private RobustnessReport() {}

  /** What the figures of the tables are. */
  static String caption(Robustness robustness) {
    return "The same "
        + robustness.undisturbed().get(0).scored().posts()
        + " posts, as they are and disturbed. Accuracy and macro-F1 in per cent, with 95 % intervals (Wilson's, bootstrap over posts). change: accuracy less that on the posts as they are, in points, with its paired bootstrap interval. posts: how many are not as they were.";
  }

  /** For the screen; lines end with a line feed. */
  public static String text(Robustness robustness) {
    StringBuilder text = new StringBuilder();
    Columns.paragraph(text, caption(robustness));
    for (Curve curve : robustness.curves()) {
      for (Model model : RobustnessWords.touched(robustness, curve)) {
        Columns.paragraph(text, RobustnessWords.title(robustness, curve, model) + ":");
        text.append(table(robustness, curve, model)).append('\n');
      }
    }
    RobustnessWords.all(robustness).forEach(sentence -> Columns.paragraph(text, sentence));
    TextReport.broken(robustness.undisturbed().get(0).signature())
        .forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static String table(Robustness robustness, Curve curve, Model model) {
    Columns flat = table(robustness, curve, model, true);
    return (flat.width() <= Columns.WIDTH ? flat : table(robustness, curve, model, false)).render();
  }

  /**
   * @param flat whether an interval stands behind its figure, and not below it
   */
  private static Columns table(Robustness robustness, Curve curve, Model model, boolean flat) {
    Columns table = new Columns("", "accuracy", "macro-F1", "change", "posts");
    Evaluation before = robustness.undisturbed(model);
    table.row(
        UNDISTURBED,
        List.of(
            lines(flat, score(before, Metric.ACCURACY)),
            lines(flat, score(before, Metric.MACRO_F1)),
            List.of(""),
            List.of("")));
    for (Point point : curve.points()) {
      point
          .of(model)
          .ifPresent(
              here ->
                  table.row(
                      curve.kind().tell(point.level()),
                      List.of(
                          lines(flat, score(here.evaluation(), Metric.ACCURACY)),
                          lines(flat, score(here.evaluation(), Metric.MACRO_F1)),
                          lines(flat, points(here.accuracy())),
                          List.of(Integer.toString(point.changed())))));
    }
    return table;
  }

  private static List<String> lines(boolean flat, List<String> figure) {
    return flat ? List.of(String.join(" ", figure)) : figure;
  }

  private static List<String> score(Evaluation evaluation, Metric metric) {
    Estimate score = evaluation.score(metric);
    return List.of(Figures.percent(score.value()), Figures.interval(score));
  }

  private static List<String> points(Estimate change) {
    return List.of(Figures.points(change.value()), Figures.pointsInterval(change));
  }

  /** As a page; headings start at the second level, lines end with a line feed. */
  public static String markdown(Robustness robustness) {
    StringBuilder page = new StringBuilder("## What these posts show\n\n");
    RobustnessWords.all(robustness)
        .forEach(s -> page.append("- ").append(MarkdownReport.escape(s)).append('\n'));
    page.append("\n## Figures\n\n").append(caption(robustness)).append('\n');
    for (Curve curve : robustness.curves()) {
      page.append("\n### ").append(MarkdownReport.escape(curve.name())).append("\n\n");
      page.append(RobustnessWords.sentence(curve.kind().axis())).append("\n\n");
      List<String> header =
          List.of("model", "accuracy", "macro-F1", "change", "change in macro-F1", "posts");
      MarkdownReport.row(page, "", header);
      page.append("|---|---|").append("---:|".repeat(header.size() - 1)).append('\n');
      for (Model model : RobustnessWords.touched(robustness, curve)) {
        Evaluation before = robustness.undisturbed(model);
        MarkdownReport.row(page, UNDISTURBED, cells(model, before, List.of(NONE, NONE, NONE)));
        for (Point point : curve.points()) {
          point
              .of(model)
              .ifPresent(
                  here ->
                      MarkdownReport.row(
                          page,
                          curve.kind().tell(point.level()),
                          cells(model, here.evaluation(), changes(here, point))));
        }
      }
    }
    page.append("\n## Signature\n\n```\n");
    page.append(robustness.undisturbed().get(0).signature()).append("\n```\n");
    return page.toString();
  }

  private static List<String> changes(Measured here, Point point) {
    return List.of(
        String.join(" ", points(here.accuracy())),
        String.join(" ", points(here.macroF1())),
        Integer.toString(point.changed()));
  }

  private static List<String> cells(Model model, Evaluation evaluation, List<String> more) {
    List<String> cells = new ArrayList<>(List.of(model.name()));
    cells.add(String.join(" ", score(evaluation, Metric.ACCURACY)));
    cells.add(String.join(" ", score(evaluation, Metric.MACRO_F1)));
    cells.addAll(more);
    return cells;
  }
}
