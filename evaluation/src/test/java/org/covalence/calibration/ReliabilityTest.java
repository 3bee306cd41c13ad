package org.covalence.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.covalence.metric.Forecasts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReliabilityTest {
  static Stream<Arguments> cases() {
    return ReferenceValues.eachOfCalibration("cases")
        .map(c -> Arguments.of(c.get("name").asText(), c));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void binsAndErrors_areThoseOfTheFormula(String name, JsonNode reference) {
    Reliability found = Reliability.of(Made.forecasts(reference));
    JsonNode expected = reference.get("reliability");

    assertThat(found.bins().stream().mapToInt(Reliability.Bin::count).toArray())
        .containsExactly(ReferenceValues.ints(expected.get("counts")));
    assertThat(found.expectedError())
        .isCloseTo(expected.get("expectedError").asDouble(), within(ReferenceValues.TOLERANCE));
    assertThat(found.maximumError())
        .isCloseTo(expected.get("maximumError").asDouble(), within(ReferenceValues.TOLERANCE));
  }

  @Test
  void binsAreClosedAbove_andCertaintyIsInTheLast() {
    Reliability reliability =
        Reliability.of(
            Forecasts.of(new int[] {0, 0, 0}, new double[][] {{0.5, 0.5}, {0.501, 0.499}, {1, 0}}),
            2);
    assertThat(reliability.bins()).extracting(Reliability.Bin::count).containsExactly(1, 2);
  }

  @Test
  void anEmptyBin_hasNeitherAccuracyNorConfidence() {
    Reliability.Bin bin =
        Reliability.of(Forecasts.of(new int[1], new double[][] {{0.9, 0.1}})).bins().get(0);
    assertThat(bin.accuracy()).isEmpty();
    assertThat(bin.confidence()).isEmpty();
    assertThat(bin.gap()).isZero();
  }

  @Test
  void honestProbabilities_haveNoError() {
    Reliability reliability =
        Reliability.of(
            Forecasts.of(
                new int[] {0, 0, 0, 1},
                new double[][] {{0.75, 0.25}, {0.75, 0.25}, {0.75, 0.25}, {0.75, 0.25}}));
    assertThat(reliability.expectedError()).isZero();
    assertThat(reliability.maximumError()).isZero();
  }

  @Test
  void noBins_areRefused() {
    Forecasts forecasts = Forecasts.of(new int[1], new double[][] {{1}});
    assertThatThrownBy(() -> Reliability.of(forecasts, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
