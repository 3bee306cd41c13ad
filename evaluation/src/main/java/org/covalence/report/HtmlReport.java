package org.covalence.report;

import java.util.ArrayList;
import java.util.List;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;

/** The report of a comparison as one {@link HtmlPage}: what may be claimed, and every figure. */
public final class HtmlReport {
  /** Sentences that are seen at once; several seeds give dozens. */
  private static final int MOST_CLAIMS = 10;

  private final ReportContent content;
  private final Charts charts = new Charts();

  private HtmlReport(ReportContent content) {
    this.content = content;
  }

  /** The page, to be written in UTF-8. */
  public static String of(ReportContent content) {
    HtmlReport report = new HtmlReport(content);
    return new HtmlPage(
            report.title(),
            Claims.of(content.comparison()).summary(),
            report.sections(),
            report.charts,
            report.note())
        .html();
  }

  /**
   * Whether a file that begins with {@code start} is a report, which a new one may replace.
   *
   * @param start some hundred characters
   */
  public static boolean isReport(String start) {
    return HtmlPage.isOne(start);
  }

  private List<Section> sections() {
    Comparison comparison = content.comparison();
    OriginSections origin = new OriginSections(content);
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("claims", "What may be claimed", this::claims));
    sections.add(origin.subject());
    sections.addAll(new ScoreSections(comparison, charts).sections());
    sections.add(new ClassSection(comparison, charts).section());
    sections.addAll(new ConfidenceSections(comparison, charts).sections());
    comparison.folds().ifPresent(folds -> sections.add(new FoldSection(folds).section()));
    if (!content.subsets().isEmpty()) {
      sections.add(new SubsetSection(comparison, content.subsets()).section());
    }
    if (!content.curves().isEmpty()) {
      sections.add(new TrainingSection(comparison, content.curves(), charts).section());
    }
    if (!content.mistakes().isEmpty()) {
      sections.add(new MistakeSection(comparison, content.mistakes()).section());
    }
    sections.add(origin.origin());
    return sections;
  }

  private String title() {
    List<String> systems =
        content.comparison().evaluations().stream().map(Evaluation::system).distinct().toList();
    return systems.size() == 1
        ? "Evaluation of " + systems.get(0)
        : "Comparison of " + systems.size() + " systems";
  }

  private void claims(Markup into) {
    Claims claims = Claims.of(content.comparison());
    list(into, "claims", "What these posts show", claims.may());
    list(into, "claims not", "What they do not show", claims.mayNot());
  }

  private static void list(Markup into, String kind, String title, List<String> sentences) {
    into.open("div", "class", kind).element("h3", title).open("ul").line();
    int visible = sentences.size() > MOST_CLAIMS + 2 ? MOST_CLAIMS : sentences.size();
    (sentences.isEmpty() ? List.of("Nothing.") : sentences.subList(0, visible))
        .forEach(sentence -> into.element("li", sentence).line());
    into.close("ul");
    if (visible < sentences.size()) {
      String more = "and " + (sentences.size() - visible) + " more";
      into.open("details").element("summary", more).open("ul").line();
      sentences
          .subList(visible, sentences.size())
          .forEach(sentence -> into.element("li", sentence).line());
      into.close("ul").close("details");
    }
    into.close("div").line();
  }

  private String note() {
    return "Written by Covalence "
        + content.comparison().protocol().version()
        + (content.mistakes().isEmpty()
            ? "."
            : ". This page shows words and pictures of posts: heed their terms before you pass it on.");
  }
}
