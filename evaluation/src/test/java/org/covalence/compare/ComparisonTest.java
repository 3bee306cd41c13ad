package org.covalence.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.covalence.metric.Metric;
import org.covalence.significance.Holm;
import org.covalence.significance.McNemar;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Evaluation text = Systems.evaluation("text", 1, 300, 0.4);
  private final Evaluation image = Systems.evaluation("image", 1, 300, 0.45);
  private final Evaluation both = Systems.evaluation("text+image", 1, 300, 0.8);

  @Test
  void everyPair_isTested_theLaterSystemFirst() {
    Comparison comparison = Comparison.of(List.of(text, image, both));
    assertThat(comparison.differences())
        .extracting(d -> d.a().system() + " - " + d.b().system())
        .containsExactly("image - text", "text+image - text", "text+image - image");
    double[] p = comparison.differences().stream().mapToDouble(d -> d.mcNemar().p()).toArray();
    assertThat(comparison.differences().stream().mapToDouble(Difference::pHolm).toArray())
        .containsExactly(Holm.adjust(p));
    Difference gain = comparison.differences().get(1);
    assertThat(gain.isShown()).isTrue();
    assertThat(gain.macroF1().value())
        .isCloseTo(
            both.score(Metric.MACRO_F1).value() - text.score(Metric.MACRO_F1).value(),
            within(1e-12));
    assertThat(gain.macroF1().covers(gain.macroF1().value())).isTrue();
    assertThat(gain.accuracy().value())
        .isCloseTo(
            (gain.mcNemar().onlyFirst() - gain.mcNemar().onlySecond()) / 300.0, within(1e-12));
  }

  @Test
  void posts_inAnotherOrder_areBroughtTogetherByTheirIds() {
    int[] truth = {0, 1, 2, 2};
    int[] reversedTruth = {2, 2, 1, 0};
    Evaluation a = evaluation("a", List.of("w", "x", "y", "z"), truth, new int[] {0, 1, 2, 0});
    Evaluation b =
        evaluation("b", List.of("z", "y", "x", "w"), reversedTruth, new int[] {2, 0, 1, 0});
    Difference difference = Comparison.of(List.of(a, b)).differences().get(0);
    assertThat(difference.mcNemar()).isEqualTo(McNemar.exact(1, 1));
    assertThat(difference.accuracy().value()).isZero();
  }

  @Test
  void equalSystems_differByNothing() {
    Evaluation twin = Evaluation.of(Systems.protocol(), "twin", 1, text.scored());
    Difference difference = Comparison.of(List.of(text, twin)).differences().get(0);
    assertThat(difference.pHolm()).isEqualTo(1);
    assertThat(difference.macroF1().low()).isZero();
    assertThat(difference.macroF1().high()).isZero();
    assertThat(difference.isShown()).isFalse();
  }

  @Test
  void oneSystem_hasNoPairs() {
    Comparison comparison = Comparison.of(List.of(text));
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.spreads()).isEmpty();
  }

  @Test
  void severalSeeds_arePairedSeedBySeed_andSpread() {
    Comparison comparison =
        Comparison.of(
            List.of(
                Systems.evaluation("linear", 1, 100, 0.5),
                Systems.evaluation("text", 1, 100, 0.4),
                Systems.evaluation("text", 2, 100, 0.4),
                Systems.evaluation("both", 1, 100, 0.7),
                Systems.evaluation("both", 2, 100, 0.7)));
    assertThat(comparison.differences())
        .extracting(d -> d.a().system() + d.a().seed() + " - " + d.b().system() + d.b().seed())
        .containsExactly(
            "text1 - linear1",
            "text2 - linear1",
            "both1 - linear1",
            "both1 - text1",
            "both2 - linear1",
            "both2 - text2");
    assertThat(comparison.spreads()).extracting(Spread::system).containsExactly("text", "both");
    Spread spread = comparison.spreads().get(0);
    double first = spread.evaluations().get(0).score(Metric.ACCURACY).value();
    double second = spread.evaluations().get(1).score(Metric.ACCURACY).value();
    assertThat(spread.seeds()).containsExactly(1L, 2L);
    assertThat(spread.mean(Metric.ACCURACY)).isCloseTo((first + second) / 2, within(1e-12));
    assertThat(spread.standardDeviation(Metric.ACCURACY))
        .isCloseTo(Math.abs(first - second) / Math.sqrt(2), within(1e-12));
  }

  @Test
  void otherPosts_areListed() {
    Evaluation a = evaluation("a", List.of("w", "x"), new int[] {0, 1}, new int[] {0, 1});
    Evaluation b = evaluation("b", List.of("x", "y"), new int[] {1, 0}, new int[] {0, 1});
    assertThatThrownBy(() -> Comparison.of(List.of(a, b)))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("1 missing: w; 1 extra: y")
        .hasMessageContaining("the predictions of b");
  }

  @Test
  void otherLabels_areListed() {
    Evaluation a = evaluation("a", List.of("w", "x"), new int[] {0, 1}, new int[] {0, 1});
    Evaluation b = evaluation("b", List.of("w", "x"), new int[] {0, 2}, new int[] {0, 1});
    assertThatThrownBy(() -> Comparison.of(List.of(a, b)))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("other labels for x");
  }

  @Test
  void anotherProtocol_isNamed() {
    Protocol other =
        new Protocol(
            Systems.LABELS,
            "agreement-only",
            "id files",
            "c0ffee".repeat(10),
            "0.1.0",
            Systems.protocol().bootstrap());
    assertThatThrownBy(
            () -> Comparison.of(List.of(text, Evaluation.of(other, "b", 1, text.scored()))))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("found rule agreement-only and standard");
  }

  @Test
  void theSameSystemTwice_isRefused() {
    assertThatThrownBy(() -> Comparison.of(List.of(text, image, text)))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("found twice: text, seed 1");
  }

  @Test
  void nothing_isRefused() {
    assertThatThrownBy(() -> Comparison.of(List.of())).isInstanceOf(CovalenceException.class);
  }

  private static Evaluation evaluation(
      String system, List<String> ids, int[] truth, int[] predicted) {
    return Evaluation.of(Systems.protocol(), system, 1, Scored.of("test", ids, truth, predicted));
  }
}
