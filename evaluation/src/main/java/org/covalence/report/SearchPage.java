package org.covalence.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.covalence.report.HtmlTable.Cell;
import org.covalence.report.SearchContent.Numbers;
import org.covalence.report.SearchContent.Parameter;
import org.covalence.report.SearchContent.State;
import org.covalence.report.SearchContent.Trial;
import org.covalence.report.SearchContent.Words;
import org.covalence.store.Version;

/** A search over settings as one HTML file that needs nothing outside itself. */
public final class SearchPage {
  private static final int MOST_BEST = 10;

  /** Lines of parallel coordinates; more of them are a cloud. */
  private static final int MOST_LINES = 200;

  private static final int ENDED = 0;
  private static final int GIVEN_UP = 1;
  private static final int BEST = 2;
  private static final double DOT = 4;

  private final SearchContent content;
  private final Charts charts = new Charts();

  private SearchPage(SearchContent content) {
    this.content = content;
  }

  /** The page, to be written in UTF-8. */
  public static String of(SearchContent content) {
    SearchPage page = new SearchPage(content);
    return new HtmlPage(
            "Search over " + content.parameters().size() + " settings",
            page.lead(),
            page.sections(),
            page.charts,
            "Written by Covalence " + Version.current() + ".")
        .html();
  }

  private String lead() {
    return content.counts()
        + content.ranked().stream()
            .findFirst()
            .map(
                best ->
                    ". The best, trial "
                        + best.number()
                        + ", came to "
                        + percent(best)
                        + " per cent "
                        + content.goal()
                        + " on the validation part.")
            .orElse(".");
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("best", "The best settings", this::best));
    sections.add(new Section("history", "Trial by trial", this::history));
    sections.add(new Section("importance", "What decided", this::importance));
    sections.add(new Section("parallel", "All settings at once", this::parallel));
    sections.add(new Section("slices", "Setting by setting", this::slices));
    sections.add(new Section("trials", "Every trial", this::trials));
    sections.add(new Section("origin", "How it was searched", this::origin));
    return sections;
  }

  private void best(Markup page) {
    page.paragraph(SearchReport.TOO_GOOD);
    page.paragraph("This command trains a model with the best settings, and measures it:");
    page.open("pre").element("code", content.command()).close("pre").line();
    List<Trial> ranked = content.ranked();
    table("The best trials", ranked.subList(0, Math.min(MOST_BEST, ranked.size()))).write(page);
  }

  private void history(Markup page) {
    Charts.Drawing chart =
        charts.curves(
            "chart-history",
            Charts.Axis.of("trial"),
            Charts.Axis.of(content.goal() + ", per cent"),
            true);
    Charts.Curve best = chart.steps("best so far", BEST);
    scatter(chart, trial -> (double) trial.number());
    double most = Double.NEGATIVE_INFINITY;
    for (Trial trial : content.trials()) {
      if (trial.hasEnded() && trial.value().orElseThrow() > most) {
        most = trial.value().orElseThrow();
        best.add(trial.number(), 100 * most, DOT + 2, tip(trial) + ", the best so far");
      }
    }
    if (!content.trials().isEmpty() && most >= 0) {
      best.add(content.trials().get(content.trials().size() - 1).number(), 100 * most, 0, "");
    }
    Charts.place(
        page,
        "chart-history",
        "What each trial came to, and the best so far; of a trial that was given up, what it had then. The table of every trial has the same numbers.");
  }

  private void importance(Markup page) {
    page.paragraph(SearchReport.importance(content));
    if (content.importance().isEmpty()) {
      return;
    }
    Map<String, Double> shares = content.importance().get().shares();
    List<String> keys = List.copyOf(shares.keySet());
    Charts.Curve bars =
        charts
            .bars("chart-importance", Charts.Axis.of("per cent", 0, 100), keys)
            .curve("importance", ENDED, 0);
    HtmlTable table = new HtmlTable("Importance, per cent", List.of("setting", "importance"));
    for (int row = 0; row < keys.size(); row++) {
      double share = shares.getOrDefault(keys.get(row), 0.0);
      bars.add(100 * share, row, 0, keys.get(row) + ": " + Figures.percent(share) + " %");
      table.row(keys.get(row), List.of(Cell.of(Figures.percent(share))));
    }
    Charts.place(
        page,
        "chart-importance",
        "How much each setting decided about being among the best trials (PED-ANOVA, Watanabe et al. 2023). The table below has the same numbers.");
    table.write(page);
  }

  private void parallel(Markup page) {
    List<Trial> ranked = content.ranked();
    if (ranked.isEmpty()) {
      page.paragraph("No trial has ended.");
      return;
    }
    List<Trial> shown = ranked.subList(0, Math.min(MOST_LINES, ranked.size()));
    double low = shown.get(shown.size() - 1).value().orElseThrow();
    double high = shown.get(0).value().orElseThrow();
    List<String> rows = new ArrayList<>();
    rows.add(content.goal() + " (" + Figures.percent(low) + " to " + Figures.percent(high) + " %)");
    content.parameters().forEach(p -> rows.add(p.key() + " (" + ends(p) + ")"));
    Charts.Drawing chart = charts.parallel("chart-parallel", rows);
    int good = Math.max(1, shown.size() / 10);
    for (int t = 0; t < shown.size(); t++) {
      Trial trial = shown.get(t);
      Charts.Curve line =
          t < good
              ? chart.curve(t == 0 ? "the best tenth" : "", BEST, 0)
              : chart.faint(t == good ? "the others" : "");
      double value = trial.value().orElseThrow();
      line.add(high > low ? (value - low) / (high - low) : 1, 0, DOT, tip(trial));
      for (int row = 1; row < rows.size(); row++) {
        Parameter parameter = content.parameters().get(row - 1);
        String set = trial.settings().get(parameter.key());
        if (set != null) {
          String told = parameter.key() + " " + SearchContent.shown(set);
          line.add(parameter.scale().place(set), row, DOT, tip(trial) + ": " + told);
        }
      }
    }
    Charts.place(
        page,
        "chart-parallel",
        "One line a trial, through its value and all of its settings; words stand in the order of the space. Where the lines of the best meet, a setting mattered. The table of every trial has the same numbers.");
  }

  private static String ends(Parameter parameter) {
    return parameter.scale() instanceof Words words
        ? String.join(", ", words.words())
        : parameter.scale().end(false) + " to " + parameter.scale().end(true);
  }

  private void slices(Markup page) {
    page.paragraph(
        "One chart a setting. Trials differ in all settings at once: what one chart shows may be the doing of another.");
    page.open("div", "class", "side-by-side").line();
    for (int p = 0; p < content.parameters().size(); p++) {
      Parameter parameter = content.parameters().get(p);
      String id = "chart-slice-" + p;
      Charts.Drawing chart =
          charts.curves(id, axis(parameter), Charts.Axis.of(content.goal() + ", per cent"), true);
      scatter(chart, trial -> position(parameter, trial));
      Charts.place(
          page,
          id,
          parameter.key() + ": " + parameter.about() + ". The table has the same numbers.");
    }
    page.close("div").line();
  }

  private static Charts.Axis axis(Parameter parameter) {
    if (parameter.scale() instanceof Words words) {
      return Charts.Axis.of(parameter.key(), words.words());
    }
    Numbers numbers = (Numbers) parameter.scale();
    return numbers.log()
        ? Charts.Axis.logarithmic(parameter.key(), numbers.low(), numbers.high())
        : Charts.Axis.of(parameter.key(), numbers.low(), numbers.high());
  }

  /** Where a trial stands on the axis of a parameter; not a number where it has none. */
  private static double position(Parameter parameter, Trial trial) {
    String set = trial.settings().get(parameter.key());
    if (set == null) {
      return Double.NaN;
    }
    return parameter.scale() instanceof Words words
        ? words.words().indexOf(set)
        : Double.parseDouble(set);
  }

  @FunctionalInterface
  private interface Position {
    double of(Trial trial);
  }

  private void scatter(Charts.Drawing chart, Position x) {
    Charts.Curve ended = chart.scattered(State.ENDED.word(), ENDED);
    Charts.Curve givenUp = chart.scattered(State.PRUNED.word(), GIVEN_UP);
    for (Trial trial : content.trials()) {
      double position = x.of(trial);
      if (trial.value().isPresent() && !Double.isNaN(position)) {
        (trial.hasEnded() ? ended : givenUp)
            .add(position, 100 * trial.value().getAsDouble(), DOT, tip(trial));
      }
    }
  }

  private void trials(Markup page) {
    table("Every trial", content.trials()).write(page);
    List<Trial> failed = content.trials().stream().filter(t -> t.state() == State.FAILED).toList();
    if (!failed.isEmpty()) {
      HtmlTable reasons = new HtmlTable("Why trials failed", List.of("trial", "reason"));
      failed.forEach(
          t -> reasons.row(Integer.toString(t.number()), List.of(Cell.words(t.reason()))));
      reasons.write(page);
    }
  }

  private HtmlTable table(String caption, List<Trial> trials) {
    List<String> titles =
        new ArrayList<>(List.of("trial", content.goal() + ", %", "epochs", "how it ended"));
    content.parameters().forEach(p -> titles.add(p.key()));
    HtmlTable table = new HtmlTable(caption, titles);
    for (Trial trial : trials) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(percent(trial)));
      cells.add(Cell.of(trial.epochs()));
      cells.add(Cell.words(trial.state().word()));
      content
          .parameters()
          .forEach(
              p ->
                  cells.add(
                      Cell.of(SearchContent.shown(trial.settings().getOrDefault(p.key(), "")))));
      table.row(Integer.toString(trial.number()), cells);
    }
    return table;
  }

  private void origin(Markup page) {
    OriginSections.facts(page, content.facts());
    HtmlTable space = new HtmlTable("What was searched over", List.of("setting", "values"));
    content.parameters().forEach(p -> space.row(p.key(), List.of(Cell.words(p.about()))));
    space.write(page);
  }

  private String tip(Trial trial) {
    return String.format(
        Locale.ROOT, "trial %d, %s %% (%s)", trial.number(), percent(trial), trial.state().word());
  }

  private static String percent(Trial trial) {
    return trial.value().isPresent() ? Figures.percent(trial.value().getAsDouble()) : "";
  }
}
