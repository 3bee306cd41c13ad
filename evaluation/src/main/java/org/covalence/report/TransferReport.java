package org.covalence.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.covalence.compare.ClassShift;
import org.covalence.compare.Transfer;
import org.covalence.compare.Transfer.Cell;
import org.covalence.compare.WithoutTwins;
import org.covalence.interval.Estimate;
import org.covalence.metric.Metric;
import org.covalence.post.Modality;

/** A transfer for the screen, 80 columns wide, and as a page of Markdown. */
public final class TransferReport {
  private static final String UNKNOWN = "-";
  private static final String SCORES =
      "Accuracy and macro-F1 in per cent, with 95 % intervals (Wilson's, bootstrap over posts); floor and own test part as accuracy / macro-F1.";
  private static final String REASONS =
      "words, types: running and different words that the model's vocabulary knows. shift: total variation distance between the classes it was fitted on and these. lacking: posts without a modality that it reads. All in per cent.";

  private TransferReport() {}

  /** For the screen; lines end with a line feed. */
  public static String text(Transfer transfer) {
    StringBuilder text = new StringBuilder();
    Columns.paragraph(text, SCORES);
    Columns scores = new Columns("", "accuracy", "macro-F1", "floor", "own test");
    for (Cell cell : transfer.cells()) {
      scores.row(
          name(cell),
          List.of(
              withInterval(cell.evaluation().score(Metric.ACCURACY)),
              withInterval(cell.evaluation().score(Metric.MACRO_F1)),
              List.of(floor(cell)),
              List.of(home(cell))));
    }
    text.append(scores.render()).append('\n');
    Columns reasons = new Columns("", "posts", "left out", "words", "types", "shift", "lacking");
    for (Cell cell : transfer.cells()) {
      reasons.row(
          name(cell),
          List.of(
              List.of(Integer.toString(cell.evaluation().scored().posts())),
              List.of(Integer.toString(cell.leftOut())),
              List.of(words(cell)),
              List.of(types(cell)),
              List.of(shift(cell)),
              lacking(cell)));
    }
    text.append(reasons.render()).append('\n');
    Columns.paragraph(text, REASONS);
    transfer.cells().forEach(cell -> Columns.paragraph(text, verdict(cell)));
    for (Cell cell : transfer.cells()) {
      TextReport.broken(cell.evaluation().signature())
          .forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  /** As a page; headings start at the second level, lines end with a line feed. */
  public static String markdown(Transfer transfer) {
    StringBuilder page = new StringBuilder("## Transfer\n\n").append(SCORES).append("\n\n");
    for (Metric metric : List.of(Metric.ACCURACY, Metric.MACRO_F1)) {
      MarkdownReport.row(page, metric.title(), transfer.sets());
      page.append("|---|").append("---:|".repeat(transfer.sets().size())).append('\n');
      for (String model : transfer.models()) {
        List<String> cells = new ArrayList<>();
        for (String data : transfer.sets()) {
          cells.add(
              transfer
                  .cell(model, data)
                  .map(c -> String.join(" ", withInterval(c.evaluation().score(metric))))
                  .orElse(UNKNOWN));
        }
        MarkdownReport.row(page, model, cells);
      }
      page.append('\n');
    }
    page.append("## What may explain it\n\n").append(REASONS).append("\n\n");
    List<String> header =
        List.of("floor", "own test", "posts", "left out", "words", "types", "shift", "lacking");
    MarkdownReport.row(page, "", header);
    page.append("|---|").append("---:|".repeat(header.size())).append('\n');
    for (Cell cell : transfer.cells()) {
      MarkdownReport.row(
          page,
          name(cell),
          List.of(
              floor(cell),
              home(cell),
              Integer.toString(cell.evaluation().scored().posts()),
              Integer.toString(cell.leftOut()),
              words(cell),
              types(cell),
              shift(cell),
              String.join(", ", lacking(cell))));
    }
    page.append('\n');
    transfer.cells().forEach(c -> page.append("- ").append(escape(verdict(c))).append('\n'));
    page.append("\n## Signatures\n\n```\n");
    transfer.cells().forEach(c -> page.append(c.evaluation().signature()).append('\n'));
    return page.append("```\n").toString();
  }

  /** What may be said of one cell. */
  static String verdict(Cell cell) {
    String verdict =
        String.format(
            Locale.ROOT,
            "%s: accuracy %s the floor of always saying %s, and macro-F1 %s it (label rule %s).",
            name(cell),
            against(cell, Metric.ACCURACY),
            cell.evaluation().floor().label(),
            against(cell, Metric.MACRO_F1),
            cell.evaluation().protocol().labelRule());
    Optional<Double> change = cell.change(Metric.ACCURACY);
    if (change.isPresent()) {
      String points = Figures.percent(Math.abs(change.get()));
      verdict +=
          points.equals("0.0")
              ? " Its accuracy is that on the test part of its own set."
              : " On the test part of its own set its accuracy is "
                  + points
                  + (change.get() > 0 ? " points lower." : " points higher.");
    }
    verdict += cell.withoutTwins().map(TransferReport::twins).orElse("");
    return cell.seen()
        ? verdict
            + " The model was made from posts of this source: unless those that it has seen were left out, this is no transfer."
        : verdict;
  }

  /** What is left without posts that may be remembered; nothing where there are none. */
  private static String twins(WithoutTwins without) {
    if (without.leftOut() == 0) {
      return "";
    }
    String many =
        String.format(
            Locale.ROOT,
            " %,d of the %,d posts say the same as one that it was fitted on",
            without.leftOut(),
            without.posts());
    return without.evaluations().stream()
        .findFirst()
        .map(
            rest ->
                many
                    + ": without them accuracy "
                    + Figures.percent(rest.score(Metric.ACCURACY).value())
                    + ", macro-F1 "
                    + Figures.percent(rest.score(Metric.MACRO_F1).value())
                    + ".")
        .orElse(many + ".");
  }

  private static String against(Cell cell, Metric metric) {
    Estimate score = cell.evaluation().score(metric);
    double floor = cell.evaluation().floor().of(metric);
    return score.low() > floor
        ? "is above"
        : score.high() < floor ? "is below" : "cannot be told from";
  }

  private static String name(Cell cell) {
    return cell.model() + " on " + cell.data();
  }

  private static List<String> withInterval(Estimate estimate) {
    return List.of(Figures.percent(estimate.value()), Figures.interval(estimate));
  }

  private static String floor(Cell cell) {
    return Figures.percent(cell.evaluation().floor().of(Metric.ACCURACY))
        + " / "
        + Figures.percent(cell.evaluation().floor().of(Metric.MACRO_F1));
  }

  private static String home(Cell cell) {
    return cell.home()
        .map(h -> own(h.scores(), Metric.ACCURACY) + " / " + own(h.scores(), Metric.MACRO_F1))
        .orElse(UNKNOWN);
  }

  private static String own(Map<Metric, Estimate> scores, Metric metric) {
    return Optional.ofNullable(scores.get(metric))
        .map(e -> Figures.percent(e.value()))
        .orElse(UNKNOWN);
  }

  private static String words(Cell cell) {
    return cell.words().map(w -> Figures.percent(w.runningShare())).orElse(UNKNOWN);
  }

  private static String types(Cell cell) {
    return cell.words().map(w -> Figures.percent(w.distinctShare())).orElse(UNKNOWN);
  }

  private static String shift(Cell cell) {
    return cell.shift().map(ClassShift::distance).map(Figures::percent).orElse(UNKNOWN);
  }

  private static List<String> lacking(Cell cell) {
    List<String> lacking = new ArrayList<>();
    for (Map.Entry<Modality, Double> entry : cell.lacking().entrySet()) {
      lacking.add(entry.getKey() + " " + Figures.percent(entry.getValue()));
    }
    return lacking;
  }

  private static String escape(String text) {
    return MarkdownReport.escape(text);
  }
}
