package org.covalence.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Robustness;
import org.covalence.compare.Robustness.Curve;
import org.covalence.compare.Robustness.Measured;
import org.covalence.compare.Robustness.Model;
import org.covalence.compare.Robustness.Point;
import org.covalence.compare.Signature;
import org.covalence.interval.Estimate;
import org.covalence.metric.Metric;
import org.covalence.report.HtmlTable.Cell;

/** How models bear worse posts as one {@link HtmlPage}, with a curve for each disturbance. */
public final class RobustnessPage {
  private static final int COLOURS = 7;
  private static final double DOT = 4;
  private static final String UNDISTURBED = "as it is";

  /** Dashes and dots of the curves: the ends of intervals stand apart from what they are of. */
  private static final int SOLID = 0;

  private static final int DASHED = 1;

  private final Robustness robustness;
  private final Charts charts = new Charts();

  private RobustnessPage(Robustness robustness) {
    this.robustness = robustness;
  }

  /**
   * The page, to be written in UTF-8.
   *
   * @param provenance where it comes from, by name
   * @param command what gives it again
   */
  public static String of(Robustness robustness, Map<String, String> provenance, String command) {
    RobustnessPage page = new RobustnessPage(robustness);
    Signature signature = robustness.undisturbed().get(0).signature();
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("claims", "What these posts show", page::claims));
    sections.add(new Section("subject", "What was measured", page::subject));
    robustness.curves().forEach(curve -> sections.add(page.section(curve)));
    sections.add(OriginSections.origin(command, signature, provenance));
    return new HtmlPage(
            page.title(),
            page.lead(),
            sections,
            page.charts,
            "Written by Covalence " + signature.version() + ".")
        .html();
  }

  private String title() {
    return robustness.models().size() == 1
        ? "Robustness of " + robustness.models().get(0).name()
        : "Robustness of " + robustness.models().size() + " models";
  }

  private String lead() {
    Signature signature = robustness.undisturbed().get(0).signature();
    return "How accuracy and macro-F1 fall when posts get worse: the same "
        + signature.posts()
        + " posts as they are, and disturbed in "
        + robustness.curves().size()
        + (robustness.curves().size() == 1 ? " way" : " ways")
        + " more and more, the same for every model.";
  }

  private void claims(Markup into) {
    into.open("ul").line();
    RobustnessWords.all(robustness).forEach(sentence -> into.element("li", sentence).line());
    into.close("ul").line();
  }

  private void subject(Markup into) {
    Evaluation first = robustness.undisturbed().get(0);
    Map<String, String> facts = new LinkedHashMap<>();
    for (Model model : robustness.models()) {
      facts.put(
          "model " + model.name(),
          "reads " + String.join(" and ", model.reads().stream().map(m -> m.name()).toList()));
    }
    facts.put("posts", Integer.toString(first.scored().posts()));
    facts.put("left out", Integer.toString(robustness.leftOut()));
    facts.put("classes", String.join(", ", first.protocol().labels()));
    facts.put("label rule", first.signature().rule());
    facts.put("split", first.signature().split());
    facts.put("data fingerprint", first.signature().data());
    facts.put("floor", "calling every post " + first.floor().label());
    facts.put("seed of the disturbances", Long.toString(robustness.seed()));
    OriginSections.facts(into, facts);
  }

  private Section section(Curve curve) {
    return new Section(
        curve.name(),
        curve.name(),
        into -> {
          into.paragraph(RobustnessWords.sentence(curve.kind().axis()));
          into.open("div", "class", "side-by-side").line();
          draw(into, curve, Metric.ACCURACY);
          draw(into, curve, Metric.MACRO_F1);
          into.close("div").line();
          RobustnessWords.touched(robustness, curve).forEach(m -> table(curve, m).write(into));
        });
  }

  private void draw(Markup into, Curve curve, Metric metric) {
    String id = "chart-" + curve.name() + "-" + metric.key();
    Charts.Drawing chart =
        charts.curves(
            id,
            Charts.Axis.of(curve.kind().axis()),
            Charts.Axis.of(metric.title() + ", per cent"),
            false);
    for (int i = 0; i < robustness.models().size(); i++) {
      Model model = robustness.models().get(i);
      if (curve.last().of(model).isPresent()) {
        line(chart, curve, metric, model, i % COLOURS);
      }
    }
    Evaluation first = robustness.undisturbed().get(0);
    double floor = 100 * first.floor().of(metric);
    chart.reference("floor", 0, floor, curve.kind().strength(curve.last().level()), floor);
    Charts.place(
        into,
        id,
        RobustnessWords.sentence(
            metric.title()
                + " under "
                + curve.name()
                + "; dashes are the ends of the intervals, and the floor. The tables below have the same numbers"));
  }

  /** A curve with its dots, and the ends of its intervals, which have no name in the legend. */
  private void line(Charts.Drawing chart, Curve curve, Metric metric, Model model, int colour) {
    Charts.Curve value = chart.curve(model.name(), colour, SOLID);
    Charts.Curve low = chart.curve("", colour, DASHED);
    Charts.Curve high = chart.curve("", colour, DASHED);
    add(value, low, high, 0, UNDISTURBED, robustness.undisturbed(model), metric);
    for (Point point : curve.points()) {
      Optional<Measured> here = point.of(model);
      here.ifPresent(
          measured ->
              add(
                  value,
                  low,
                  high,
                  curve.kind().strength(point.level()),
                  curve.kind().tell(point.level()),
                  measured.evaluation(),
                  metric));
    }
  }

  private static void add(
      Charts.Curve value,
      Charts.Curve low,
      Charts.Curve high,
      double x,
      String level,
      Evaluation evaluation,
      Metric metric) {
    Estimate score = evaluation.score(metric);
    String tip =
        evaluation.system()
            + ", "
            + level
            + ": "
            + Figures.percent(score.value())
            + " "
            + Figures.interval(score);
    value.add(x, 100 * score.value(), DOT, tip);
    low.add(x, 100 * score.low(), 0, tip);
    high.add(x, 100 * score.high(), 0, tip);
  }

  private HtmlTable table(Curve curve, Model model) {
    HtmlTable table =
        new HtmlTable(
            RobustnessWords.title(robustness, curve, model)
                + ": per cent with 95 % intervals; changes in points against the posts as they are",
            List.of(
                "", "accuracy", "macro-F1", "change", "change in macro-F1", "posts that changed"));
    Evaluation before = robustness.undisturbed(model);
    table.row(
        UNDISTURBED,
        List.of(
            Cell.percent(before.score(Metric.ACCURACY)),
            Cell.percent(before.score(Metric.MACRO_F1)),
            Cell.of(""),
            Cell.of(""),
            Cell.of(0)));
    for (Point point : curve.points()) {
      point
          .of(model)
          .ifPresent(
              here ->
                  table.row(
                      curve.kind().tell(point.level()),
                      List.of(
                          Cell.percent(here.evaluation().score(Metric.ACCURACY)),
                          Cell.percent(here.evaluation().score(Metric.MACRO_F1)),
                          Cell.points(here.accuracy()),
                          Cell.points(here.macroF1()),
                          Cell.of(point.changed()))));
    }
    return table;
  }
}
