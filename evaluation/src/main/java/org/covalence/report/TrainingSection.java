package org.covalence.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.covalence.compare.Comparison;
import org.covalence.report.HtmlTable.Cell;

/** How the trainings went, epoch by epoch. */
final class TrainingSection {
  private static final int COLOURS = 7;
  private static final double KEPT_DOT = 6;

  private final Comparison comparison;
  private final List<LearningCurve> curves;
  private final Charts charts;

  TrainingSection(Comparison comparison, List<LearningCurve> curves, Charts charts) {
    this.comparison = comparison;
    this.curves = curves;
    this.charts = charts;
  }

  Section section() {
    return new Section("training", "Training", this::write);
  }

  private void write(Markup page) {
    page.paragraph(
        "The epoch that was kept is the best by macro-F1 on the validation part, averaged over the last few epochs; its own value may lie below that of another. The posts of the figures above had no say in it.");
    page.open("div", "class", "side-by-side").line();
    macroF1(page);
    losses(page);
    page.close("div").line();
    HtmlTable kept =
        new HtmlTable(
            "The epoch that was kept",
            List.of(
                "training",
                "epoch",
                "of",
                "training loss",
                "validation loss",
                "validation macro-F1"));
    for (LearningCurve curve : curves) {
      LearningCurve.Point chosen = curve.chosen();
      kept.row(
          name(curve),
          List.of(
              Cell.of(chosen.epoch()),
              Cell.of(curve.points().size()),
              Cell.of(loss(chosen.trainingLoss())),
              Cell.of(loss(chosen.validationLoss())),
              Cell.of(Figures.percent(chosen.validationMacroF1()) + " %")));
    }
    kept.write(page);
    for (LearningCurve curve : curves) {
      page.open("details").element("summary", "Every epoch of " + name(curve)).line();
      epochs(curve).write(page);
      page.close("details").line();
    }
  }

  private void macroF1(Markup page) {
    Charts.Drawing chart =
        charts.curves(
            "chart-macro-f1",
            Charts.Axis.of("epoch"),
            Charts.Axis.of("validation macro-F1, per cent"),
            false);
    for (int i = 0; i < curves.size(); i++) {
      LearningCurve curve = curves.get(i);
      Charts.Curve line = chart.curve(name(curve), i % COLOURS, i);
      for (LearningCurve.Point p : curve.points()) {
        boolean chosen = p.epoch() == curve.chosenEpoch();
        String told = "epoch " + p.epoch() + ": " + Figures.percent(p.validationMacroF1()) + " %";
        line.add(
            p.epoch(),
            100 * p.validationMacroF1(),
            chosen ? KEPT_DOT : 0,
            name(curve) + ", " + told + (chosen ? ", kept" : ""));
      }
    }
    Charts.place(
        page,
        "chart-macro-f1",
        "Macro-F1 on the validation part by epoch; the epoch that was kept is marked. The tables below have the same numbers.");
  }

  private void losses(Markup page) {
    Charts.Drawing chart =
        charts.curves("chart-losses", Charts.Axis.of("epoch"), Charts.Axis.of("loss"), false);
    for (int i = 0; i < curves.size(); i++) {
      LearningCurve curve = curves.get(i);
      Charts.Curve training = chart.curve(name(curve) + ", training", i % COLOURS, 0);
      Charts.Curve validation = chart.curve(name(curve) + ", validation", i % COLOURS, 1);
      for (LearningCurve.Point p : curve.points()) {
        boolean chosen = p.epoch() == curve.chosenEpoch();
        String told = name(curve) + ", epoch " + p.epoch() + ": ";
        training.add(p.epoch(), p.trainingLoss(), 0, told + loss(p.trainingLoss()));
        validation.add(
            p.epoch(), p.validationLoss(), chosen ? KEPT_DOT : 0, told + loss(p.validationLoss()));
      }
    }
    Charts.place(
        page,
        "chart-losses",
        "Loss by epoch: solid while training, dashed on the validation part. A dashed line that rises while the solid one falls learns posts by heart. The tables below have the same numbers.");
  }

  private HtmlTable epochs(LearningCurve curve) {
    HtmlTable table =
        new HtmlTable(
            name(curve) + ": every epoch",
            List.of("epoch", "training loss", "validation loss", "validation macro-F1", "kept"));
    for (LearningCurve.Point p : curve.points()) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(loss(p.trainingLoss())));
      cells.add(Cell.of(loss(p.validationLoss())));
      cells.add(Cell.of(Figures.percent(p.validationMacroF1()) + " %"));
      cells.add(Cell.of(p.epoch() == curve.chosenEpoch() ? "yes" : ""));
      table.row(Integer.toString(p.epoch()), cells);
    }
    return table;
  }

  private String name(LearningCurve curve) {
    return Lines.name(comparison, curve.system(), curve.seed());
  }

  private static String loss(double loss) {
    return String.format(Locale.ROOT, "%.4f", loss);
  }
}
