package org.covalence.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.covalence.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bias-corrected and accelerated interval. */
class AcceleratedTest {
  static Stream<JsonNode> cases() {
    return ReferenceValues.eachOfSignificance("accelerated");
  }

  private static Metric metric(JsonNode reference) {
    return reference.get("score").asText().equals("accuracy") ? Metric.ACCURACY : Metric.MACRO_F1;
  }

  private static Cells cells(JsonNode reference) {
    return Cells.of(
        ReferenceValues.ints(reference.get("truth")),
        ReferenceValues.ints(reference.get("called")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void interval_ofGivenRounds_isThatOfSciPy(JsonNode reference) {
    Cells cells = cells(reference);
    double[] acceleration =
        Jackknife.acceleration(
            cells.counts(),
            counts -> new double[] {Scores.of(metric(reference), cells, counts, 1)},
            1);
    Estimate estimate =
        new Replicates(
                Scores.of(metric(reference), cells, cells.counts(), 1),
                ReferenceValues.doubles(reference.get("replicates")))
            .accelerated(acceleration[0], 0.95);

    assertThat(estimate.low())
        .isCloseTo(reference.get("low").asDouble(), within(ReferenceValues.TOLERANCE));
    assertThat(estimate.high())
        .isCloseTo(reference.get("high").asDouble(), within(ReferenceValues.TOLERANCE));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void interval_ofManyRounds_isThatOfSciPy(JsonNode reference) {
    Cells cells = cells(reference);
    Estimate estimate =
        Bootstrap.withSeed(3)
            .resample(
                cells.counts(),
                counts -> new double[] {Scores.of(metric(reference), cells, counts, 1)})
            .accelerated()
            .get(0);
    JsonNode many = reference.get("ofManyRounds");
    // As for percentile ends, and twice that, since their places are estimated too; and one post.
    double allowed =
        0.27 * many.get("standardDeviation").asDouble() + 1.0 / Arrays.stream(cells.counts()).sum();
    assertThat(estimate.low()).isCloseTo(many.get("low").asDouble(), within(allowed));
    assertThat(estimate.high()).isCloseTo(many.get("high").asDouble(), within(allowed));
  }

  @Test
  void oneCellForEachPost_givesTheSameAccelerationAsCellsOfLikePosts() {
    double[] together = Jackknife.acceleration(new int[] {7, 2}, AcceleratedTest::shareOfFirst, 1);
    double[] single =
        Jackknife.acceleration(
            new int[] {1, 1, 1, 1, 1, 1, 1, 1, 1},
            counts ->
                shareOfFirst(
                    new int[] {
                      Arrays.stream(counts, 0, 7).sum(), Arrays.stream(counts, 7, 9).sum()
                    }),
            1);
    assertThat(single[0]).isCloseTo(together[0], within(1e-12)).isNotZero();
  }

  private static double[] shareOfFirst(int[] counts) {
    return new double[] {(double) counts[0] / Arrays.stream(counts).sum()};
  }

  @Test
  void onePost_andPostsThatAreAllRight_haveAnIntervalOfNoWidth() {
    for (int[] counts : List.of(new int[] {1}, new int[] {450, 0})) {
      assertThat(
              Bootstrap.withSeed(1).resample(counts, AcceleratedTest::shareOfFirst).accelerated())
          .containsExactly(new Estimate(1, 1, 1));
    }
  }

  @Test
  void differenceOfEqualSystems_hasAnIntervalOfNoWidthAtZero() {
    int[] truth = {0, 1, 2, 0, 1};
    int[] called = {0, 1, 1, 0, 0};
    Cells cells = Cells.of(truth, called, called);
    assertThat(
            Bootstrap.withSeed(1)
                .resample(cells.counts(), counts -> Scores.differences(cells, counts))
                .accelerated())
        .containsExactly(new Estimate(0, 0, 0), new Estimate(0, 0, 0));
  }

  @Test
  void whereEveryRoundLiesOnOneSide_theIntervalIsThePercentileOne() {
    Replicates replicates = new Replicates(5, new double[] {1, 2, 3, 4});
    assertThat(replicates.accelerated(0.1, 0.5)).isEqualTo(replicates.percentile(0.5));
  }

  @Test
  void withoutBiasAndAcceleration_theIntervalIsThePercentileOne() {
    Replicates replicates = new Replicates(2.5, new double[] {1, 2, 3, 4});
    Estimate estimate = replicates.accelerated(0, 0.5);
    assertThat(estimate.low()).isCloseTo(replicates.percentile(0.5).low(), within(1e-12));
    assertThat(estimate.high()).isCloseTo(replicates.percentile(0.5).high(), within(1e-12));
  }

  @Test
  void bothKinds_comeFromTheSameRounds_andThePercentileOneIsThatOfEstimates() {
    int[] counts = {120, 40};
    Bootstrap bootstrap = Bootstrap.withSeed(4);
    Resampled resampled = bootstrap.resample(counts, AcceleratedTest::shareOfFirst);
    assertThat(resampled.percentile())
        .isEqualTo(bootstrap.estimates(counts, AcceleratedTest::shareOfFirst));
    assertThat(
            bootstrap.withThreads(3).resample(counts, AcceleratedTest::shareOfFirst).accelerated())
        .isEqualTo(resampled.accelerated());
  }
}
