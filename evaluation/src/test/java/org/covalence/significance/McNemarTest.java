package org.covalence.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class McNemarTest {
  static Stream<JsonNode> cases() {
    return ReferenceValues.each("mcnemar");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void p_isThatOfStatsmodels(JsonNode reference) {
    int b = reference.get("onlyFirst").asInt();
    int c = reference.get("onlySecond").asInt();
    double expected = reference.get("p").asDouble();
    assertThat(McNemar.exact(b, c).p()).isCloseTo(expected, within(ReferenceValues.TOLERANCE));
    assertThat(McNemar.exact(c, b).p()).isEqualTo(McNemar.exact(b, c).p());
  }

  static Stream<JsonNode> midCases() {
    return ReferenceValues.eachOfSignificance("mcnemar");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("midCases")
  void midP_isThatOfTheBinomialDistribution(JsonNode reference) {
    int b = reference.get("onlyFirst").asInt();
    int c = reference.get("onlySecond").asInt();
    McNemar test = McNemar.exact(b, c);
    assertThat(test.p())
        .isCloseTo(reference.get("p").asDouble(), within(ReferenceValues.TOLERANCE));
    assertThat(test.midP())
        .isCloseTo(reference.get("midP").asDouble(), within(ReferenceValues.TOLERANCE));
    assertThat(McNemar.exact(c, b).midP()).isEqualTo(test.midP());
  }

  @Test
  void midP_isNeverAboveTheExactOne_forAllSmallCounts() {
    for (int b = 0; b <= 40; b++) {
      for (int c = 0; c <= 40; c++) {
        McNemar test = McNemar.exact(b, c);
        assertThat(test.midP()).isGreaterThan(0).isLessThanOrEqualTo(test.p());
      }
    }
  }

  @Test
  void difference_isThatOfTheAccuracies() {
    assertThat(McNemar.exact(30, 12).difference(300, 0.95).value()).isEqualTo(18 / 300.0);
    assertThat(McNemar.exact(30, 12).discordant()).isEqualTo(42);
  }

  @Test
  void counts_areOfPostsWhereOneSystemAloneIsRight() {
    int[] truth = {0, 1, 2, 0, 1};
    int[] first = {0, 1, 0, 1, 2};
    int[] second = {0, 0, 2, 0, 0};
    McNemar test = McNemar.exact(truth, first, second);
    assertThat(test.onlyFirst()).isEqualTo(1);
    assertThat(test.onlySecond()).isEqualTo(2);
    assertThat(test.p()).isEqualTo(1);
  }

  @Test
  void equalSystems_cannotBeToldApart() {
    int[] truth = {0, 1, 2};
    assertThat(McNemar.exact(truth, truth, truth).p()).isEqualTo(1);
  }

  @Test
  void p_isAtMostOneAndAboveZero_forAllSmallCounts() {
    for (int b = 0; b <= 40; b++) {
      for (int c = 0; c <= 40; c++) {
        assertThat(McNemar.exact(b, c).p()).isGreaterThan(0).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void negativeCounts_areRefused() {
    assertThatThrownBy(() -> McNemar.exact(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
