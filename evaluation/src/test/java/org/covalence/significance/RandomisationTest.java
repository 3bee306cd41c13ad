package org.covalence.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.covalence.interval.Cells;
import org.covalence.interval.Clusters;
import org.covalence.interval.Scores;
import org.covalence.significance.Randomisation.Randomised;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomisationTest {
  static Stream<JsonNode> cases() {
    return ReferenceValues.eachOfSignificance("randomisation");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void p_isNearTheExactOneOfAllExchanges(JsonNode reference) {
    Clusters clusters =
        Clusters.of(
            ReferenceValues.ints(reference.get("group")),
            ReferenceValues.ints(reference.get("truth")),
            ReferenceValues.ints(reference.get("first")),
            ReferenceValues.ints(reference.get("second")));
    List<Randomised> results =
        new Randomisation(100_000, 1, 2).test(clusters, 1, 2, Scores::differences);
    assertNear(results.get(0), reference.get("accuracy"));
    assertNear(results.get(1), reference.get("macroF1"));
  }

  private static void assertNear(Randomised result, JsonNode reference) {
    double p = reference.get("p").asDouble();
    assertThat(result.difference())
        .isCloseTo(reference.get("difference").asDouble(), within(1e-12));
    // Five standard errors of 100,000 rounds, and the one that is counted besides.
    assertThat(result.p()).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / 100_000) + 1e-5));
  }

  private static int[] called(Random random, int[] truth, double skill) {
    return Arrays.stream(truth)
        .map(t -> random.nextDouble() < skill ? t : random.nextInt(3))
        .toArray();
  }

  @Test
  void p_ofAccuracy_isNearThatOfMcNemar() {
    Random random = new Random(1);
    int[] truth = random.ints(450, 0, 3).toArray();
    int[] first = called(random, truth, 0.6);
    int[] second = called(random, truth, 0.5);
    Randomised result =
        Randomisation.withSeed(1)
            .test(Cells.of(truth, first, second), 1, 2, Scores::differences)
            .get(0);
    double p = McNemar.exact(truth, first, second).p();
    assertThat(result.p()).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / 10_000) + 1e-4));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void result_dependsOnNeitherThreadsNorTheOrderOfThePosts(int threads) {
    Random random = new Random(2);
    int[] truth = random.ints(200, 0, 3).toArray();
    int[] first = called(random, truth, 0.4);
    int[] second = called(random, truth, 0.5);
    List<Randomised> one =
        new Randomisation(2_345, 9, 1)
            .test(Cells.of(truth, first, second), 1, 2, Scores::differences);
    assertThat(
            new Randomisation(2_345, 9, threads)
                .test(
                    Cells.of(reversed(truth), reversed(first), reversed(second)),
                    1,
                    2,
                    Scores::differences))
        .isEqualTo(one);
    assertThat(
            new Randomisation(2_345, 10, 1)
                .test(Cells.of(truth, first, second), 1, 2, Scores::differences))
        .isNotEqualTo(one);
  }

  private static int[] reversed(int[] values) {
    int[] reversed = new int[values.length];
    Arrays.setAll(reversed, i -> values[values.length - 1 - i]);
    return reversed;
  }

  @Test
  void equalSystems_constantSystems_andOnePost_cannotBeToldApart() {
    int[] truth = {0, 1, 2, 0};
    int[] constant = {1, 1, 1, 1};
    for (Cells cells :
        List.of(
            Cells.of(truth, truth, truth),
            Cells.of(truth, constant, constant),
            Cells.of(new int[] {0}, new int[] {0}, new int[] {1}))) {
      for (Randomised result :
          new Randomisation(100, 1, 1).test(cells, 1, 2, Scores::differences)) {
        assertThat(result.p()).isEqualTo(1);
        assertThat(result.asLarge()).isEqualTo(100);
      }
    }
  }

  @Test
  void p_isNeverZero() {
    int[] truth = new int[400];
    int[] wrong = new int[400];
    Arrays.fill(wrong, 1);
    assertThat(
            new Randomisation(1_000, 1, 1)
                .test(Cells.of(truth, truth, wrong), 1, 2, Scores::differences)
                .get(0)
                .p())
        .isEqualTo(1 / 1001.0);
  }

  @Test
  void copies_makeNothingSurer() {
    int[] truth = new int[50];
    int[] first = new int[50];
    int[] second = new int[50];
    Arrays.fill(second, 1);
    int[] group = Scores.singles(50);
    Arrays.setAll(group, i -> i / 10);
    double p =
        Randomisation.withSeed(1)
            .test(Clusters.of(group, truth, first, second), 1, 2, Scores::differences)
            .get(0)
            .p();
    assertThat(p).isCloseTo(2 / 32.0, within(0.013));
  }

  @Test
  void heads_areThoseOfFairCoins() {
    SplittableRandom random = new SplittableRandom(1);
    for (int coins : new int[] {0, 1, 63, 64, 65, 1_000}) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 20_000; i++) {
        int heads = Randomisation.heads(random, coins);
        assertThat(heads).isBetween(0, coins);
        sum += heads - coins / 2.0;
        squares += Math.pow(heads - coins / 2.0, 2);
      }
      assertThat(sum / 20_000).isCloseTo(0, within(5 * Math.sqrt(coins / 4.0 / 20_000)));
      assertThat(squares / 20_000).isCloseTo(coins / 4.0, within(0.05 * coins / 4.0));
    }
  }

  @Test
  void method_namesWhatAnotherPersonMustKnow() {
    assertThat(Randomisation.withSeed(3).method()).isEqualTo("approximate-randomisation-10000");
  }

  @Test
  void impossibleSettings_sayWhatToUse() {
    assertThatThrownBy(() -> new Randomisation(99, 1, 1))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("found 99");
    assertThatThrownBy(() -> new Randomisation(1_000_001, 1, 1))
        .isInstanceOf(CovalenceException.class);
    assertThatThrownBy(() -> new Randomisation(1_000, 1, 0)).isInstanceOf(CovalenceException.class);
  }
}
