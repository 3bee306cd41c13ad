package org.covalence.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.covalence.compare.Comparison;

/** The mistakes that the systems were surest of, each with what the post says. */
final class MistakeSection {
  private static final int MOST_CHARACTERS = 500;

  private final Comparison comparison;
  private final List<Mistake> mistakes;

  MistakeSection(Comparison comparison, List<Mistake> mistakes) {
    this.comparison = comparison;
    this.mistakes = mistakes;
  }

  Section section() {
    return new Section("mistakes", "Worst mistakes", this::write);
  }

  private void write(Markup page) {
    page.paragraph(
        "Posts that were called wrong, those first of which the system was surest. A label is what annotators thought: some of these are mistakes of the label.");
    Map<String, List<Mistake>> bySystem =
        mistakes.stream()
            .collect(
                Collectors.groupingBy(
                    m -> Lines.name(comparison, m.system(), m.seed()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    bySystem.forEach(
        (system, worst) -> {
          page.open("h3").name(system).close("h3").line();
          page.open("ul", "class", "cards").line();
          worst.forEach(mistake -> write(page, mistake));
          page.close("ul").line();
        });
  }

  private static void write(Markup page, Mistake mistake) {
    page.open("li", "class", "card");
    mistake
        .picture()
        .ifPresent(
            picture ->
                page.open(
                    "img", "src", picture.address(), "alt", "the picture of post " + mistake.id()));
    page.open("p").open("strong").name(mistake.id()).close("strong").close("p");
    page.open("p")
        .text("is ")
        .element("strong", mistake.truth())
        .text(" (given " + Figures.percent(mistake.truthProbability()) + "\u00a0%), called ")
        .element("strong", mistake.called())
        .text(" (given " + Figures.percent(mistake.probability()) + "\u00a0%)")
        .close("p");
    mistake
        .text()
        .ifPresent(text -> page.element("p", excerpt(text), "class", "post", "dir", "auto"));
    page.close("li").line();
  }

  private static String excerpt(String text) {
    String shown = text.strip();
    return shown.codePointCount(0, shown.length()) <= MOST_CHARACTERS
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
  }
}
