package org.covalence.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.covalence.compare.ClassShift;
import org.covalence.compare.Transfer;
import org.covalence.compare.Transfer.Cell;
import org.covalence.metric.Metric;
import org.covalence.text.Coverage;

/**
 * A transfer as {@code metrics.json}: for each cell all that {@link MetricsJson} says of a system,
 * and what may explain it. Figures are fractions; what is not known is left out.
 */
public final class TransferJson {
  private TransferJson() {}

  /** The document as text that ends with a line feed. */
  public static String of(Transfer transfer) {
    return MetricsJson.text(document(transfer));
  }

  /** The document as a tree. */
  public static ObjectNode document(Transfer transfer) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    transfer.models().forEach(document.putArray("models")::add);
    transfer.sets().forEach(document.putArray("data")::add);
    ArrayNode cells = document.putArray("cells");
    transfer.cells().forEach(cell -> cells.add(cell(cell)));
    List<String> labels = transfer.cells().get(0).evaluation().protocol().labels();
    labels.forEach(document.putArray("labels")::add);
    return document;
  }

  private static ObjectNode cell(Cell cell) {
    ObjectNode node =
        JsonNodeFactory.instance.objectNode().put("model", cell.model()).put("data", cell.data());
    node.setAll(MetricsJson.system(cell.evaluation()));
    node.put("leftOut", cell.leftOut());
    node.put("seen", cell.seen());
    cell.withoutTwins().ifPresent(w -> node.set("withoutTwins", MetricsJson.withoutTwins(w)));
    cell.home()
        .ifPresent(
            home -> {
              ObjectNode own = node.putObject("ownTest").put("posts", home.posts());
              for (Metric metric : List.of(Metric.ACCURACY, Metric.MACRO_F1)) {
                if (home.scores().containsKey(metric)) {
                  own.set(metric.key(), MetricsJson.estimate(home.scores().get(metric)));
                }
              }
              ObjectNode change = node.putObject("change");
              for (Metric metric : List.of(Metric.ACCURACY, Metric.MACRO_F1)) {
                cell.change(metric).ifPresent(c -> change.put(metric.key(), c));
              }
            });
    cell.shift()
        .ifPresent(
            shift -> node.set("classes", shift(shift, cell.evaluation().protocol().labels())));
    cell.words().ifPresent(words -> node.set("words", words(words)));
    ObjectNode lacking = node.putObject("lacking");
    cell.lacking().forEach((modality, share) -> lacking.put(modality.name(), share));
    node.put("labelRule", cell.evaluation().protocol().labelRule());
    node.put("dataFingerprint", cell.evaluation().protocol().dataFingerprint());
    node.put("signature", cell.evaluation().signature().line());
    node.put("verdict", TransferReport.verdict(cell));
    return node;
  }

  private static ObjectNode shift(ClassShift shift, List<String> labels) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode training = node.putObject("training");
    ObjectNode here = node.putObject("here");
    for (int k = 0; k < labels.size(); k++) {
      training.put(labels.get(k), shift.training().get(k));
      here.put(labels.get(k), shift.here().get(k));
    }
    return node.put("totalVariation", shift.distance());
  }

  private static ObjectNode words(Coverage words) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("running", words.running())
            .put("runningKnown", words.runningShare())
            .put("types", words.distinct())
            .put("typesKnown", words.distinctShare());
    words.mostMissed().forEach(node.putArray("mostMissed")::add);
    return node;
  }
}
