package org.covalence.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProbabilityScoresTest {
  static Stream<Arguments> cases() {
    return ReferenceValues.eachOfCalibration("cases")
        .map(c -> Arguments.of(c.get("name").asText(), c));
  }

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void scores_areThoseOfScikitLearn(String name, JsonNode reference) {
    ProbabilityScores found = ProbabilityScores.of(forecasts(reference));
    JsonNode scores = reference.get("scores");

    assertClose(found.rocAuc(), scores.get("rocAuc"));
    assertClose(found.averagePrecision(), scores.get("averagePrecision"));
    assertClose(found.macroRocAuc(), scores.get("macroRocAuc"));
    assertClose(found.weightedRocAuc(), scores.get("weightedRocAuc"));
    assertClose(found.macroAveragePrecision(), scores.get("macroAveragePrecision"));
    assertThat(found.logLoss())
        .isCloseTo(scores.get("logLoss").asDouble(), within(ReferenceValues.TOLERANCE));
    assertThat(found.brier())
        .isCloseTo(scores.get("brier").asDouble(), within(ReferenceValues.TOLERANCE));
  }

  @Test
  void ties_areNotPutInAnOrder() {
    JsonNode reference = ReferenceValues.eachOfCalibration("ranking").findFirst().orElseThrow();
    ProbabilityScores found = ProbabilityScores.of(forecasts(reference));
    assertClose(found.rocAuc(), reference.get("rocAuc"));
    assertClose(found.averagePrecision(), reference.get("averagePrecision"));
  }

  @Test
  void aClassThatNeverOccurs_hasNoScore_andTheMeansAreOverTheOthers() {
    ProbabilityScores scores =
        ProbabilityScores.of(
            Forecasts.of(
                new int[] {0, 2, 2},
                new double[][] {{0.6, 0.2, 0.2}, {0.1, 0.2, 0.7}, {0.7, 0.2, 0.1}}));
    assertThat(scores.rocAuc())
        .containsExactly(OptionalDouble.of(0.5), OptionalDouble.empty(), OptionalDouble.of(0.5));
    assertThat(scores.averagePrecision().get(1)).isEmpty();
    assertThat(scores.macroRocAuc()).hasValue(0.5);
  }

  @Test
  void postsOfOneClassAlone_haveNoRocCurve() {
    ProbabilityScores scores =
        ProbabilityScores.of(
            Forecasts.of(new int[] {1, 1}, new double[][] {{0.5, 0.5}, {0.9, 0.1}}));
    assertThat(scores.rocAuc()).containsOnly(OptionalDouble.empty());
    assertThat(scores.macroRocAuc()).isEmpty();
    assertThat(scores.weightedRocAuc()).isEmpty();
    assertThat(scores.averagePrecision())
        .containsExactly(OptionalDouble.empty(), OptionalDouble.of(1));
  }

  @Test
  void certainAndWrong_costsMuchButNotEverything() {
    ProbabilityScores scores =
        ProbabilityScores.of(Forecasts.of(new int[] {0}, new double[][] {{0, 1}}));
    assertThat(scores.logLoss()).isCloseTo(52 * Math.log(2), within(1e-12));
    assertThat(scores.brier()).isEqualTo(2);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void scores_areBoundedAndDoNotSeeTheOrderOfPosts(long seed) {
    Random random = new Random(seed);
    int classes = 2 + random.nextInt(3);
    int posts = 1 + random.nextInt(60);
    int[] truth = random.ints(posts, 0, classes).toArray();
    double[][] probabilities = new double[posts][];
    for (int i = 0; i < posts; i++) {
      int[] tenths = new int[classes];
      random.ints(10, 0, classes).forEach(k -> tenths[k]++);
      probabilities[i] = IntStream.of(tenths).mapToDouble(n -> n / 10.0).toArray();
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, posts).boxed().toList());
    Collections.shuffle(order, random);

    ProbabilityScores scores = ProbabilityScores.of(Forecasts.of(truth, probabilities));
    ProbabilityScores shuffled =
        ProbabilityScores.of(
            Forecasts.of(
                order.stream().mapToInt(i -> truth[i]).toArray(),
                order.stream().map(i -> probabilities[i]).toArray(double[][]::new)));

    assertThat(shuffled.rocAuc()).isEqualTo(scores.rocAuc());
    assertThat(shuffled.averagePrecision()).isEqualTo(scores.averagePrecision());
    assertThat(shuffled.logLoss()).isCloseTo(scores.logLoss(), within(1e-12));
    assertThat(shuffled.brier()).isCloseTo(scores.brier(), within(1e-12));
    Stream.concat(scores.rocAuc().stream(), scores.averagePrecision().stream())
        .flatMap(score -> score.stream().boxed())
        .forEach(score -> assertThat(score).isBetween(0.0, 1.0));
    assertThat(scores.brier()).isBetween(0.0, 2.0);
    assertThat(scores.logLoss()).isNotNegative();
  }

  private static Forecasts forecasts(JsonNode reference) {
    return Forecasts.of(
        ReferenceValues.ints(reference.get("truth")),
        ReferenceValues.matrix(reference.get("probabilities")));
  }

  private static void assertClose(List<OptionalDouble> found, JsonNode reference) {
    assertThat(found).hasSize(reference.size());
    for (int k = 0; k < reference.size(); k++) {
      assertClose(found.get(k), reference.get(k));
    }
  }

  private static void assertClose(OptionalDouble found, JsonNode reference) {
    assertThat(found.isPresent()).isEqualTo(!reference.isNull());
    assertThat(found.orElse(0)).isCloseTo(reference.asDouble(), within(ReferenceValues.TOLERANCE));
  }
}
