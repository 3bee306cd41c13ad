package org.covalence.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.covalence.compare.Ablation;
import org.covalence.compare.Ablation.Effect;
import org.covalence.compare.Difference;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Signature;
import org.covalence.interval.Estimate;
import org.covalence.metric.Metric;
import org.covalence.report.HtmlTable.Cell;
import org.covalence.spec.Variant;

/** What each part of a configuration is worth as one {@link HtmlPage}, with its forest plot. */
public final class AblationPage {
  private static final String DIFFERENCES = "chart-differences";
  private static final String SCORES = "chart-scores";

  private final AblationContent content;
  private final Ablation ablation;
  private final Charts charts = new Charts();

  private AblationPage(AblationContent content) {
    this.content = content;
    this.ablation = content.ablation();
  }

  /** The page, to be written in UTF-8. */
  public static String of(AblationContent content) {
    AblationPage page = new AblationPage(content);
    Signature signature = content.ablation().signature();
    int variants = content.variants().size();
    return new HtmlPage(
            "Ablation over " + variants + (variants == 1 ? " variant" : " variants"),
            page.lead(),
            List.of(
                new Section("claims", "What these posts show", page::claims),
                new Section("differences", "What each part is worth", page::differences),
                new Section("scores", "Scores", page::scores),
                new FoldSection(page.ablation.folds()).values(),
                new Section("subject", "What was measured", page::subject),
                OriginSections.origin(content.command(), signature, content.provenance())),
            page.charts,
            "Written by Covalence " + signature.version() + ".")
        .html();
  }

  private String lead() {
    long shown =
        ablation.effects().stream()
            .filter(e -> e.difference().isShown() || e.difference().isShownInMacroF1())
            .count();
    long rest = ablation.effects().size() - shown;
    return AblationWords.full(ablation)
        + " Of its parts, one left out at a time, "
        + (shown == 0 ? "none" : shown)
        + (shown == 1 ? " makes" : " make")
        + " a difference that could be shown"
        + (rest == 0
            ? "."
            : "; for " + rest + " it could not, which does not mean that there is none.");
  }

  private void claims(Markup into) {
    into.open("ul").line();
    AblationWords.all(ablation).forEach(words -> into.element("li", words).line());
    into.close("ul").line();
    if (content.twins() > 0) {
      into.paragraph(AblationWords.twins(content));
    }
  }

  private void differences(Markup into) {
    List<Effect> effects = ablation.effects();
    Charts.Drawing chart =
        charts.intervals(
            DIFFERENCES,
            Charts.Axis.of("full minus variant, in points"),
            effects.stream().map(e -> e.variant().system()).toList());
    Charts.Dots accuracy = chart.dots(Metric.ACCURACY.title());
    Charts.Dots macroF1 = chart.dots(Metric.MACRO_F1.title());
    for (int row = 0; row < effects.size(); row++) {
      Difference d = effects.get(row).difference();
      accuracy.add(row, d.accuracy(), "accuracy " + AblationReport.told(d.accuracy()));
      macroF1.add(row, d.macroF1(), "macro-F1 " + AblationReport.told(d.macroF1()));
    }
    chart.reference("no difference", 0, -0.5, 0, effects.size() - 0.5);
    Charts.place(
        into,
        DIFFERENCES,
        "What is lost without each part, in points of accuracy and macro-F1, with paired bootstrap intervals; to the right of zero, the part helps. The table below has the same numbers.");
    into.paragraph(AblationWords.caption(ablation));
    HtmlTable table =
        new HtmlTable(
            "Full configuration minus each variant, in points",
            List.of(
                "variant",
                "what is different",
                "accuracy",
                "only full right",
                "only variant right",
                "McNemar p (Holm)",
                "over folds",
                "p (Holm)",
                "macro-F1",
                "p (Holm)",
                "over folds",
                "p (Holm)",
                "could be shown"));
    for (int row = 0; row < effects.size(); row++) {
      table.row(
          effects.get(row).variant().system(),
          cells(content.variants().get(row), effects.get(row)));
    }
    table.write(into);
  }

  private static List<Cell> cells(Variant variant, Effect effect) {
    Difference d = effect.difference();
    double confidence = d.a().protocol().bootstrap().confidence();
    return List.of(
        Cell.words(variant.about()),
        Cell.points(d.accuracy()),
        Cell.of(d.mcNemar().onlyFirst()),
        Cell.of(d.mcNemar().onlySecond()),
        Cell.of(Figures.p(d.pHolm())),
        Cell.points(effect.accuracyOverFolds().t().interval(confidence)),
        Cell.of(Figures.p(effect.accuracyOverFolds().tHolm())),
        Cell.points(d.macroF1()),
        Cell.of(Figures.p(d.macroF1Test().pHolm())),
        Cell.points(effect.macroF1OverFolds().t().interval(confidence)),
        Cell.of(Figures.p(effect.macroF1OverFolds().tHolm())),
        Cell.of(
            d.smallestDifference().isPresent()
                ? Figures.percent(d.smallestDifference().getAsDouble())
                : "-"));
  }

  private void scores(Markup into) {
    List<Evaluation> all = new ArrayList<>(List.of(ablation.full()));
    ablation.effects().forEach(e -> all.add(e.variant()));
    List<String> names = all.stream().map(Evaluation::system).toList();
    ScoreSections.scoreChart(charts, SCORES, all, names);
    Charts.place(
        into,
        SCORES,
        "Accuracy and macro-F1 of the full configuration and of each variant in per cent, with intervals; dashed and dotted lines are the floors. The table below has the same numbers.");
    HtmlTable table = new HtmlTable("Scores, per cent", List.of("", "accuracy", "macro-F1"));
    for (Evaluation evaluation : all) {
      table.row(
          evaluation.system(),
          List.of(percent(evaluation, Metric.ACCURACY), percent(evaluation, Metric.MACRO_F1)));
    }
    table.write(into);
  }

  private static Cell percent(Evaluation evaluation, Metric metric) {
    Estimate score = evaluation.score(metric);
    return Cell.percent(score);
  }

  private void subject(Markup into) {
    Signature signature = ablation.signature();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("posts", signature.posts() + " (part " + signature.part() + ")");
    facts.put("trainings of each on all posts", Integer.toString(ablation.trainings()));
    facts.put("classes", String.join(", ", ablation.full().protocol().labels()));
    facts.put("label rule", signature.rule());
    facts.put("split", signature.split());
    facts.put("data fingerprint", signature.data());
    facts.put("floor", "calling every post " + ablation.full().floor().label());
    facts.put("intervals", signature.intervals());
    OriginSections.facts(into, facts);
  }
}
