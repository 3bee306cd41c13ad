package org.covalence.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.covalence.compare.Comparison;
import org.covalence.compare.Signature;

/** What was measured on what, where it comes from, and how to get it again. */
final class OriginSections {
  private final ReportContent content;

  OriginSections(ReportContent content) {
    this.content = content;
  }

  /** What was compared, on what. */
  Section subject() {
    return new Section(
        "subject",
        "What was measured",
        page -> {
          Comparison comparison = content.comparison();
          Signature signature = comparison.signature();
          Map<String, String> facts = new LinkedHashMap<>();
          facts.put(
              "systems",
              String.join(
                  ", ",
                  comparison.evaluations().stream().map(e -> Lines.name(comparison, e)).toList()));
          facts.put("posts", signature.posts() + " (part " + signature.part() + ")");
          facts.put("classes", String.join(", ", comparison.protocol().labels()));
          facts.put("label rule", signature.rule());
          facts.put("split", signature.split());
          facts.put("data fingerprint", signature.data());
          facts.put(
              "floor",
              "calling every post "
                  + comparison.floor().label()
                  + ", the most frequent class of these posts");
          facts.put("intervals", signature.intervals());
          facts(page, facts);
        });
  }

  /** Where it comes from. */
  Section origin() {
    return origin(content.command(), content.comparison().signature(), content.provenance());
  }

  /**
   * Where any result comes from.
   *
   * @param command what gives it again; empty where nothing does
   */
  static Section origin(String command, Signature signature, Map<String, String> provenance) {
    return new Section(
        "origin",
        "Where it comes from, and how to get it again",
        page -> {
          if (!command.isEmpty()) {
            page.paragraph(
                "This command gives the same results again; where it names config.yaml, call it in the folder of the results:");
            page.open("pre").element("code", command).close("pre").line();
          }
          page.element("h3", "Signature").line();
          page.paragraph("Two figures with different signatures are not comparable.");
          page.open("pre").element("code", signature.line()).close("pre").line();
          if (!provenance.isEmpty()) {
            page.element("h3", "Provenance").line();
            facts(page, provenance);
          }
        });
  }

  static void facts(Markup page, Map<String, String> facts) {
    page.open("dl", "class", "facts").line();
    facts.forEach(
        (name, value) -> page.element("dt", name).open("dd").name(value).close("dd").line());
    page.close("dl").line();
  }
}
