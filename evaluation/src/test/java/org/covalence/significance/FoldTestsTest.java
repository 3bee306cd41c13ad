package org.covalence.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.covalence.evaluation.ReferenceValues.TOLERANCE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.covalence.interval.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests over systems that were trained several times: 5×2 folds, and folds in general. */
class FoldTestsTest {
  static Stream<JsonNode> fiveByTwo() {
    return ReferenceValues.eachOfSignificance("fiveByTwo");
  }

  static Stream<JsonNode> correctedT() {
    return ReferenceValues.eachOfSignificance("correctedT");
  }

  private static double[][] cuts(JsonNode array) {
    return ReferenceValues.elements(array).map(ReferenceValues::doubles).toArray(double[][]::new);
  }

  @ParameterizedTest
  @MethodSource("fiveByTwo")
  void fiveByTwo_isThatOfMlxtend(JsonNode reference) {
    FiveByTwo test = FiveByTwo.of(cuts(reference.get("first")), cuts(reference.get("second")));
    assertThat(test.statistic())
        .isCloseTo(reference.get("statistic").asDouble(), within(TOLERANCE));
    assertThat(test.p()).isCloseTo(reference.get("p").asDouble(), within(TOLERANCE));
  }

  @Test
  void fiveByTwo_ofEqualAndOfConstantSystems_isDefined() {
    double[][] half = {{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}};
    double[][] all = {{1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}};
    assertThat(FiveByTwo.of(half, half)).isEqualTo(new FiveByTwo(0, 1));
    assertThat(FiveByTwo.of(all, half)).isEqualTo(new FiveByTwo(Double.POSITIVE_INFINITY, 0));
  }

  @Test
  void fiveByTwo_needsFiveCutsInTwo() {
    double[][] four = new double[4][2];
    double[][] three = new double[5][3];
    assertThatThrownBy(() -> FiveByTwo.of(four, four))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 4");
    assertThatThrownBy(() -> FiveByTwo.of(three, three))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 3");
  }

  @ParameterizedTest
  @MethodSource("correctedT")
  void correctedT_isThatOfItsFormula(JsonNode reference) {
    CorrectedResampledT test =
        CorrectedResampledT.of(
            ReferenceValues.doubles(reference.get("first")),
            ReferenceValues.doubles(reference.get("second")),
            reference.get("trained").asInt(),
            reference.get("tested").asInt());
    assertThat(test.mean()).isCloseTo(reference.get("mean").asDouble(), within(TOLERANCE));
    assertThat(test.t()).isCloseTo(reference.get("t").asDouble(), within(TOLERANCE));
    assertThat(test.p()).isCloseTo(reference.get("p").asDouble(), within(TOLERANCE));
    Estimate interval = test.interval(0.95);
    assertThat(interval.low()).isCloseTo(reference.get("low").asDouble(), within(TOLERANCE));
    assertThat(interval.high()).isCloseTo(reference.get("high").asDouble(), within(TOLERANCE));
    assertThat(interval.covers(0)).isEqualTo(test.p() >= 0.05);
  }

  @Test
  void correctedT_ofEqualAndOfConstantSystems_isDefined() {
    double[] half = {0.5, 0.5};
    double[] all = {1, 1};
    assertThat(CorrectedResampledT.of(half, half, 9, 1))
        .isEqualTo(new CorrectedResampledT(0, 0, 1, 0, 1));
    assertThat(CorrectedResampledT.of(half, half, 9, 1).interval(0.95))
        .isEqualTo(new Estimate(0, 0, 0));
    assertThat(CorrectedResampledT.of(half, all, 9, 1))
        .isEqualTo(new CorrectedResampledT(-0.5, 0, 1, Double.NEGATIVE_INFINITY, 0));
    assertThat(CorrectedResampledT.of(half, all, 9, 1).interval(0.95))
        .isEqualTo(new Estimate(-0.5, -0.5, -0.5));
  }

  @Test
  void correctedT_needsTwoFoldsWithPosts() {
    assertThatThrownBy(() -> CorrectedResampledT.of(new double[1], new double[1], 9, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 1 folds");
    assertThatThrownBy(() -> CorrectedResampledT.of(new double[3], new double[3], 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CorrectedResampledT.of(new double[3], new double[2], 9, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
