package org.covalence.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.covalence.compare.ClassEstimates;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Scored;
import org.covalence.interval.Estimate;
import org.covalence.metric.Confusion;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.report.HtmlTable.Cell;

/** Each system by class: scores, confusion matrix, and what it took for what. */
final class ClassSection {
  private static final int CONFUSIONS = 5;
  private static final int IDS = 10;
  private static final int SHADES = 10;
  private static final int MOST_ROWS = 40;

  private final Comparison comparison;
  private final Charts charts;

  ClassSection(Comparison comparison, Charts charts) {
    this.comparison = comparison;
    this.charts = charts;
  }

  Section section() {
    return new Section("classes", "Classes and confusions", this::write);
  }

  private void write(Markup page) {
    List<Evaluation> evaluations = comparison.evaluations();
    List<Evaluation> drawn = evaluations.subList(0, Math.min(MOST_ROWS, evaluations.size()));
    List<String> labels = comparison.protocol().labels();
    Charts.Drawing chart =
        charts.intervals(
            "chart-classes",
            Charts.Axis.of("F1, per cent"),
            drawn.stream().map(e -> Lines.name(comparison, e)).toList());
    for (int k = 0; k < labels.size(); k++) {
      Charts.Dots dots = chart.dots(labels.get(k));
      for (int row = 0; row < drawn.size(); row++) {
        Estimate f1 = drawn.get(row).classes().get(k).f1();
        dots.add(
            row,
            f1,
            labels.get(k) + ": F1 " + Figures.percent(f1.value()) + " " + Figures.interval(f1));
      }
    }
    Charts.place(
        page,
        "chart-classes",
        "F1 of each class in per cent, with "
            + Lines.confidence(comparison.protocol())
            + " % intervals. The tables below have the same numbers.");
    page.paragraph(
        "In a confusion matrix a row is the class that posts are of, a column what they were called. The per cent are of the row, and the shade follows them.");
    Set<String> shown = new HashSet<>();
    for (Evaluation evaluation : evaluations) {
      String name = Lines.name(comparison, evaluation);
      if (shown.add(evaluation.system())) {
        page.open("h3").name(name).close("h3").line();
        write(page, evaluation, name);
      } else {
        // Further seeds look much alike; a page that unfolds them all is too long to be read.
        page.open("details").open("summary").name(name).close("summary").line();
        write(page, evaluation, name);
        page.close("details").line();
      }
    }
  }

  private static void write(Markup page, Evaluation evaluation, String name) {
    page.open("div", "class", "side-by-side tables").line();
    classes(evaluation, name).write(page);
    matrix(evaluation, name).write(page);
    page.close("div").line();
    List<Confusion> confusions = confusions(evaluation);
    if (!confusions.isEmpty()) {
      confusions(evaluation, confusions, name).write(page);
    }
  }

  private static HtmlTable classes(Evaluation evaluation, String name) {
    HtmlTable table =
        new HtmlTable(
            name + ": by class, per cent", List.of("class", "precision", "recall", "F1", "posts"));
    for (ClassEstimates k : evaluation.classes()) {
      table.row(
          k.label(),
          List.of(
              Cell.percent(k.precision()),
              Cell.percent(k.recall()),
              Cell.percent(k.f1()),
              Cell.of(k.support())));
    }
    return table;
  }

  private static HtmlTable matrix(Evaluation evaluation, String name) {
    List<String> labels = evaluation.protocol().labels();
    List<String> titles = new ArrayList<>(List.of("true \\ called"));
    titles.addAll(labels);
    HtmlTable table = new HtmlTable(name + ": confusion matrix, posts", "confusion", titles);
    for (int truth = 0; truth < labels.size(); truth++) {
      int row = truth;
      table.row(
          labels.get(truth),
          IntStream.range(0, labels.size())
              .mapToObj(called -> cell(evaluation.matrix(), row, called))
              .toList());
    }
    return table;
  }

  private static Cell cell(ConfusionMatrix matrix, int truth, int called) {
    int count = matrix.count(truth, called);
    int support = matrix.support(truth);
    double share = support == 0 ? 0 : (double) count / support;
    return new Cell(
        Integer.toString(count),
        support == 0 ? "" : Figures.percent(share) + " %",
        "heat-" + Math.round(SHADES * share) + (truth == called ? " right" : ""));
  }

  private static List<Confusion> confusions(Evaluation evaluation) {
    Scored scored = evaluation.scored();
    double[] confidence = scored.confidences().orElseGet(() -> new double[scored.posts()]);
    return Confusion.of(scored.ids(), scored.truth(), scored.predicted(), confidence, IDS);
  }

  private static HtmlTable confusions(
      Evaluation evaluation, List<Confusion> confusions, String name) {
    List<String> labels = evaluation.protocol().labels();
    int mistakes = evaluation.matrix().posts() - evaluation.matrix().correct();
    HtmlTable table =
        new HtmlTable(
            name + ": most frequent confusions of its " + mistakes + " mistakes",
            List.of("confusion", "posts", "of its mistakes", "ids, the surest mistakes first"));
    for (Confusion confusion : confusions.subList(0, Math.min(CONFUSIONS, confusions.size()))) {
      int more = confusion.count() - confusion.ids().size();
      table.row(
          labels.get(confusion.truth()) + " called " + labels.get(confusion.predicted()),
          List.of(
              Cell.of(confusion.count()),
              Cell.of(Figures.percent((double) confusion.count() / mistakes) + " %"),
              Cell.words(
                  String.join(", ", confusion.ids())
                      + (more > 0 ? " and " + more + " more" : ""))));
    }
    return table;
  }
}
