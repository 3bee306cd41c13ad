package org.covalence.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.covalence.metric.Forecasts;
import org.covalence.metric.ProbabilityScores;
import org.covalence.predict.Softmax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemperatureScalingTest {
  static Stream<Arguments> cases() {
    return ReferenceValues.eachOfCalibration("temperature")
        .map(c -> Arguments.of(c.get("name").asText(), c));
  }

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void temperature_isThatOfSciPysMinimum(String name, JsonNode reference) {
    TemperatureScaling found =
        TemperatureScaling.fit(
            ReferenceValues.ints(reference.get("truth")),
            ReferenceValues.matrix(reference.get("logits")));

    assertThat(found.logLossBefore())
        .isCloseTo(reference.get("logLossBefore").asDouble(), within(ReferenceValues.TOLERANCE));
    // SciPy compares losses, which are flat at the minimum: it knows half the digits.
    assertThat(found.logLoss()).isCloseTo(reference.get("logLoss").asDouble(), within(1e-7));
    assertThat(found.temperature())
        .isCloseTo(reference.get("temperature").asDouble(), within(1e-6));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void logLoss_neverGetsWorse_andNoLabelChanges(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Made.Logits logits =
        Made.logits(random, 1 + random.nextInt(80), 2, Math.exp(4 * random.nextDouble() - 2));

    TemperatureScaling scaling = TemperatureScaling.fit(logits.truth(), logits.values());

    assertThat(scaling.temperature()).isBetween(TemperatureScaling.LEAST, TemperatureScaling.MOST);
    assertThat(scaling.logLoss()).isLessThanOrEqualTo(scaling.logLossBefore());
    Forecasts before = logits.forecasts(1);
    Forecasts after = logits.forecasts(scaling.temperature());
    for (int i = 0; i < before.posts(); i++) {
      assertThat(after.predicted(i)).isEqualTo(before.predicted(i));
    }
  }

  @Test
  void whatWasMultiplied_isDividedOut() {
    Made.Logits honest = Made.logits(new SplittableRandom(1), 300, 1, 1);
    Made.Logits sure = Made.logits(new SplittableRandom(1), 300, 1, 4);
    double once = TemperatureScaling.fit(honest.truth(), honest.values()).temperature();
    double four = TemperatureScaling.fit(sure.truth(), sure.values()).temperature();
    assertThat(four / once).isCloseTo(4, within(1e-9));
  }

  @Test
  void logarithmsOfProbabilities_giveTheSameTemperatureAsLogits() {
    Made.Logits logits = Made.logits(new SplittableRandom(2), 200, 1, 2);
    double[][] logarithms = new double[200][3];
    Forecasts forecasts = logits.forecasts(1);
    for (int i = 0; i < 200; i++) {
      for (int k = 0; k < 3; k++) {
        logarithms[i][k] = Math.log(forecasts.probability(i, k));
      }
    }
    assertThat(TemperatureScaling.fit(logits.truth(), logarithms).temperature())
        .isCloseTo(
            TemperatureScaling.fit(logits.truth(), logits.values()).temperature(), within(1e-9));
  }

  @Test
  void logLoss_isThatOfTheScores() {
    Made.Logits logits = Made.logits(new SplittableRandom(3), 100, 1, 1);
    assertThat(TemperatureScaling.logLoss(logits.truth(), logits.values(), 1.7))
        .isCloseTo(ProbabilityScores.of(logits.forecasts(1.7)).logLoss(), within(1e-12));
  }

  @Test
  void postsThatAreAllRight_makeNobodyCertain() {
    int posts = 40;
    int[] truth = IntStream.range(0, posts).map(i -> i % 3).toArray();
    double[][] logits = new double[posts][3];
    IntStream.range(0, posts).forEach(i -> logits[i][truth[i]] = 0.5);

    TemperatureScaling scaling = TemperatureScaling.fit(truth, logits);

    assertThat(Softmax.of(logits[0], scaling.temperature())[0])
        .as("the rule of succession")
        .isCloseTo((posts + 1.0) / (posts + 3), within(1e-9));
  }

  @Test
  void postsThatAreAllWrong_takeTheHighestTemperature() {
    double[][] logits = {{2, 0, 0}, {0, 0, 1}};
    assertThat(TemperatureScaling.fit(new int[] {1, 1}, logits).temperature())
        .isCloseTo(TemperatureScaling.MOST, within(1e-12));
  }

  @Test
  void logitsThatSayNothing_keepTheTemperatureOfOne() {
    assertThat(TemperatureScaling.fit(new int[] {0, 1}, new double[][] {{0, 0}, {3, 3}}))
        .isEqualTo(new TemperatureScaling(1, Math.log(2), Math.log(2)));
  }

  @Test
  void hugeLogits_doNotOverflow() {
    TemperatureScaling scaling =
        TemperatureScaling.fit(new int[] {0, 1}, new double[][] {{1e5, -1e5}, {1e5, -1e5}});
    assertThat(scaling.temperature()).isCloseTo(TemperatureScaling.MOST, within(1e-12));
    assertThat(scaling.logLoss()).isFinite();
  }

  @Test
  void whatIsNoLogit_isRefused() {
    assertThatThrownBy(() -> TemperatureScaling.fit(new int[0], new double[0][]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TemperatureScaling.fit(new int[1], new double[][] {{Double.NaN, 0}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> TemperatureScaling.fit(new int[] {2}, new double[][] {{1, 0}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TemperatureScaling.fit(new int[] {0, 0}, new double[][] {{1, 0}}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
