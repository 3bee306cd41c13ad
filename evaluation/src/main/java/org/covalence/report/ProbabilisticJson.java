package org.covalence.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import org.covalence.calibration.Reliability;
import org.covalence.calibration.RiskCoverage;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Scored;
import org.covalence.metric.Confusion;
import org.covalence.metric.Forecasts;
import org.covalence.metric.ProbabilityScores;

/** The parts of {@code metrics.json} about probabilities and about single mistakes. */
final class ProbabilisticJson {
  private static final int IDS_EACH = 5;

  private ProbabilisticJson() {}

  /** The scores of probabilities; what is undefined has no key. */
  static ObjectNode of(Forecasts forecasts, List<String> labels) {
    ProbabilityScores scores = ProbabilityScores.of(forecasts);
    Reliability reliability = Reliability.of(forecasts);
    RiskCoverage curve = RiskCoverage.of(forecasts);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("logLoss", scores.logLoss());
    json.put("brier", scores.brier());
    json.put("ece", reliability.expectedError());
    json.put("mce", reliability.maximumError());
    json.put("bins", Reliability.BINS);
    json.put("aurc", curve.area());
    json.put("excessAurc", curve.excessArea());
    put(json, "macroRocAuc", scores.macroRocAuc());
    put(json, "weightedRocAuc", scores.weightedRocAuc());
    put(json, "macroAveragePrecision", scores.macroAveragePrecision());
    ObjectNode perClass = json.putObject("perClass");
    for (int k = 0; k < labels.size(); k++) {
      ObjectNode ofClass = perClass.putObject(labels.get(k));
      put(ofClass, "rocAuc", scores.rocAuc().get(k));
      put(ofClass, "averagePrecision", scores.averagePrecision().get(k));
    }
    return json;
  }

  private static void put(ObjectNode json, String key, OptionalDouble score) {
    score.ifPresent(value -> json.put(key, value));
  }

  /** Which classes were taken for which, with the ids of the surest mistakes. */
  static ArrayNode confusions(Evaluation evaluation) {
    Scored scored = evaluation.scored();
    double[] confidence = scored.confidences().orElseGet(() -> new double[scored.posts()]);
    ArrayNode confusions = JsonNodeFactory.instance.arrayNode();
    List<String> labels = evaluation.protocol().labels();
    for (Confusion confusion :
        Confusion.of(scored.ids(), scored.truth(), scored.predicted(), confidence, IDS_EACH)) {
      ObjectNode node = confusions.addObject();
      node.put("truth", labels.get(confusion.truth()));
      node.put("called", labels.get(confusion.predicted()));
      node.put("count", confusion.count());
      confusion.ids().forEach(node.putArray("ids")::add);
    }
    return confusions;
  }
}
