package org.covalence.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;

/**
 * A report as one HTML file that needs nothing outside itself: style, charts and pictures stand
 * inside. Its content security policy lets no request leave the page and no script run but the two
 * whose hashes it names, so that not even a fault in escaping would let a post speak. The same
 * content gives the same bytes.
 *
 * <p>Without scripts the page loses its charts and no number: each chart stands beside a table.
 */
public final class HtmlReport {
  /** Stands at the beginning of every report, from which one is known. */
  private static final String GENERATOR = "Covalence";

  /** Sentences that are seen at once; several seeds give dozens. */
  private static final int MOST_CLAIMS = 10;

  private static final String DOCTYPE = "<!DOCTYPE html>\n";
  private static final String STYLE = ChartLibrary.resource("report.css");
  private static final String DRAWING = ChartLibrary.resource("report.js");

  private final ReportContent content;
  private final Markup page = new Markup();
  private final Charts charts = new Charts();

  private HtmlReport(ReportContent content) {
    this.content = content;
  }

  /** The page, to be written in UTF-8. */
  public static String of(ReportContent content) {
    HtmlReport report = new HtmlReport(content);
    report.write();
    return DOCTYPE + report.page;
  }

  /**
   * Whether a file that begins with {@code start} is a report, which a new one may replace.
   *
   * @param start some hundred characters
   */
  public static boolean isReport(String start) {
    return start.startsWith(DOCTYPE) && start.contains("content=\"" + GENERATOR + "\"");
  }

  private void write() {
    List<Section> sections = sections();
    String library = ChartLibrary.script();
    page.open("html", "lang", "en").line().open("head").line();
    page.open("meta", "charset", "utf-8").line();
    page.open("meta", "name", "generator", "content", GENERATOR).line();
    page.open(
            "meta",
            "http-equiv",
            "Content-Security-Policy",
            "content",
            policy(STYLE, library, DRAWING))
        .line();
    page.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.open("meta", "name", "color-scheme", "content", "light dark").line();
    page.open("meta", "name", "referrer", "content", "no-referrer").line();
    page.element("title", title()).line();
    page.embed("style", STYLE).line().close("head").line();
    page.open("body").line();
    page.element("a", "To the results", "class", "skip", "href", "#claims").line();
    page.open("div", "class", "page").line();
    header();
    contents(sections);
    page.open("main").line();
    sections.forEach(section -> section.write(page));
    page.close("main").line();
    footer();
    page.close("div").line();
    page.embed("script", charts.json(), "type", "application/json", "id", "chart-data").line();
    page.embed("script", library).line();
    page.embed("script", DRAWING).line();
    page.close("body").line().close("html").line();
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

  private void header() {
    page.open("header").line();
    page.open("h1").name(title()).close("h1").line();
    page.element("p", Claims.of(content.comparison()).summary(), "class", "lead").line();
    page.close("header").line();
  }

  private void contents(List<Section> sections) {
    page.open("nav", "aria-label", "Contents").open("ol").line();
    sections.forEach(
        section ->
            page.open("li")
                .element("a", section.title(), "href", "#" + section.id())
                .close("li")
                .line());
    page.close("ol").close("nav").line();
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

  private void footer() {
    page.open("footer").line();
    page.element(
            "p",
            "Written by Covalence "
                + content.comparison().protocol().version()
                + (content.mistakes().isEmpty()
                    ? "."
                    : ". This page shows words and pictures of posts: heed their terms before you pass it on."),
            "class",
            "note")
        .line();
    page.open("details").element("summary", "Licence of the charting library, Chart.js").line();
    page.open("pre").text(ChartLibrary.licence()).close("pre").close("details").line();
    page.close("footer").line();
  }

  private static String policy(String style, String... scripts) {
    StringBuilder policy =
        new StringBuilder("default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:");
    policy.append("; style-src ").append(hash(style)).append("; script-src");
    for (String script : scripts) {
      policy.append(' ').append(hash(script));
    }
    return policy.toString();
  }

  private static String hash(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
