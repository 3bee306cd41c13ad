package org.covalence.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.covalence.compare.FoldComparison;
import org.covalence.compare.FoldScore;
import org.covalence.compare.FoldScores;
import org.covalence.metric.Metric;

/** What {@code metrics.json} holds of a cross-validation: every single value, and their spread. */
final class FoldsJson {
  /** What is tested over folds. */
  static final List<Metric> COMPARED = List.of(Metric.ACCURACY, Metric.MACRO_F1);

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
    ArrayNode comparisons = document.putArray("foldComparisons");
    COMPARED.forEach(
        metric -> folds.comparisons(metric).forEach(c -> add(c, comparisons.addObject())));
    ArrayNode values = document.putArray("folds");
    folds.scores().forEach(score -> add(score, values.addObject()));
  }

  static void add(FoldComparison comparison, ObjectNode node) {
    node.put("a", comparison.a())
        .put("b", comparison.b())
        .put("metric", comparison.metric().key())
        .put("folds", comparison.folds())
        .put("difference", comparison.t().mean());
    // Equal differences on all folds make t infinite, which JSON cannot say.
    ObjectNode t = node.putObject("correctedResampledT");
    if (Double.isFinite(comparison.t().t())) {
      t.put("t", comparison.t().t());
    }
    t.put("standardError", comparison.t().standardError())
        .put("degreesOfFreedom", comparison.t().degrees())
        .put("p", comparison.t().p())
        .put("pHolm", comparison.tHolm());
    node.putObject("wilcoxon")
        .put("plus", comparison.wilcoxon().plus())
        .put("minus", comparison.wilcoxon().minus())
        .put("p", comparison.wilcoxon().p());
    comparison
        .fiveByTwo()
        .ifPresent(
            test -> {
              ObjectNode f = node.putObject("fiveByTwoF");
              if (Double.isFinite(test.statistic())) {
                f.put("f", test.statistic());
              }
              f.put("p", test.p());
            });
  }

  static void add(FoldScore score, ObjectNode node) {
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
