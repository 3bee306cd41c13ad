package org.covalence.report;

import java.util.List;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.metric.Metric;
import org.covalence.report.HtmlTable.Cell;

/** Results on some of the posts, beside those on all of them. */
final class SubsetSection {
  private static final List<Metric> SHOWN =
      List.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.MACRO_F1, Metric.WEIGHTED_F1);

  private final Comparison comparison;
  private final List<SubsetResult> subsets;

  SubsetSection(Comparison comparison, List<SubsetResult> subsets) {
    this.comparison = comparison;
    this.subsets = subsets;
  }

  Section section() {
    return new Section("subsets", "Groups of posts", this::write);
  }

  private void write(Markup page) {
    page.paragraph(
        "The same predictions, counted on some of the posts alone. Each group has its own floor.");
    for (SubsetResult subset : subsets) {
      page.open("h3").name(subset.name()).close("h3").line();
      page.paragraph(subset.about());
      Evaluation first = subset.evaluations().get(0);
      HtmlTable table =
          new HtmlTable(
              subset.name() + ": " + first.scored().posts() + " posts, per cent",
              List.of("system", "accuracy", "balanced", "macro-F1", "weighted F1"));
      table.row(
          "floor: always " + first.floor().label(),
          SHOWN.stream().map(m -> Cell.of(Figures.percent(first.floor().of(m)))).toList(),
          "floor");
      for (Evaluation evaluation : subset.evaluations()) {
        table.row(
            Lines.name(comparison, evaluation),
            SHOWN.stream().map(m -> Cell.percent(evaluation.score(m))).toList());
      }
      table.write(page);
    }
  }
}
