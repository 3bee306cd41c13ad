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

class EffectSizeTest {
  static Stream<JsonNode> a12() {
    return ReferenceValues.eachOfSignificance("a12");
  }

  static Stream<JsonNode> cohen() {
    return ReferenceValues.eachOfSignificance("cohen");
  }

  @ParameterizedTest
  @MethodSource("a12")
  void a12_isThatOfCountingPairs_andItsIntervalThatOfTheFormula(JsonNode reference) {
    double[] first = ReferenceValues.doubles(reference.get("first"));
    double[] second = ReferenceValues.doubles(reference.get("second"));
    Estimate estimate = EffectSize.a12(first, second, 0.95);
    assertThat(estimate.value()).isCloseTo(reference.get("value").asDouble(), within(TOLERANCE));
    assertThat(estimate.low()).isCloseTo(reference.get("low").asDouble(), within(TOLERANCE));
    assertThat(estimate.high()).isCloseTo(reference.get("high").asDouble(), within(TOLERANCE));
    Estimate exchanged = EffectSize.a12(second, first, 0.95);
    assertThat(exchanged.low()).isCloseTo(1 - estimate.high(), within(TOLERANCE));
  }

  @ParameterizedTest
  @MethodSource("cohen")
  void cohensGAndH_areThoseOfStatsmodels(JsonNode reference) {
    int b = reference.get("onlyFirst").asInt();
    int c = reference.get("onlySecond").asInt();
    double posts = reference.get("posts").asDouble();
    Estimate g = EffectSize.cohensG(b, c, 0.95);
    assertThat(g.value()).isCloseTo(reference.get("g").asDouble(), within(TOLERANCE));
    assertThat(g.low()).isCloseTo(reference.get("gLow").asDouble(), within(TOLERANCE));
    assertThat(g.high()).isCloseTo(reference.get("gHigh").asDouble(), within(TOLERANCE));
    assertThat(EffectSize.cohensH(0.5 + b / posts, 0.5 + c / posts))
        .isCloseTo(reference.get("h").asDouble(), within(TOLERANCE));
  }

  @Test
  void noDiscordantPost_saysNothingOfCohensG() {
    assertThat(EffectSize.cohensG(0, 0, 0.95)).isEqualTo(new Estimate(0, -0.5, 0.5));
  }

  @Test
  void equalAndConstantScores_areAtOneHalf() {
    double[] constant = {0.7, 0.7, 0.7};
    Estimate estimate = EffectSize.a12(constant, constant, 0.95);
    assertThat(estimate.value()).isEqualTo(0.5);
    assertThat(estimate.covers(0.5)).isTrue();
    Estimate one = EffectSize.a12(new double[] {0.7}, new double[] {0.6}, 0.95);
    assertThat(one.value()).isEqualTo(1);
    assertThat(one.low()).isLessThan(0.5);
    assertThat(one.high()).isEqualTo(1);
  }

  @Test
  void nothing_andWhatIsNoProportion_areRefused() {
    assertThatThrownBy(() -> EffectSize.a12(new double[0], new double[1], 0.95))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EffectSize.a12(new double[] {Double.NaN}, new double[1], 0.95))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EffectSize.cohensH(1.1, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EffectSize.cohensG(-1, 3, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
