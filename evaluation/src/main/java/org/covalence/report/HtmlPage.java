package org.covalence.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A page as one HTML file that needs nothing outside itself: style, charts and pictures stand
 * inside. Its content security policy lets no request leave the page and no script run but the two
 * whose hashes it names, so that not even a fault in escaping would let a post speak. The same
 * content gives the same bytes.
 *
 * <p>Without scripts the page loses its charts and no number: each chart stands beside a table.
 *
 * @param title of the whole; may hold names from outside
 * @param lead the whole in a few sentences
 * @param sections at least one; the first is what a reader wants to skip to
 * @param charts which the sections fill as they are written
 * @param note the last words
 */
record HtmlPage(String title, String lead, List<Section> sections, Charts charts, String note) {
  /** Stands at the beginning of every page, from which one is known. */
  private static final String GENERATOR = "Covalence";

  private static final String DOCTYPE = "<!DOCTYPE html>\n";

  private static final String STYLE = ChartLibrary.resource("report.css");
  private static final String DRAWING = ChartLibrary.resource("report.js");

  HtmlPage {
    sections = List.copyOf(sections);
  }

  /** Whether a file that begins with {@code start} is such a page. */
  static boolean isOne(String start) {
    return start.startsWith(DOCTYPE) && start.contains("content=\"" + GENERATOR + "\"");
  }

  /** The file, to be written in UTF-8. */
  String html() {
    String library = ChartLibrary.script();
    Markup page = new Markup();
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
    page.element("title", title).line();
    page.embed("style", STYLE).line().close("head").line();
    page.open("body").line();
    String first = "#" + sections.get(0).id();
    page.element("a", "To the results", "class", "skip", "href", first).line();
    page.open("div", "class", "page").line();
    header(page);
    contents(page);
    page.open("main").line();
    sections.forEach(section -> section.write(page));
    page.close("main").line();
    footer(page);
    page.close("div").line();
    page.embed("script", charts.json(), "type", "application/json", "id", "chart-data").line();
    page.embed("script", library).line();
    page.embed("script", DRAWING).line();
    page.close("body").line().close("html").line();
    return DOCTYPE + page;
  }

  private void header(Markup page) {
    page.open("header").line();
    page.open("h1").name(title).close("h1").line();
    page.element("p", lead, "class", "lead").line();
    page.close("header").line();
  }

  private void contents(Markup page) {
    page.open("nav", "aria-label", "Contents").open("ol").line();
    sections.forEach(
        section ->
            page.open("li")
                .element("a", section.title(), "href", "#" + section.id())
                .close("li")
                .line());
    page.close("ol").close("nav").line();
  }

  private void footer(Markup page) {
    page.open("footer").line();
    page.element("p", note, "class", "note").line();
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
