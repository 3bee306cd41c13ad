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

class PairedDifferenceTest {
  static Stream<JsonNode> cases() {
    return ReferenceValues.eachOfSignificance("tango");
  }

  /** The first of them is a published one: Fagerland, Lydersen and Laake (2014). */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void interval_isTheInvertedScoreTest(JsonNode reference) {
    int first = reference.get("onlyFirst").asInt();
    int second = reference.get("onlySecond").asInt();
    int posts = reference.get("posts").asInt();
    double confidence = reference.get("confidence").asDouble();
    Estimate estimate = PairedDifference.of(first, second, posts, confidence);
    assertThat(estimate.value()).isEqualTo((first - second) / (double) posts);
    assertThat(estimate.low())
        .isCloseTo(reference.get("low").asDouble(), within(ReferenceValues.TOLERANCE));
    assertThat(estimate.high())
        .isCloseTo(reference.get("high").asDouble(), within(ReferenceValues.TOLERANCE));

    Estimate exchanged = PairedDifference.of(second, first, posts, confidence);
    assertThat(exchanged.low()).isEqualTo(-estimate.high());
    assertThat(exchanged.high()).isEqualTo(-estimate.low());
  }

  @Test
  void interval_holdsTheDifferenceAndStaysInRange_andExcludesZeroAsMcNemarDoes() {
    double critical = 3.841458820694124;
    for (int posts = 1; posts <= 25; posts++) {
      for (int first = 0; first <= posts; first++) {
        for (int second = 0; first + second <= posts; second++) {
          Estimate estimate = PairedDifference.of(first, second, posts, 0.95);
          assertThat(estimate.covers(estimate.value())).isTrue();
          assertThat(estimate.low()).isBetween(-1.0, 1.0);
          assertThat(estimate.high()).isBetween(-1.0, 1.0);
          assertThat(estimate.high()).isGreaterThan(estimate.low());
          boolean rejected =
              Math.pow(first - second, 2) > critical * (first + second) && first + second > 0;
          assertThat(estimate.covers(0)).isEqualTo(!rejected);
        }
      }
    }
  }

  @Test
  void equalSystems_haveAnIntervalThatShrinksWithThePosts() {
    assertThat(PairedDifference.of(0, 0, 450, 0.95).high()).isBetween(0.0, 0.01);
    assertThat(PairedDifference.of(0, 0, 17_000, 0.95).high()).isBetween(0.0, 0.0003);
  }

  @Test
  void countsBeyondThePosts_areRefused() {
    assertThatThrownBy(() -> PairedDifference.of(3, 3, 5, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 3 and 3 of 5");
    assertThatThrownBy(() -> PairedDifference.of(0, 0, 0, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PairedDifference.of(-1, 0, 5, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
