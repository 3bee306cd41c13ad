package org.covalence.report;

import java.util.ArrayList;
import java.util.List;
import org.covalence.compare.FoldComparison;
import org.covalence.compare.FoldScores;
import org.covalence.metric.Metric;
import org.covalence.report.HtmlTable.Cell;

/** What each fold of a cross-validation came to, and the tests over them. */
final class FoldSection {
  private static final String SHARED =
      "Every post was scored once a repeat and seed, by a model that had not seen it. Folds share training posts: the spread over them says how much a fold matters, and is no standard error.";

  private final FoldScores folds;

  FoldSection(FoldScores folds) {
    this.folds = folds;
  }

  Section section() {
    return new Section("folds", "Folds", this::write);
  }

  private void write(Markup page) {
    page.paragraph(SHARED);
    List<FoldComparison> accuracy = folds.comparisons(Metric.ACCURACY);
    List<FoldComparison> macroF1 = folds.comparisons(Metric.MACRO_F1);
    if (!accuracy.isEmpty()) {
      page.paragraph(Lines.FOLD_TESTS);
      HtmlTable tests =
          new HtmlTable(
              "Pairs over the folds, differences in points",
              List.of("pair", "accuracy", "p (Holm)", "W", "macro-F1", "p (Holm)", "W"));
      for (int i = 0; i < accuracy.size(); i++) {
        List<Cell> cells = new ArrayList<>();
        for (FoldComparison pair : List.of(accuracy.get(i), macroF1.get(i))) {
          cells.add(Cell.of(Figures.points(pair.t().mean())));
          cells.add(Cell.of(Figures.p(pair.tHolm())));
          cells.add(Cell.of(Figures.p(pair.wilcoxon().p())));
        }
        tests.row(accuracy.get(i).a() + " - " + accuracy.get(i).b(), cells);
      }
      tests.write(page);
    }
    writeValues(page);
  }

  /** The values alone, where not every pair is of interest. */
  Section values() {
    return new Section(
        "folds",
        "Folds",
        page -> {
          page.paragraph(SHARED);
          writeValues(page);
        });
  }

  private void writeValues(Markup page) {
    for (Metric metric : FoldsJson.COMPARED) {
      values(metric).write(page);
    }
  }

  private HtmlTable values(Metric metric) {
    List<String> systems = folds.systems();
    List<double[]> byFold = systems.stream().map(s -> folds.byFold(s, metric)).toList();
    List<String> titles = new ArrayList<>(List.of("fold"));
    titles.addAll(systems);
    HtmlTable table =
        new HtmlTable(metric.title() + " on each fold, per cent, mean over seeds", titles);
    table.row(
        "mean",
        systems.stream()
            .map(
                s ->
                    new Cell(
                        Figures.percent(folds.mean(s, metric)),
                        "sd " + Figures.percent(folds.standardDeviation(s, metric)),
                        ""))
            .toList());
    for (int fold = 0; fold < byFold.get(0).length; fold++) {
      List<Cell> cells = new ArrayList<>();
      for (double[] ofSystem : byFold) {
        cells.add(Cell.of(Figures.percent(ofSystem[fold])));
      }
      table.row(Integer.toString(fold + 1), cells);
    }
    return table;
  }
}
