package org.covalence.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Robustness;
import org.covalence.compare.Robustness.Curve;
import org.covalence.compare.Robustness.Fallback;
import org.covalence.compare.Robustness.Measured;
import org.covalence.compare.Robustness.Point;
import org.covalence.metric.Metric;

/**
 * Robustness as {@code metrics.json}: each model on the posts as they are with all that {@link
 * MetricsJson} says of a system, then the curves with accuracy and macro-F1. Figures are fractions;
 * levels are as people tell them, shares in per cent.
 */
public final class RobustnessJson {
  private static final List<Metric> OF_A_POINT = List.of(Metric.ACCURACY, Metric.MACRO_F1);

  private RobustnessJson() {}

  /** The document as text that ends with a line feed. */
  public static String of(Robustness robustness) {
    return MetricsJson.text(document(robustness));
  }

  /** The document as a tree. */
  public static ObjectNode document(Robustness robustness) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode models = document.putArray("models");
    for (Robustness.Model model : robustness.models()) {
      ObjectNode node = models.addObject();
      node.setAll(MetricsJson.system(robustness.undisturbed(model)));
      ArrayNode reads = node.putArray("reads");
      model.reads().forEach(modality -> reads.add(modality.name()));
      node.put("seen", model.seen());
    }
    document.put("leftOut", robustness.leftOut());
    document.put("disturbanceSeed", robustness.seed());
    ArrayNode curves = document.putArray("curves");
    robustness.curves().forEach(curve -> curves.add(curve(curve)));
    ArrayNode fallbacks = document.putArray("fallbacks");
    robustness.fallbacks().forEach(fallback -> fallbacks.add(fallback(fallback)));
    RobustnessWords.all(robustness).forEach(document.putArray("verdicts")::add);
    Evaluation first = robustness.undisturbed().get(0);
    first.protocol().labels().forEach(document.putArray("labels")::add);
    document.put("labelRule", first.protocol().labelRule());
    document.put("dataFingerprint", first.protocol().dataFingerprint());
    document.put("signature", first.signature().line());
    return document;
  }

  private static ObjectNode curve(Curve curve) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", curve.name())
            .put("disturbance", curve.kind().word())
            .put("modality", curve.modality().name())
            .put("spared", curve.spared());
    ArrayNode points = node.putArray("points");
    for (Point point : curve.points()) {
      ObjectNode here =
          points.addObject().put("level", point.level()).put("changed", point.changed());
      ArrayNode models = here.putArray("models");
      point.measured().forEach(measured -> models.add(measured(measured)));
    }
    return node;
  }

  private static ObjectNode measured(Measured measured) {
    ObjectNode node =
        JsonNodeFactory.instance.objectNode().put("model", measured.evaluation().system());
    for (Metric metric : OF_A_POINT) {
      node.set(metric.key(), MetricsJson.estimate(measured.evaluation().score(metric)));
    }
    ObjectNode change = node.putObject("change");
    change.set(Metric.ACCURACY.key(), MetricsJson.estimate(measured.accuracy()));
    change.set(Metric.MACRO_F1.key(), MetricsJson.estimate(measured.macroF1()));
    return node;
  }

  private static ObjectNode fallback(Fallback fallback) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("missing", fallback.curve().modality().name())
            .put("lost", fallback.difference().a().system())
            .put("neverHad", fallback.difference().b().system());
    node.set(Metric.ACCURACY.key(), MetricsJson.estimate(fallback.difference().accuracy()));
    node.set(Metric.MACRO_F1.key(), MetricsJson.estimate(fallback.difference().macroF1()));
    return node.put("mcNemarP", fallback.difference().mcNemar().p())
        .put("mcNemarPHolm", fallback.difference().pHolm())
        .put("worse", fallback.isWorse())
        .put("worseInMacroF1", fallback.isWorseInMacroF1());
  }
}
