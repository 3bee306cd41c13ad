package org.covalence.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.covalence.evaluation.ReferenceValues.TOLERANCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.covalence.calibration.Reliability;
import org.covalence.interval.Estimate;
import org.covalence.interval.Wilson;
import org.covalence.metric.ClassScores;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Forecasts;
import org.covalence.metric.Metric;
import org.covalence.metric.ProbabilityScores;
import org.covalence.significance.Holm;
import org.covalence.significance.McNemar;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The reference values shared by all who build on these data, 300 posts and three systems. */
@Tag("data")
class GoldenStatisticsTest {
  private JsonNode inputs = new ObjectMapper().createObjectNode();
  private JsonNode expected = inputs;

  @BeforeEach
  void read() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    inputs = mapper.readTree(SharedFiles.require("golden/statistics/inputs.json").toFile());
    expected = mapper.readTree(SharedFiles.require("golden/statistics/expected.json").toFile());
  }

  @Test
  void systems_haveTheScoresOfScikitLearn() {
    for (Map.Entry<String, JsonNode> system : expected.get("systems").properties()) {
      assertScores(
          system.getKey(),
          inputs.get("truth"),
          inputs.get("systems").get(system.getKey()).get("predictions"),
          system.getValue());
    }
  }

  @Test
  void edgeCases_haveTheScoresOfScikitLearn() {
    for (Map.Entry<String, JsonNode> edge : expected.get("edge").properties()) {
      JsonNode input = inputs.get("edge").get(edge.getKey());
      assertScores(edge.getKey(), input.get("truth"), input.get("predictions"), edge.getValue());
    }
  }

  private static void assertScores(
      String name, JsonNode truth, JsonNode predictions, JsonNode scores) {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(3, ReferenceValues.ints(truth), ReferenceValues.ints(predictions));
    assertThat(matrix.rows())
        .isDeepEqualTo(ReferenceValues.rows(scores.get("confusion_matrix_rows_truth")));
    assertScore(name, matrix, Metric.ACCURACY, scores.get("accuracy"));
    assertScore(name, matrix, Metric.ACCURACY, scores.get("weighted").get("recall"));
    assertScore(name, matrix, Metric.BALANCED_ACCURACY, scores.get("balanced_accuracy"));
    assertScore(name, matrix, Metric.MACRO_PRECISION, scores.get("macro").get("precision"));
    assertScore(name, matrix, Metric.MACRO_RECALL, scores.get("macro").get("recall"));
    assertScore(name, matrix, Metric.MACRO_F1, scores.get("macro").get("f1"));
    assertScore(name, matrix, Metric.WEIGHTED_PRECISION, scores.get("weighted").get("precision"));
    assertScore(name, matrix, Metric.WEIGHTED_F1, scores.get("weighted").get("f1"));
    assertScore(name, matrix, Metric.MCC, scores.get("mcc"));
    // asDouble() of null is 0, which is what is agreed on where kappa is undefined.
    assertScore(name, matrix, Metric.COHENS_KAPPA, scores.get("cohen_kappa"));
    for (int k = 0; k < 3; k++) {
      JsonNode reference = scores.get("per_class").get(k);
      ClassScores found = matrix.scores(k);
      assertThat(found.precision())
          .isCloseTo(reference.get("precision").asDouble(), within(TOLERANCE));
      assertThat(found.recall()).isCloseTo(reference.get("recall").asDouble(), within(TOLERANCE));
      assertThat(found.f1()).isCloseTo(reference.get("f1").asDouble(), within(TOLERANCE));
      assertThat(found.support()).isEqualTo(reference.get("support").asInt());
    }
  }

  private static void assertScore(
      String name, ConfusionMatrix matrix, Metric metric, JsonNode reference) {
    assertThat(metric.of(matrix))
        .as(name + ", " + metric)
        .isCloseTo(reference.asDouble(), within(TOLERANCE));
  }

  @Test
  void probabilities_haveTheScoresOfScikitLearn() {
    for (Map.Entry<String, JsonNode> system : expected.get("systems").properties()) {
      JsonNode reference = system.getValue();
      ProbabilityScores scores = ProbabilityScores.of(forecasts(system.getKey()));
      assertClose(scores.logLoss(), reference.get("log_loss"));
      assertClose(scores.brier(), reference.get("brier"));
      for (int k = 0; k < 3; k++) {
        assertClose(scores.rocAuc().get(k).orElseThrow(), reference.get("roc_auc_ovr").get(k));
        assertClose(
            scores.averagePrecision().get(k).orElseThrow(),
            reference.get("average_precision").get(k));
      }
      assertClose(scores.macroRocAuc().orElseThrow(), reference.get("roc_auc_ovr_macro"));
      assertClose(scores.weightedRocAuc().orElseThrow(), reference.get("roc_auc_ovr_weighted"));
      assertClose(
          scores.macroAveragePrecision().orElseThrow(), reference.get("average_precision_macro"));
    }
  }

  @Test
  void reliability_isThatOfTheFormula() {
    for (Map.Entry<String, JsonNode> system : expected.get("systems").properties()) {
      JsonNode reference = system.getValue().get("calibration_15_equal_width");
      Reliability reliability = Reliability.of(forecasts(system.getKey()));
      assertClose(reliability.expectedError(), reference.get("ece"));
      assertClose(reliability.maximumError(), reference.get("mce"));
      for (int m = 0; m < Reliability.BINS; m++) {
        Reliability.Bin bin = reliability.bins().get(m);
        JsonNode binReference = reference.get("bins").get(m);
        assertThat(bin.count()).isEqualTo(binReference.get("count").asInt());
        assertThat(bin.accuracy().isPresent()).isEqualTo(bin.count() > 0);
        assertClose(bin.accuracy().orElse(0), binReference.get("accuracy"));
        assertClose(bin.confidence().orElse(0), binReference.get("confidence"));
      }
    }
  }

  private Forecasts forecasts(String system) {
    return Forecasts.of(
        ReferenceValues.ints(inputs.get("truth")),
        ReferenceValues.matrix(inputs.get("systems").get(system).get("probabilities")));
  }

  private static void assertClose(double found, JsonNode reference) {
    assertThat(found).isCloseTo(reference.asDouble(), within(TOLERANCE));
  }

  @Test
  void wilsonIntervals_areThoseOfStatsmodels() {
    for (int i = 0; i < inputs.get("wilson").size(); i++) {
      JsonNode input = inputs.get("wilson").get(i);
      Estimate estimate = Wilson.of(input.get(0).asInt(), input.get(1).asInt(), 0.95);
      JsonNode reference = expected.get("wilson_95").get(i);
      assertThat(estimate.low()).isCloseTo(reference.get(0).asDouble(), within(TOLERANCE));
      assertThat(estimate.high()).isCloseTo(reference.get(1).asDouble(), within(TOLERANCE));
    }
  }

  @Test
  void mcNemar_isThatOfStatsmodels() {
    for (JsonNode reference : expected.get("mcnemar_tables")) {
      McNemar test = McNemar.exact(reference.get("b").asInt(), reference.get("c").asInt());
      assertThat(test.p()).isCloseTo(reference.get("exact_p").asDouble(), within(TOLERANCE));
    }
  }

  @Test
  void mcNemar_betweenSystems_countsAndTestsAsMlxtendAndStatsmodels() {
    for (Map.Entry<String, JsonNode> pair : expected.get("mcnemar_systems").properties()) {
      String[] names = pair.getKey().split("\\|", -1);
      McNemar test =
          McNemar.exact(
              ReferenceValues.ints(inputs.get("truth")),
              ReferenceValues.ints(inputs.get("systems").get(names[0]).get("predictions")),
              ReferenceValues.ints(inputs.get("systems").get(names[1]).get("predictions")));
      assertThat(test.onlyFirst()).isEqualTo(pair.getValue().get("b").asInt());
      assertThat(test.onlySecond()).isEqualTo(pair.getValue().get("c").asInt());
      assertThat(test.p() / pair.getValue().get("exact_p").asDouble())
          .as("relative, as these p-values are small")
          .isCloseTo(1, within(TOLERANCE));
    }
  }

  @Test
  void holm_isThatOfStatsmodels() {
    for (int i = 0; i < inputs.get("p_value_sets").size(); i++) {
      assertThat(Holm.adjust(ReferenceValues.doubles(inputs.get("p_value_sets").get(i))))
          .containsExactly(
              ReferenceValues.doubles(expected.get("adjusted_p").get(i).get("holm")),
              within(TOLERANCE));
    }
  }
}
