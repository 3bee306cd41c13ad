package org.covalence.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.covalence.metric.Forecasts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RiskCoverageTest {
  /** The surest is right, two of equal confidence are right and wrong, the last is wrong. */
  private static final Forecasts FOUR =
      Forecasts.of(
          new int[] {0, 1, 0, 1}, new double[][] {{0.7, 0.3}, {0.7, 0.3}, {0.9, 0.1}, {0.6, 0.4}});

  static Stream<Arguments> cases() {
    return ReferenceValues.eachOfCalibration("cases")
        .map(c -> Arguments.of(c.get("name").asText(), c));
  }

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void areas_areTheMeanOverAllOrdersOfTies(String name, JsonNode reference) {
    RiskCoverage found = RiskCoverage.of(Made.forecasts(reference));
    JsonNode expected = reference.get("riskCoverage");
    assertThat(found.area())
        .isCloseTo(expected.get("area").asDouble(), within(ReferenceValues.TOLERANCE));
    assertThat(found.excessArea())
        .isCloseTo(expected.get("excessArea").asDouble(), within(ReferenceValues.TOLERANCE));
  }

  @Test
  void postsOfEqualConfidence_areTakenTogether() {
    RiskCoverage curve = RiskCoverage.of(FOUR);
    assertThat(curve.points())
        .containsExactly(
            new RiskCoverage.Point(0.9, 0.25, 0),
            new RiskCoverage.Point(0.7, 0.75, 1 / 3.0),
            new RiskCoverage.Point(0.6, 1, 0.5));
  }

  @Test
  void at_aConfidence_isWhatAnsweringFromThereGives() {
    RiskCoverage curve = RiskCoverage.of(FOUR);
    assertThat(curve.at(0.95)).isEqualTo(new RiskCoverage.Point(0.95, 0, 0));
    assertThat(curve.at(0.7).coverage()).isEqualTo(0.75);
    assertThat(curve.at(0.65).coverage()).isEqualTo(0.75);
    assertThat(curve.at(0).coverage()).isEqualTo(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void curve_endsAtAllPostsWithTheShareOfMistakes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Forecasts forecasts = Made.logits(random, 1 + random.nextInt(50), 1, 1).forecasts(1);
    RiskCoverage curve = RiskCoverage.of(forecasts);
    double wrong = 0;
    for (int i = 0; i < forecasts.posts(); i++) {
      wrong += forecasts.isRight(i) ? 0 : 1;
    }
    RiskCoverage.Point last = curve.points().get(curve.points().size() - 1);
    assertThat(last.coverage()).isEqualTo(1);
    assertThat(last.risk()).isEqualTo(wrong / forecasts.posts());
    assertThat(curve.area()).isBetween(0.0, 1.0);
    assertThat(curve.excessArea()).isBetween(0.0, curve.area());
  }

  @Test
  void mistakesThatAreAllLeastSure_haveNoExcess() {
    RiskCoverage curve =
        RiskCoverage.of(
            Forecasts.of(
                new int[] {0, 0, 1, 1},
                new double[][] {{0.9, 0.1}, {0.8, 0.2}, {0.7, 0.3}, {0.6, 0.4}}));
    assertThat(curve.excessArea()).isZero();
    assertThat(curve.area()).isCloseTo((1 / 3.0 + 0.5) / 4, within(1e-12));
  }
}
