package org.covalence.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f");
  private static final int[] TRUTH = {0, 2, 0, 1, 0, 2};
  private static final int[] CALLED = {2, 1, 2, 1, 2, 2};

  @Test
  void confusions_standByNumber_theSurestMistakesFirst() {
    double[] confidence = {0.5, 0.6, 0.9, 0.7, 0.8, 0.99};
    assertThat(Confusion.of(IDS, TRUTH, CALLED, confidence, 2))
        .containsExactly(
            new Confusion(0, 2, 3, List.of("c", "e")), new Confusion(2, 1, 1, List.of("b")));
  }

  @Test
  void withoutConfidence_theOrderOfTheIdsStays() {
    assertThat(Confusion.of(IDS, TRUTH, CALLED, new double[6], 10).get(0).ids())
        .containsExactly("a", "c", "e");
  }

  @Test
  void equallyFrequentConfusions_standInClassOrder() {
    assertThat(
            Confusion.of(
                IDS.subList(0, 3),
                new int[] {2, 0, 0},
                new int[] {1, 2, 1},
                new double[] {0.9, 0.8, 0.7},
                1))
        .extracting(Confusion::truth, Confusion::predicted)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, 1),
            org.assertj.core.groups.Tuple.tuple(0, 2),
            org.assertj.core.groups.Tuple.tuple(2, 1));
  }

  @Test
  void withoutMistakes_thereAreNone() {
    assertThat(Confusion.of(IDS, TRUTH, TRUTH, new double[6], 3)).isEmpty();
  }

  @Test
  void aPostWithoutAPrediction_isRefused() {
    assertThatThrownBy(() -> Confusion.of(IDS, TRUTH, new int[5], new double[6], 3))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
