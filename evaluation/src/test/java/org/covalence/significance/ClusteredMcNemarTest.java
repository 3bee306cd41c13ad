package org.covalence.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.covalence.evaluation.ReferenceValues.TOLERANCE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.covalence.interval.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusteredMcNemarTest {
  static Stream<JsonNode> cases() {
    return ReferenceValues.eachOfSignificance("clusteredMcNemar");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void test_isThatOfCountingEveryFallOfTheGroups_andOfObuchowski(JsonNode reference) {
    ClusteredMcNemar test =
        ClusteredMcNemar.of(
            ReferenceValues.ints(reference.get("group")),
            ReferenceValues.ints(reference.get("truth")),
            ReferenceValues.ints(reference.get("first")),
            ReferenceValues.ints(reference.get("second")));
    assertThat(test.p()).isCloseTo(reference.get("p").asDouble(), within(TOLERANCE));
    assertThat(test.midP()).isCloseTo(reference.get("midP").asDouble(), within(TOLERANCE));
    assertThat(test.statistic())
        .isCloseTo(reference.get("statistic").asDouble(), within(TOLERANCE));
    assertThat(test.asymptoticP())
        .isCloseTo(reference.get("asymptoticP").asDouble(), within(TOLERANCE));
  }

  @Test
  void everyPostItsOwnGroup_isMcNemarsTest() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      int[] truth = random.ints(300, 0, 3).toArray();
      int[] first = random.ints(300, 0, 3).toArray();
      int[] second =
          Arrays.stream(truth).map(t -> random.nextInt(4) == 0 ? t : random.nextInt(3)).toArray();
      McNemar plain = McNemar.exact(truth, first, second);
      ClusteredMcNemar test = ClusteredMcNemar.of(Scores.singles(300), truth, first, second);
      assertThat(test.onlyFirst()).isEqualTo(plain.onlyFirst());
      assertThat(test.onlySecond()).isEqualTo(plain.onlySecond());
      assertThat(test.p() / plain.p()).isCloseTo(1, within(TOLERANCE));
      assertThat(test.midP() / plain.midP()).isCloseTo(1, within(TOLERANCE));
    }
  }

  @Test
  void copies_makeNothingSurer() {
    int[] truth = new int[60];
    int[] first = new int[60];
    int[] second = new int[60];
    Arrays.fill(second, 0, 40, 1);
    Arrays.fill(first, 50, 60, 1);
    int[] group = Scores.singles(60);
    Arrays.setAll(group, i -> i / 10);
    ClusteredMcNemar test = ClusteredMcNemar.of(group, truth, first, second);
    assertThat(test.groups()).isEqualTo(6);
    assertThat(test.p()).isCloseTo(McNemar.exact(4, 1).p(), within(TOLERANCE));
    assertThat(McNemar.exact(truth, first, second).p()).isLessThan(1e-4);
  }

  @Test
  void equalSystems_oneGroup_andGroupsThatBalance_haveDefinedResults() {
    int[] truth = {0, 1, 0, 1};
    int[] wrong = {1, 0, 1, 0};
    int[] half = {0, 1, 1, 0};
    int[] otherHalf = {1, 0, 0, 1};
    int[] oneGroup = {5, 5, 5, 5};
    assertThat(ClusteredMcNemar.of(oneGroup, truth, half, half))
        .isEqualTo(new ClusteredMcNemar(1, 0, 0, 1, 1, 0, 1));
    assertThat(ClusteredMcNemar.of(oneGroup, truth, truth, wrong))
        .isEqualTo(new ClusteredMcNemar(1, 4, 0, 1, 0.5, 0, 1));
    assertThat(ClusteredMcNemar.of(oneGroup, truth, half, otherHalf))
        .isEqualTo(new ClusteredMcNemar(1, 2, 2, 1, 1, 0, 1));
    assertThat(ClusteredMcNemar.of(new int[] {1, 1, 2, 2}, truth, half, otherHalf).p())
        .isEqualTo(1);
  }
}
