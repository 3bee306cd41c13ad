package org.covalence.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.covalence.duplicate.Likeness;
import org.covalence.duplicate.Twins;
import org.covalence.metric.Metric;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;

final class WithoutTwinsTest {
  private static final Comparison COMPARISON =
      Comparison.of(
          List.of(
              Systems.evaluation("text", 1, 100, 0.5), Systems.evaluation("image", 1, 100, 0.8)));

  private static Twins twins(String... ids) {
    return new Twins(
        Map.of(Likeness.EQUAL_TEXT, Set.of(ids), Likeness.EQUAL_PICTURE, Set.<String>of()));
  }

  @Test
  void only_keepsPostsWithTheirLabelsAndProbabilities_inTheirOrder() {
    Scored scored =
        Scored.of(
            "test",
            List.of("a", "b", "c"),
            new int[] {0, 1, 2},
            new int[] {2, 1, 0},
            Optional.of(new double[][] {{0, 0, 1}, {0, 1, 0}, {1, 0, 0}}));

    Scored kept = scored.only(Set.of("c", "a", "unknown"));

    assertThat(kept.part()).isEqualTo("test");
    assertThat(kept.ids()).containsExactly("a", "c");
    assertThat(kept.truth()).containsExactly(0, 2);
    assertThat(kept.predicted()).containsExactly(2, 0);
    assertThat(kept.probabilities().orElseThrow())
        .isDeepEqualTo(new double[][] {{0, 0, 1}, {1, 0, 0}});
  }

  @Test
  void only_ofNothing_isRefused() {
    Scored scored = COMPARISON.evaluations().get(0).scored();

    assertThatThrownBy(() -> scored.only(Set.of())).isInstanceOf(CovalenceException.class);
    assertThatThrownBy(() -> scored.only(Set.of("unknown")))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("found none");
  }

  @Test
  void of_measuresTheSameSystemsOnTheOthers() {
    WithoutTwins without = WithoutTwins.of(COMPARISON, twins("p0", "p1", "p2", "not tested"));

    assertThat(without.posts()).isEqualTo(100);
    assertThat(without.leftOut()).isEqualTo(3);
    assertThat(without.evaluations())
        .extracting(Evaluation::system)
        .containsExactly("text", "image");
    for (Evaluation evaluation : without.evaluations()) {
      Scored scored = evaluation.scored();
      assertThat(scored.ids()).hasSize(97).doesNotContain("p0", "p1", "p2");
      long right =
          IntStream.range(0, 97).filter(i -> scored.truth()[i] == scored.predicted()[i]).count();
      assertThat(evaluation.score(Metric.ACCURACY).value()).isEqualTo(right / 97.0);
      assertThat(evaluation.signature().posts()).isEqualTo(97);
    }
  }

  @Test
  void of_noTwins_saysSoAndMeasuresNothing() {
    WithoutTwins without = WithoutTwins.of(COMPARISON, twins());

    assertThat(without.leftOut()).isZero();
    assertThat(without.evaluations()).isEmpty();
  }

  @Test
  void of_twinsAlone_hasNothingToMeasure() {
    String[] all =
        IntStream.range(0, 100)
            .mapToObj(i -> "p" + i)
            .collect(Collectors.toList())
            .toArray(String[]::new);

    WithoutTwins without = WithoutTwins.of(COMPARISON, twins(all));

    assertThat(without.leftOut()).isEqualTo(100);
    assertThat(without.evaluations()).isEmpty();
  }
}
