package org.covalence.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForecastsTest {
  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("no posts", new int[0], new double[0][]),
        Arguments.of("a post too few", new int[] {0, 1}, new double[][] {{0.5, 0.5}}),
        Arguments.of("a class too few", new int[] {0, 1}, new double[][] {{0.5, 0.5}, {1}}),
        Arguments.of("a class that is not declared", new int[] {2}, new double[][] {{0.5, 0.5}}),
        Arguments.of("a negative class", new int[] {-1}, new double[][] {{0.5, 0.5}}),
        Arguments.of("NaN", new int[] {0}, new double[][] {{Double.NaN, 1}}),
        Arguments.of("below zero", new int[] {0}, new double[][] {{-0.1, 1}}),
        Arguments.of("above one", new int[] {0}, new double[][] {{1.1, 0}}),
        Arguments.of("a sum that is not one", new int[] {0}, new double[][] {{0.5, 0.4}}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void whatIsNoDistribution_isRefused(String name, int[] truth, double[][] probabilities) {
    assertThatThrownBy(() -> Forecasts.of(truth, probabilities))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  @Test
  void aPost_isCalledByItsHighestProbability_theFirstOfEqualOnes() {
    Forecasts forecasts =
        Forecasts.of(new int[] {2, 1}, new double[][] {{0.2, 0.4, 0.4}, {0.1, 0.8, 0.1}});
    assertThat(forecasts.predicted(0)).isEqualTo(1);
    assertThat(forecasts.confidence(0)).isEqualTo(0.4);
    assertThat(forecasts.isRight(0)).isFalse();
    assertThat(forecasts.isRight(1)).isTrue();
  }

  @Test
  void roundedProbabilities_areTaken() {
    double third = 0.3333;
    assertThat(Forecasts.of(new int[1], new double[][] {{third, third, third}}).predicted(0))
        .isZero();
  }

  @Test
  void probabilities_areCopiedInBothDirections() {
    double[][] given = {{0.2, 0.8}};
    Forecasts forecasts = Forecasts.of(new int[] {1}, given);
    given[0][0] = 9;
    forecasts.probabilities(0)[1] = 9;
    assertThat(forecasts.probabilities(0)).containsExactly(0.2, 0.8);
  }
}
