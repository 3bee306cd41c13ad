package org.covalence.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapTest {
  /**
   * How far an end may be from its true place, in standard deviations of the score. The end at 2.5
   * % of N rounds has a standard error of √(0.025 · 0.975 / N) / φ(1.96), which is 0.027 for 10,000
   * rounds; this is five times as much.
   */
  private static final double ALLOWED = 0.135;

  static Stream<JsonNode> binomials() {
    return ReferenceValues.each("binomial");
  }

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  private static final Function<int[], double[]> SHARE_OF_FIRST =
      counts -> new double[] {(double) counts[0] / Arrays.stream(counts).sum()};

  @ParameterizedTest(name = "{0}")
  @MethodSource("binomials")
  void interval_ofAShare_isThatOfTheBinomialQuantiles(JsonNode reference) {
    int successes = reference.get("successes").asInt();
    int trials = reference.get("trials").asInt();
    double share = (double) successes / trials;
    // The quantile of a share is a whole number of posts: one post of luck is allowed besides.
    double allowed = ALLOWED * Math.sqrt(share * (1 - share) / trials) + 1.0 / trials;

    Estimate estimate =
        Bootstrap.withSeed(1)
            .estimates(new int[] {successes, trials - successes}, SHARE_OF_FIRST)
            .get(0);

    assertThat(estimate.value()).isEqualTo(share);
    assertThat(estimate.low()).isCloseTo(reference.get("low").asDouble(), within(allowed));
    assertThat(estimate.high()).isCloseTo(reference.get("high").asDouble(), within(allowed));
  }

  @Test
  void intervals_ofMacroF1AndOfItsDifference_areThoseOfDrawingPostsOneByOneInNumPy() {
    JsonNode reference = ReferenceValues.get("bootstrap");
    Cells cells = systems();

    List<Estimate> estimates =
        Bootstrap.withSeed(1)
            .estimates(
                cells.counts(),
                counts -> {
                  double first = macroF1(cells, counts, 1);
                  double second = macroF1(cells, counts, 2);
                  return new double[] {first, second, first - second};
                });

    assertClose(estimates.get(0), reference.get("macroF1OfFirst"));
    assertClose(estimates.get(1), reference.get("macroF1OfSecond"));
    assertClose(estimates.get(2), reference.get("difference"));
  }

  @Test
  void drawingCounts_andDrawingPosts_giveTheSameDistribution() {
    Cells cells = systems();
    int[] cellOfPost = new int[Arrays.stream(cells.counts()).sum()];
    int next = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      Arrays.fill(cellOfPost, next, next += cells.counts()[cell], cell);
    }
    int[] everyPostItsOwnCell = new int[cellOfPost.length];
    Arrays.fill(everyPostItsOwnCell, 1);

    Estimate byPost =
        Bootstrap.withSeed(5)
            .estimates(
                everyPostItsOwnCell,
                posts -> {
                  int[] counts = new int[cells.size()];
                  for (int i = 0; i < posts.length; i++) {
                    counts[cellOfPost[i]] += posts[i];
                  }
                  return new double[] {macroF1(cells, counts, 1)};
                })
            .get(0);

    assertClose(byPost, ReferenceValues.get("bootstrap").get("macroF1OfFirst"));
  }

  private static void assertClose(Estimate estimate, JsonNode reference) {
    double allowed = ALLOWED * reference.get("standardDeviation").asDouble();
    assertThat(estimate.low()).isCloseTo(reference.get("low").asDouble(), within(allowed));
    assertThat(estimate.high()).isCloseTo(reference.get("high").asDouble(), within(allowed));
  }

  private static Cells systems() {
    JsonNode cases = ReferenceValues.get("cases");
    return Cells.of(
        ReferenceValues.ints(cases.get(0).get("truth")),
        ReferenceValues.ints(cases.get(0).get("predicted")),
        ReferenceValues.ints(cases.get(1).get("predicted")));
  }

  private static double macroF1(Cells cells, int[] counts, int system) {
    int[][] rows = new int[3][3];
    for (int cell = 0; cell < counts.length; cell++) {
      rows[cells.value(cell, 0)][cells.value(cell, system)] += counts[cell];
    }
    return Metric.MACRO_F1.of(ConfusionMatrix.ofRows(rows));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void result_doesNotDependOnTheNumberOfThreads(int threads) {
    int[] counts = {120, 40, 17, 3};
    Bootstrap one = new Bootstrap(3_210, 0.95, 11, 1);
    assertThat(one.withThreads(threads).estimates(counts, SHARE_OF_FIRST))
        .isEqualTo(one.estimates(counts, SHARE_OF_FIRST));
  }

  @Test
  void result_followsTheSeed() {
    int[] counts = {120, 57};
    List<Estimate> first = Bootstrap.withSeed(1).estimates(counts, counts2 -> mean(counts2));
    assertThat(Bootstrap.withSeed(1).estimates(counts, counts2 -> mean(counts2))).isEqualTo(first);
    assertThat(drawn(1)).isEqualTo(drawn(1)).isNotEqualTo(drawn(2));
  }

  private static double[] mean(int[] counts) {
    return SHARE_OF_FIRST.apply(counts);
  }

  /** A score that is different in every round tells streams apart. */
  private static List<Estimate> drawn(long seed) {
    int[] counts = {5_000, 4_000, 3_000, 2_000};
    return new Bootstrap(200, 0.95, seed, 1)
        .estimates(
            counts, drawn -> new double[] {drawn[0] * 1e-4 + drawn[1] * 1e-8 + drawn[2] * 1e-12});
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void intervals_ofAllMetrics_areOrderedBoundedAndHoldTheScore(long seed) {
    Random random = new Random(seed);
    int posts = 30 + random.nextInt(300);
    double skill = random.nextDouble();
    int[] truth = random.ints(posts, 0, 3).toArray();
    int[] predicted =
        Arrays.stream(truth)
            .map(t -> random.nextDouble() < skill ? t : random.nextInt(3))
            .toArray();
    Cells cells = Cells.of(truth, predicted);

    List<Estimate> estimates =
        new Bootstrap(1_000, 0.95, seed, 1)
            .estimates(
                cells.counts(),
                counts -> {
                  int[][] rows = new int[3][3];
                  for (int cell = 0; cell < counts.length; cell++) {
                    rows[cells.value(cell, 0)][cells.value(cell, 1)] += counts[cell];
                  }
                  ConfusionMatrix matrix = ConfusionMatrix.ofRows(rows);
                  return Stream.of(Metric.values()).mapToDouble(m -> m.of(matrix)).toArray();
                });

    for (Estimate estimate : estimates) {
      assertThat(estimate.low()).isBetween(0.0, estimate.high());
      assertThat(estimate.high()).isLessThanOrEqualTo(1.0 + 1e-12);
      assertThat(estimate.covers(estimate.value())).isTrue();
    }
  }

  @Test
  void onePost_hasAnIntervalOfNoWidth() {
    assertThat(Bootstrap.withSeed(1).estimates(new int[] {1}, SHARE_OF_FIRST))
        .containsExactly(new Estimate(1, 1, 1));
  }

  @Test
  void quantile_isLinearBetweenNeighbours() {
    double[] sorted = {0, 10, 20, 30};
    assertThat(Replicates.quantile(sorted, 0)).isZero();
    assertThat(Replicates.quantile(sorted, 0.5)).isEqualTo(15);
    assertThat(Replicates.quantile(sorted, 1)).isEqualTo(30);
  }

  @Test
  void method_namesWhatAnotherPersonMustKnow() {
    assertThat(Bootstrap.withSeed(3).method()).isEqualTo("percentile-bootstrap-10000-0.95");
  }

  @Test
  void scoreThatFails_isNotSwallowed() {
    assertThatThrownBy(
            () ->
                new Bootstrap(100, 0.95, 1, 2)
                    .estimates(
                        new int[] {4, 4},
                        counts -> {
                          if (counts[0] != 4) {
                            throw new ArithmeticException("broken score");
                          }
                          return new double[] {1};
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("broken score");
  }

  @Test
  void impossibleSettings_sayWhatToUse() {
    assertThatThrownBy(() -> new Bootstrap(99, 0.95, 1, 1))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("found 99");
    assertThatThrownBy(() -> new Bootstrap(1_000_001, 0.95, 1, 1))
        .isInstanceOf(CovalenceException.class);
    assertThatThrownBy(() -> new Bootstrap(1_000, 1, 1, 1))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("use 0.95");
    assertThatThrownBy(() -> new Bootstrap(1_000, Double.NaN, 1, 1))
        .isInstanceOf(CovalenceException.class);
    assertThatThrownBy(() -> new Bootstrap(1_000, 0.95, 1, 0))
        .isInstanceOf(CovalenceException.class);
  }
}
