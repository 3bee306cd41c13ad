package org.covalence.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.covalence.calibration.Reliability;
import org.covalence.calibration.RiskCoverage;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.metric.Forecasts;
import org.covalence.metric.ProbabilityScores;
import org.covalence.report.HtmlTable.Cell;

/**
 * What the probabilities are worth: whether they are honest, and what is gained by leaving out the
 * posts of which a system is not sure. Systems that tell labels alone do not occur here.
 */
final class ConfidenceSections {
  private static final int COLOURS = 7;

  /** The risk of fewer posts jumps between nothing and all. */
  private static final int FEWEST_POSTS = 10;

  /** Radius in pixels of a dot that stands for no post, and what one of all posts adds to it. */
  private static final double LEAST_DOT = 1.5;

  private static final double MORE_DOT = 8;

  private static final int MOST_POINTS = 200;
  private static final List<Double> COVERAGES = List.of(0.5, 0.6, 0.7, 0.8, 0.9, 1.0);

  private record Told(
      String name,
      Forecasts forecasts,
      ProbabilityScores scores,
      Reliability reliability,
      RiskCoverage risk) {}

  private final List<Told> systems = new ArrayList<>();
  private final Charts charts;

  ConfidenceSections(Comparison comparison, Charts charts) {
    this.charts = charts;
    for (Evaluation evaluation : comparison.evaluations()) {
      evaluation
          .scored()
          .forecasts()
          .ifPresent(
              forecasts ->
                  systems.add(
                      new Told(
                          Lines.name(comparison, evaluation),
                          forecasts,
                          ProbabilityScores.of(forecasts),
                          Reliability.of(forecasts),
                          RiskCoverage.of(forecasts))));
    }
  }

  /** Nothing where no system tells probabilities. */
  List<Section> sections() {
    return systems.isEmpty()
        ? List.of()
        : List.of(
            new Section("calibration", "Are the probabilities honest?", this::reliability),
            new Section("abstaining", "What is gained by abstaining?", this::risk));
  }

  private void reliability(Markup page) {
    page.paragraph(
        "Of the posts called with 80 % confidence, 80 % should be right. Above the diagonal a system is less sure than it could be, below it is too sure.");
    Charts.Drawing chart =
        charts.curves(
            "chart-reliability",
            Charts.Axis.of("mean confidence, per cent", 0, 100),
            Charts.Axis.of("called right, per cent", 0, 100),
            true);
    for (int i = 0; i < systems.size(); i++) {
      Told system = systems.get(i);
      Charts.Curve curve = chart.curve(system.name(), i % COLOURS, i);
      for (Reliability.Bin bin : system.reliability().bins()) {
        if (bin.count() > 0) {
          double confidence = bin.confidence().orElseThrow();
          double right = bin.accuracy().orElseThrow();
          curve.add(
              100 * confidence,
              100 * right,
              LEAST_DOT + MORE_DOT * Math.sqrt((double) bin.count() / system.forecasts().posts()),
              system.name()
                  + ": "
                  + Figures.percent(confidence)
                  + " % sure, "
                  + Figures.percent(right)
                  + " % right, posts: "
                  + bin.count());
        }
      }
    }
    chart.reference("honest", 0, 0, 100, 100);
    Charts.place(
        page,
        "chart-reliability",
        "Reliability: how often posts are called right, by how sure the system was, in "
            + Reliability.BINS
            + " bins of equal width. The area of a dot follows the posts in its bin; those of few posts jump. The tables below have the same numbers.");
    scores().write(page);
    for (Told system : systems) {
      page.open("details").element("summary", "Every bin of " + system.name()).line();
      bins(system).write(page);
      page.close("details").line();
    }
  }

  private HtmlTable scores() {
    HtmlTable table =
        new HtmlTable(
            "What the probabilities are worth; of all but ROC-AUC, less is better",
            List.of("system", "ECE", "MCE", "log loss", "Brier", "ROC-AUC (macro)"));
    for (Told system : systems) {
      table.row(
          system.name(),
          List.of(
              Cell.of(Figures.percent(system.reliability().expectedError()) + " %"),
              Cell.of(Figures.percent(system.reliability().maximumError()) + " %"),
              Cell.of(decimals(system.scores().logLoss())),
              Cell.of(decimals(system.scores().brier())),
              Cell.of(told(system.scores().macroRocAuc()))));
    }
    return table;
  }

  private static HtmlTable bins(Told system) {
    HtmlTable table =
        new HtmlTable(
            system.name() + ": bins of confidence, per cent",
            List.of("confidence", "posts", "mean confidence", "called right"));
    for (Reliability.Bin bin : system.reliability().bins()) {
      table.row(
          Figures.percent(bin.low()) + " to " + Figures.percent(bin.high()),
          List.of(
              Cell.of(bin.count()),
              Cell.of(percent(bin.confidence())),
              Cell.of(percent(bin.accuracy()))));
    }
    return table;
  }

  private void risk(Markup page) {
    page.paragraph(
        "Were a system asked only about the posts of which it is surest, how many of its answers would be wrong? A curve that falls towards the left is that of a system that knows when it does not know.");
    Charts.Drawing chart =
        charts.curves(
            "chart-risk",
            Charts.Axis.of("posts answered, per cent", 0, 100),
            Charts.Axis.of("of these called wrong, per cent"),
            false);
    for (int i = 0; i < systems.size(); i++) {
      Told system = systems.get(i);
      Charts.Curve curve = chart.curve(system.name(), i % COLOURS, i);
      for (RiskCoverage.Point point : drawn(system)) {
        curve.add(
            100 * point.coverage(),
            100 * point.risk(),
            0,
            system.name()
                + ": "
                + Figures.percent(point.risk())
                + " % of "
                + Figures.percent(point.coverage())
                + " % wrong");
      }
    }
    Charts.place(
        page,
        "chart-risk",
        "Risk and coverage: posts called wrong among the surest ones, from the "
            + FEWEST_POSTS
            + " surest on. The table below has numbers of the same curves.");
    List<String> titles = new ArrayList<>(List.of("system"));
    COVERAGES.forEach(c -> titles.add(Math.round(100 * c) + " % answered"));
    titles.add("AURC");
    HtmlTable table = new HtmlTable("Called wrong among the surest posts, per cent", titles);
    for (Told system : systems) {
      List<Cell> cells = new ArrayList<>();
      for (double coverage : COVERAGES) {
        RiskCoverage.Point point = reached(system.risk(), coverage);
        cells.add(
            new Cell(
                Figures.percent(point.risk()),
                "from " + Figures.percent(point.confidence()) + " %",
                ""));
      }
      cells.add(Cell.of(decimals(system.risk().area())));
      table.row(system.name(), cells);
    }
    table.write(page);
    page.paragraph(
        "Below each figure stands the confidence from which on posts are answered. AURC is the area under the curve.");
  }

  /** The first point at which {@code coverage} of the posts are answered. */
  private static RiskCoverage.Point reached(RiskCoverage risk, double coverage) {
    return risk.points().stream()
        .filter(p -> p.coverage() >= coverage - 1e-9)
        .findFirst()
        .orElseThrow();
  }

  private static List<RiskCoverage.Point> drawn(Told system) {
    double least = (double) FEWEST_POSTS / system.forecasts().posts();
    List<RiskCoverage.Point> points =
        system.risk().points().stream()
            .filter(p -> p.coverage() >= Math.min(1, least) - 1e-9)
            .toList();
    int step = 1 + points.size() / MOST_POINTS;
    List<RiskCoverage.Point> some = new ArrayList<>();
    for (int i = (points.size() - 1) % step; i < points.size(); i += step) {
      some.add(points.get(i));
    }
    return some;
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent() ? Figures.percent(share.getAsDouble()) : "–";
  }

  private static String told(OptionalDouble score) {
    return score.isPresent() ? decimals(score.getAsDouble()) : "–";
  }

  private static String decimals(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }
}
