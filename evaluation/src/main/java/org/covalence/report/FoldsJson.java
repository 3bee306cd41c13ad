package org.covalence.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.covalence.compare.FoldScore;
import org.covalence.compare.FoldScores;
import org.covalence.metric.Metric;

/** What {@code metrics.json} holds of a cross-validation: every single value, and their spread. */
final class FoldsJson {
  private FoldsJson() {}

  static void add(FoldScores folds, ObjectNode document) {
    ArrayNode spreads = document.putArray("foldSpreads");
    for (String system : folds.systems()) {
      ObjectNode node = spreads.addObject().put("name", system);
      node.put("values", folds.of(system).size());
      for (Metric metric : Metric.values()) {
        node.putObject(metric.key())
            .put("mean", folds.mean(system, metric))
            .put("standardDeviation", folds.standardDeviation(system, metric));
      }
    }
    ArrayNode values = document.putArray("folds");
    folds.scores().forEach(score -> add(score, values.addObject()));
  }

  private static void add(FoldScore score, ObjectNode node) {
    node.put("name", score.system())
        .put("seed", score.seed())
        .put("repeat", score.repeat())
        .put("fold", score.fold())
        .put("trainingPosts", score.trainingPosts())
        .put("posts", score.posts());
    for (Metric metric : Metric.values()) {
      node.put(metric.key(), score.of(metric));
    }
  }
}
