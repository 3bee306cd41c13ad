package org.covalence.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.covalence.report.SearchContent.Trial;
import org.covalence.store.StrictJson;

/** A search over settings for the screen, 80 columns wide, and as JSON. */
public final class SearchReport {
  private static final int MOST_SHOWN = 10;

  /** What must be told wherever the best value is. */
  static final String TOO_GOOD =
      "The best of many trials is too good to be true, as it was chosen by the very posts that it is measured on. What it is worth, the test part says: it was set aside, and no trial has seen it.";

  private SearchReport() {}

  /** For the screen; lines end with a line feed. */
  public static String text(SearchContent content) {
    StringBuilder text = new StringBuilder();
    List<Trial> ranked = content.ranked();
    Columns.paragraph(
        text,
        content.counts()
            + ". The best of them by "
            + content.goal()
            + " of the validation part, in per cent:");
    Columns table = new Columns("settings", "trial", "epochs", content.goal());
    for (Trial trial : ranked.subList(0, Math.min(MOST_SHOWN, ranked.size()))) {
      table.row(
          trial.told(),
          List.of(
              List.of(Integer.toString(trial.number())),
              List.of(Integer.toString(trial.epochs())),
              List.of(Figures.percent(trial.value().orElseThrow()))));
    }
    text.append(table.render()).append('\n');
    Columns.paragraph(text, importance(content));
    Columns.paragraph(text, TOO_GOOD);
    return text.toString();
  }

  /** What decided, in one sentence. */
  static String importance(SearchContent content) {
    return content
        .importance()
        .map(
            i ->
                "What decided about being among the best "
                    + i.best()
                    + " of "
                    + i.trials()
                    + ", in per cent: "
                    + i.shares().entrySet().stream()
                        .map(e -> e.getKey() + " " + Figures.percent(e.getValue()))
                        .collect(Collectors.joining(", "))
                    + "."
                    + (i.trials() < 50 ? " With fewer than 50 trials that is mostly noise." : ""))
        .orElse("The trials do not tell which settings decided: too few of them ended.");
  }

  /** The document, numbers in full precision. */
  public static ObjectNode document(SearchContent content) {
    ObjectNode document = StrictJson.object();
    document.put("goal", content.goal()).put("part", "validation");
    content.facts().forEach(document.putObject("search")::put);
    ObjectNode space = document.putObject("space");
    content.parameters().forEach(p -> space.put(p.key(), p.about()));
    content.ranked().stream()
        .findFirst()
        .ifPresent(
            best -> {
              ObjectNode node = document.putObject("best");
              node.put("trial", best.number()).put("value", best.value().orElseThrow());
              best.settings().forEach(node.putObject("settings")::put);
              node.put("command", content.command());
            });
    ObjectNode importance = document.putObject("importance");
    content
        .importance()
        .map(SearchContent.Importance::shares)
        .orElse(Map.of())
        .forEach(importance::put);
    ArrayNode trials = document.putArray("trials");
    content.trials().forEach(t -> trials.add(node(t)));
    return document;
  }

  private static ObjectNode node(Trial trial) {
    ObjectNode node = StrictJson.object();
    node.put("trial", trial.number()).put("state", trial.state().word());
    trial.value().ifPresent(v -> node.put("value", v));
    node.put("epochs", trial.epochs());
    if (!trial.reason().isEmpty()) {
      node.put("reason", trial.reason());
    }
    trial.settings().forEach(node.putObject("settings")::put);
    return node;
  }

  /** The document as text that ends with a line feed. */
  public static String json(SearchContent content) {
    return MetricsJson.text(document(content));
  }
}
