package org.covalence.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WilsonTest {
  static Stream<JsonNode> cases() {
    return ReferenceValues.each("wilson");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void interval_isThatOfStatsmodels(JsonNode reference) {
    Estimate estimate =
        Wilson.of(
            reference.get("successes").asInt(),
            reference.get("trials").asInt(),
            reference.get("confidence").asDouble());
    assertThat(estimate.low())
        .isCloseTo(reference.get("low").asDouble(), within(ReferenceValues.TOLERANCE));
    assertThat(estimate.high())
        .isCloseTo(reference.get("high").asDouble(), within(ReferenceValues.TOLERANCE));
  }

  @Test
  void interval_holdsTheShareAndStaysWithinZeroAndOne_forEveryCountUpTo60() {
    for (int trials = 1; trials <= 60; trials++) {
      for (int successes = 0; successes <= trials; successes++) {
        Estimate estimate = Wilson.of(successes, trials, 0.95);
        assertThat(estimate.covers((double) successes / trials)).isTrue();
        assertThat(estimate.low()).isBetween(0.0, 1.0);
        assertThat(estimate.high()).isBetween(0.0, 1.0);
        assertThat(estimate.high()).isGreaterThan(estimate.low());
      }
    }
  }

  @Test
  void withoutTrials_nothingIsKnown() {
    assertThat(Wilson.of(0, 0, 0.95)).isEqualTo(new Estimate(0, 0, 1));
  }

  @Test
  void manyTrials_doNotOverflow() {
    Estimate estimate = Wilson.of(1_000_000_000, 2_000_000_000, 0.95);
    assertThat(estimate.high() - estimate.low()).isBetween(4e-5, 5e-5);
  }

  @Test
  void moreSuccessesThanTrials_areRefused() {
    assertThatThrownBy(() -> Wilson.of(3, 2, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 3");
  }
}
