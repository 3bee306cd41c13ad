package org.covalence.report;

import java.util.List;
import org.covalence.compare.Ablation;
import org.covalence.compare.Ablation.Effect;
import org.covalence.compare.Difference;
import org.covalence.interval.Estimate;
import org.covalence.metric.Metric;
import org.covalence.spec.Variant;

/** What each part of a configuration is worth, for the screen (80 columns) and as Markdown. */
public final class AblationReport {
  private AblationReport() {}

  /** For the screen; lines end with a line feed. */
  public static String text(AblationContent content) {
    Ablation ablation = content.ablation();
    StringBuilder text = new StringBuilder();
    Columns.paragraph(text, AblationWords.full(ablation));
    Columns.paragraph(text, AblationWords.caption(ablation));
    Columns table = new Columns("", "", "full - variant", "p", "folds p");
    for (Effect effect : ablation.effects()) {
      Difference d = effect.difference();
      table.row(
          effect.variant().system(),
          List.of(
              List.of(Metric.ACCURACY.title(), Metric.MACRO_F1.title()),
              List.of(told(d.accuracy()), told(d.macroF1())),
              List.of(Figures.p(d.pHolm()), Figures.p(d.macroF1Test().pHolm())),
              List.of(
                  Figures.p(effect.accuracyOverFolds().tHolm()),
                  Figures.p(effect.macroF1OverFolds().tHolm()))));
    }
    text.append(table.render()).append('\n');
    AblationWords.all(ablation).forEach(sentence -> Columns.paragraph(text, sentence));
    if (content.twins() > 0) {
      Columns.paragraph(text, AblationWords.twins(content));
    }
    TextReport.broken(ablation.signature()).forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** As a page; headings start at the second level, lines end with a line feed. */
  public static String markdown(AblationContent content) {
    Ablation ablation = content.ablation();
    StringBuilder page = new StringBuilder("## What these posts show\n\n");
    page.append("- ").append(MarkdownReport.escape(AblationWords.full(ablation))).append('\n');
    AblationWords.all(ablation)
        .forEach(s -> page.append("- ").append(MarkdownReport.escape(s)).append('\n'));
    if (content.twins() > 0) {
      page.append("- ").append(MarkdownReport.escape(AblationWords.twins(content))).append('\n');
    }
    page.append("\n## Figures\n\n").append(AblationWords.caption(ablation)).append("\n\n");
    List<String> header =
        List.of(
            "what is different",
            "accuracy",
            "macro-F1",
            "full minus it, accuracy",
            "p (Holm)",
            "folds p (Holm)",
            "full minus it, macro-F1",
            "p (Holm)",
            "folds p (Holm)");
    MarkdownReport.row(page, "", header);
    page.append("|---|---|").append("---:|".repeat(header.size() - 1)).append('\n');
    MarkdownReport.row(
        page,
        "full",
        List.of(
            "",
            score(ablation.full().score(Metric.ACCURACY)),
            score(ablation.full().score(Metric.MACRO_F1)),
            "",
            "",
            "",
            "",
            "",
            ""));
    for (int i = 0; i < ablation.effects().size(); i++) {
      Effect effect = ablation.effects().get(i);
      MarkdownReport.row(page, effect.variant().system(), cells(content.variants().get(i), effect));
    }
    page.append("\n## Signature\n\n```\n").append(ablation.signature()).append("\n```\n");
    return page.toString();
  }

  private static List<String> cells(Variant variant, Effect effect) {
    Difference d = effect.difference();
    return List.of(
        variant.about(),
        score(effect.variant().score(Metric.ACCURACY)),
        score(effect.variant().score(Metric.MACRO_F1)),
        told(d.accuracy()),
        Figures.p(d.pHolm()),
        Figures.p(effect.accuracyOverFolds().tHolm()),
        told(d.macroF1()),
        Figures.p(d.macroF1Test().pHolm()),
        Figures.p(effect.macroF1OverFolds().tHolm()));
  }

  private static String score(Estimate score) {
    return Figures.percent(score.value()) + " " + Figures.interval(score);
  }

  static String told(Estimate difference) {
    return Figures.points(difference.value()) + " " + Figures.pointsInterval(difference);
  }
}
