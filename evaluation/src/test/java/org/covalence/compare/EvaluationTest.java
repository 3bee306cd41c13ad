package org.covalence.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.covalence.interval.Bootstrap;
import org.covalence.interval.Estimate;
import org.covalence.interval.Wilson;
import org.covalence.metric.Metric;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @Test
  void everyResult_hasFloorIntervalsAndSignature() {
    Evaluation evaluation = Systems.evaluation("text", 3, 200, 0.5);
    assertThat(evaluation.floor().label()).isEqualTo("positive");
    assertThat(evaluation.signature().line())
        .isEqualTo(
            "rule:standard|split:id files|part:test|posts:200|seed:1|intervals:wilson+percentile-bootstrap-500-0.95|data:"
                + "c0ffee".repeat(10)
                + "|version:0.1.0");
    for (Metric metric : Metric.values()) {
      Estimate score = evaluation.score(metric);
      assertThat(score.value()).isEqualTo(metric.of(evaluation.matrix()));
      assertThat(score.low()).isLessThan(score.high());
    }
  }

  @Test
  void thereIsNoOtherWayToMakeOne() {
    assertThat(Evaluation.class.getConstructors()).isEmpty();
    assertThat(Evaluation.class.getModifiers() & Modifier.FINAL).isNotZero();
  }

  @Test
  void proportions_haveWilsonsInterval() {
    Evaluation evaluation = Systems.evaluation("text", 3, 200, 0.5);
    int correct = evaluation.matrix().correct();
    assertThat(evaluation.score(Metric.ACCURACY)).isEqualTo(Wilson.of(correct, 200, 0.95));
    assertThat(evaluation.classes().get(1).recall())
        .isEqualTo(Wilson.of(evaluation.matrix().count(1, 1), 20, 0.95));
    assertThat(evaluation.classes().get(1).precision())
        .isEqualTo(
            Wilson.of(evaluation.matrix().count(1, 1), evaluation.matrix().predicted(1), 0.95));
  }

  @Test
  void aClassNeitherTrueNorPredicted_isDeclaredAllTheSame() {
    Scored scored =
        Scored.of("test", Systems.ids(4), new int[] {0, 0, 2, 2}, new int[] {0, 2, 2, 2});
    ClassEstimates neutral = Evaluation.of(Systems.protocol(), "text", 1, scored).classes().get(1);
    assertThat(neutral.label()).isEqualTo("neutral");
    assertThat(neutral.support()).isZero();
    assertThat(neutral.precision()).isEqualTo(new Estimate(0, 0, 1));
    assertThat(neutral.f1()).isEqualTo(new Estimate(0, 0, 0));
  }

  @Test
  void onePost_isMeasured() {
    Evaluation evaluation =
        Evaluation.of(
            Systems.protocol(), "text", 1, Scored.of("test", List.of("a"), new int[1], new int[1]));
    assertThat(evaluation.score(Metric.ACCURACY)).isEqualTo(Wilson.of(1, 1, 0.95));
    assertThat(evaluation.score(Metric.BALANCED_ACCURACY)).isEqualTo(new Estimate(1, 1, 1));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void order_ofThePostsChangesNothing(long seed) {
    int[] truth = Systems.truth(120);
    int[] predicted = Systems.guesses(truth, 0.6, seed);
    int[] order = new Random(seed).ints(0, 120).distinct().limit(120).toArray();
    List<String> ids = Systems.ids(120);

    Evaluation evaluation =
        Evaluation.of(Systems.protocol(), "a", 1, Scored.of("test", ids, truth, predicted));
    Evaluation shuffled =
        Evaluation.of(
            Systems.protocol(),
            "a",
            1,
            Scored.of(
                "test",
                IntStream.of(order).mapToObj(ids::get).toList(),
                IntStream.of(order).map(i -> truth[i]).toArray(),
                IntStream.of(order).map(i -> predicted[i]).toArray()));

    for (Metric metric : Metric.values()) {
      assertThat(shuffled.score(metric)).isEqualTo(evaluation.score(metric));
    }
    assertThat(shuffled.classes()).isEqualTo(evaluation.classes());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void threads_changeNothing(int threads) {
    int[] truth = Systems.truth(500);
    Scored scored = Scored.of("test", Systems.ids(500), truth, Systems.guesses(truth, 0.6, 1));
    Protocol one = protocol(1);
    Protocol several = protocol(threads);
    assertThat(several.signature("test", 500)).isEqualTo(one.signature("test", 500));
    for (Metric metric : Metric.values()) {
      assertThat(Evaluation.of(several, "a", 1, scored).score(metric))
          .isEqualTo(Evaluation.of(one, "a", 1, scored).score(metric));
    }
  }

  private static Protocol protocol(int threads) {
    Protocol protocol = Systems.protocol();
    return new Protocol(
        protocol.labels(),
        protocol.labelRule(),
        protocol.split(),
        protocol.dataFingerprint(),
        protocol.version(),
        new Bootstrap(2_000, 0.95, 1, threads));
  }

  @Test
  void names_thatWouldBreakATable_areRefused() {
    Scored scored = Scored.of("test", List.of("a"), new int[1], new int[1]);
    for (String name : Arrays.asList("", " ", "two\nlines", "bell\u0007", "x".repeat(201))) {
      assertThatThrownBy(() -> Evaluation.of(Systems.protocol(), name, 1, scored))
          .isInstanceOf(CovalenceException.class);
    }
  }
}
