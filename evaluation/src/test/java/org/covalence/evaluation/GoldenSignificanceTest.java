package org.covalence.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.covalence.evaluation.ReferenceValues.TOLERANCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.covalence.interval.Scores;
import org.covalence.significance.ClusteredMcNemar;
import org.covalence.significance.CochransQ;
import org.covalence.significance.CorrectedResampledT;
import org.covalence.significance.FiveByTwo;
import org.covalence.significance.McNemar;
import org.covalence.significance.Wilcoxon;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of significance and the distributions below them, by the shared reference values. */
@Tag("data")
class GoldenSignificanceTest {
  private JsonNode inputs = new ObjectMapper().createObjectNode();
  private JsonNode expected = inputs;

  @BeforeEach
  void read() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    inputs = mapper.readTree(SharedFiles.require("golden/statistics/inputs.json").toFile());
    expected = mapper.readTree(SharedFiles.require("golden/statistics/expected.json").toFile());
  }

  private int[] predictions(String system) {
    return ReferenceValues.ints(inputs.get("systems").get(system).get("predictions"));
  }

  private static void assertRelative(double found, JsonNode reference) {
    assertThat(found / reference.asDouble()).isCloseTo(1, within(TOLERANCE));
  }

  @Test
  void mcNemar_hasTheMidP() {
    for (JsonNode reference : expected.get("mcnemar_tables")) {
      McNemar test = McNemar.exact(reference.get("b").asInt(), reference.get("c").asInt());
      assertThat(test.midP()).isCloseTo(reference.get("mid_p").asDouble(), within(TOLERANCE));
    }
  }

  @Test
  void mcNemar_betweenSystems_hasTheMidP_withAndWithoutGroupsOfOnePost() {
    int[] truth = ReferenceValues.ints(inputs.get("truth"));
    for (Map.Entry<String, JsonNode> pair : expected.get("mcnemar_systems").properties()) {
      String[] names = pair.getKey().split("\\|", -1);
      int[] first = predictions(names[0]);
      int[] second = predictions(names[1]);
      assertRelative(McNemar.exact(truth, first, second).midP(), pair.getValue().get("mid_p"));
      ClusteredMcNemar grouped =
          ClusteredMcNemar.of(Scores.singles(truth.length), truth, first, second);
      assertRelative(grouped.p(), pair.getValue().get("exact_p"));
      assertRelative(grouped.midP(), pair.getValue().get("mid_p"));
      // Obuchowski's statistic is the uncorrected one, less one part in as many as there are
      // groups.
      assertRelative(
          grouped.statistic() * truth.length / (truth.length - 1), pair.getValue().get("chi2"));
    }
  }

  @Test
  void cochransQ_isThatOfStatsmodelsAndMlxtend() {
    JsonNode reference = expected.get("cochrans_q");
    int[][] called =
        StreamSupport.stream(reference.get("order").spliterator(), false)
            .map(name -> predictions(name.asText()))
            .toArray(int[][]::new);
    CochransQ test = CochransQ.of(ReferenceValues.ints(inputs.get("truth")), called);
    assertThat(test.statistic())
        .isCloseTo(reference.get("statistic").asDouble(), within(TOLERANCE));
    assertThat(test.degrees()).isEqualTo(reference.get("df").asInt());
    assertRelative(test.p(), reference.get("p"));
  }

  @Test
  void wilcoxon_isThatOfSciPy() {
    for (int i = 0; i < inputs.get("wilcoxon").size(); i++) {
      JsonNode input = inputs.get("wilcoxon").get(i);
      JsonNode reference = expected.get("wilcoxon").get(i);
      Wilcoxon test =
          Wilcoxon.of(
              ReferenceValues.doubles(input.get("x")), ReferenceValues.doubles(input.get("y")));
      assertThat(test.differences()).isEqualTo(reference.get("n").asInt());
      assertThat(test.plus()).isEqualTo(reference.get("w_plus").asDouble());
      assertThat(test.minus()).isEqualTo(reference.get("w_minus").asDouble());
      assertThat(test.p()).isCloseTo(reference.get("p_two_sided").asDouble(), within(TOLERANCE));
    }
  }

  @Test
  void fiveByTwo_isThatOfMlxtend() {
    for (int i = 0; i < inputs.get("five_by_two").size(); i++) {
      JsonNode input = inputs.get("five_by_two").get(i);
      JsonNode reference = expected.get("five_by_two").get(i);
      FiveByTwo test = FiveByTwo.of(cuts(input.get("a")), cuts(input.get("b")));
      assertThat(test.statistic()).isCloseTo(reference.get("f").asDouble(), within(TOLERANCE));
      assertThat(test.p()).isCloseTo(reference.get("f_p").asDouble(), within(TOLERANCE));
    }
  }

  private static double[][] cuts(JsonNode array) {
    return ReferenceValues.elements(array).map(ReferenceValues::doubles).toArray(double[][]::new);
  }

  @Test
  void correctedResampledT_isThatOfItsFormula() {
    for (int i = 0; i < inputs.get("corrected_resampled_t").size(); i++) {
      JsonNode input = inputs.get("corrected_resampled_t").get(i);
      JsonNode reference = expected.get("corrected_resampled_t").get(i);
      double[] differences = ReferenceValues.doubles(input.get("differences"));
      CorrectedResampledT test =
          CorrectedResampledT.of(
              differences,
              new double[differences.length],
              input.get("train").asInt(),
              input.get("test").asInt());
      assertThat(test.mean()).isCloseTo(reference.get("mean").asDouble(), within(TOLERANCE));
      assertThat(test.t()).isCloseTo(reference.get("t").asDouble(), within(TOLERANCE));
      assertThat(test.degrees()).isEqualTo(reference.get("df").asInt());
      assertThat(test.p()).isCloseTo(reference.get("p").asDouble(), within(TOLERANCE));
    }
  }

  @Test
  void distributions_areThoseOfSciPy() {
    JsonNode distributions = expected.get("distributions");
    NormalDistribution normal = NormalDistribution.of(0, 1);
    for (JsonNode row : distributions.get("normal_cdf")) {
      assertRelative(normal.cumulativeProbability(row.get(0).asDouble()), row.get(1));
    }
    for (JsonNode row : distributions.get("normal_quantile")) {
      assertThat(normal.inverseCumulativeProbability(row.get(0).asDouble()))
          .isCloseTo(row.get(1).asDouble(), within(TOLERANCE));
    }
    for (JsonNode row : distributions.get("chi2_sf")) {
      assertRelative(
          ChiSquaredDistribution.of(row.get(1).asDouble())
              .survivalProbability(row.get(0).asDouble()),
          row.get(2));
    }
    for (JsonNode row : distributions.get("t_two_sided")) {
      assertRelative(
          2 * TDistribution.of(row.get(1).asDouble()).survivalProbability(row.get(0).asDouble()),
          row.get(2));
    }
    for (JsonNode row : distributions.get("f_sf")) {
      assertRelative(
          FDistribution.of(row.get(1).asDouble(), row.get(2).asDouble())
              .survivalProbability(row.get(0).asDouble()),
          row.get(3));
    }
    for (JsonNode row : distributions.get("binomial_cdf")) {
      assertRelative(
          BinomialDistribution.of(row.get(1).asInt(), row.get(2).asDouble())
              .cumulativeProbability(row.get(0).asInt()),
          row.get(3));
    }
  }
}
