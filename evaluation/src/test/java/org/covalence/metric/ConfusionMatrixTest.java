package org.covalence.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfusionMatrixTest {
  static Stream<Arguments> cases() {
    return ReferenceValues.each("cases").map(c -> Arguments.of(c.get("name").asText(), c));
  }

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void scores_areThoseOfScikitLearn(String name, JsonNode reference) {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(
            3,
            ReferenceValues.ints(reference.get("truth")),
            ReferenceValues.ints(reference.get("predicted")));
    JsonNode scores = reference.get("scores");

    assertThat(matrix.rows()).isDeepEqualTo(ReferenceValues.rows(scores.get("confusion")));
    for (Metric metric : Metric.values()) {
      assertThat(metric.of(matrix))
          .as(metric.key())
          .isCloseTo(scores.required(metric.key()).asDouble(), within(ReferenceValues.TOLERANCE));
    }
    for (int k = 0; k < 3; k++) {
      ClassScores found = matrix.scores(k);
      assertThat(new double[] {found.precision(), found.recall(), found.f1()})
          .as("class " + k)
          .containsExactly(
              new double[] {
                scores.get("precision").get(k).asDouble(),
                scores.get("recall").get(k).asDouble(),
                scores.get("f1").get(k).asDouble()
              },
              within(ReferenceValues.TOLERANCE));
      assertThat(found.support()).isEqualTo(scores.get("support").get(k).asInt());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void scores_areBoundedAndDoNotSeeTheOrderOfPosts(long seed) {
    Random random = new Random(seed);
    int classes = 1 + random.nextInt(5);
    int posts = 1 + random.nextInt(60);
    int[] truth = random.ints(posts, 0, classes).toArray();
    int[] predicted = random.ints(posts, 0, classes).toArray();
    List<Integer> order = new ArrayList<>(IntStream.range(0, posts).boxed().toList());
    Collections.shuffle(order, random);

    ConfusionMatrix matrix = ConfusionMatrix.of(classes, truth, predicted);
    ConfusionMatrix shuffled =
        ConfusionMatrix.of(
            classes,
            order.stream().mapToInt(i -> truth[i]).toArray(),
            order.stream().mapToInt(i -> predicted[i]).toArray());

    for (Metric metric : Metric.values()) {
      assertThat(metric.of(matrix)).as(metric.key()).isBetween(metric.lowest(), 1.0 + 1e-12);
      assertThat(metric.of(shuffled)).isEqualTo(metric.of(matrix));
    }
    for (int k = 0; k < classes; k++) {
      ClassScores scores = matrix.scores(k);
      assertThat(scores.f1())
          .isBetween(
              Math.min(scores.precision(), scores.recall()) - 1e-12,
              Math.max(scores.precision(), scores.recall()) + 1e-12);
    }
  }

  @Test
  void majority_isTheFirstOfEquallyFrequentClasses() {
    assertThat(ConfusionMatrix.of(3, new int[] {2, 1, 2, 1}, new int[] {0, 0, 0, 0}).majority())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Metric.class,
      names = {"MCC", "COHENS_KAPPA"})
  void agreementBeyondChance_isNoneForAConstantAnswer_andKnowsWorse(Metric metric) {
    int[] truth = {0, 1, 2, 2, 0, 2};
    assertThat(metric.of(ConfusionMatrix.of(3, truth, truth))).isEqualTo(1);
    assertThat(metric.of(ConfusionMatrix.of(3, truth, truth).always(2))).isZero();
    assertThat(metric.of(ConfusionMatrix.of(3, new int[] {1, 1}, new int[] {1, 1}))).isZero();
    assertThat(metric.of(ConfusionMatrix.of(2, new int[] {0, 1}, new int[] {1, 0})))
        .isEqualTo(metric.lowest());
  }

  @ParameterizedTest
  @EnumSource(
      value = Metric.class,
      names = {"MCC", "COHENS_KAPPA"})
  void agreementBeyondChance_isThatOfShares_howeverManyPosts(Metric metric) {
    int[][] few = {{7, 1, 2}, {3, 5, 0}, {4, 4, 9}};
    int[][] many =
        Arrays.stream(few)
            .map(row -> Arrays.stream(row).map(n -> n * 50_000_000).toArray())
            .toArray(int[][]::new);
    assertThat(metric.of(ConfusionMatrix.ofRows(many)))
        .isCloseTo(metric.of(ConfusionMatrix.ofRows(few)), within(1e-12));
  }

  @Test
  void always_keepsTheTruth() {
    int[][] constant =
        ConfusionMatrix.of(3, new int[] {0, 1, 2, 2}, new int[] {0, 0, 1, 1}).always(2).rows();
    assertThat(constant).isDeepEqualTo(new int[][] {{0, 0, 1}, {0, 0, 1}, {0, 0, 2}});
  }

  @Test
  void rows_areACopyInBothDirections() {
    int[][] given = {{1, 0}, {0, 1}};
    ConfusionMatrix matrix = ConfusionMatrix.ofRows(given);
    given[0][0] = 9;
    matrix.rows()[1][1] = 9;
    assertThat(matrix.rows()).isDeepEqualTo(new int[][] {{1, 0}, {0, 1}});
  }

  @Test
  void of_withoutAPost_isRefused() {
    assertThatThrownBy(() -> ConfusionMatrix.of(3, new int[0], new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one post");
  }

  @Test
  void of_withAPredictionTooFew_isRefused() {
    assertThatThrownBy(() -> ConfusionMatrix.of(3, new int[] {0, 1}, new int[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 1 for 2 posts");
  }

  @Test
  void ofRows_thatAreNoSquareOfCounts_isRefused() {
    assertThatThrownBy(() -> ConfusionMatrix.ofRows(new int[][] {{1, 2}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConfusionMatrix.ofRows(new int[][] {{1, -2}, {0, 3}}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
