package org.covalence.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.covalence.metric.Metric;
import org.covalence.significance.Holm;
import org.covalence.significance.McNemar;
import org.covalence.split.Groups;
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

  @Test
  void threeSystems_areTestedAtOnce_andTwoAreNot() {
    Evaluation a = Systems.evaluation("a", 1, 300, 0.5);
    Evaluation b = Systems.evaluation("b", 1, 300, 0.7);
    Evaluation c = Systems.evaluation("c", 1, 300, 0.9);

    assertThat(Comparison.of(List.of(a, b)).cochransQ()).isEmpty();
    assertThat(Comparison.of(List.of(a, b, c)).cochransQ().orElseThrow().p()).isLessThan(0.001);
  }

  @Test
  void trainings_areComparedOverSeeds_andClaimedFromFiveOn() {
    List<Evaluation> few = new ArrayList<>();
    List<Evaluation> many = new ArrayList<>();
    for (long seed = 1; seed <= 5; seed++) {
      for (Evaluation e :
          List.of(
              Systems.evaluation("weak", seed, 300, 0.3),
              Systems.evaluation("strong", seed, 300, 0.8))) {
        many.add(e);
        if (seed <= 3) {
          few.add(e);
        }
      }
    }

    SeedDifference ofThree = Comparison.of(few).seedDifferences().get(0);
    SeedDifference ofFive = Comparison.of(many).seedDifferences().get(0);

    assertThat(ofThree.a().system()).isEqualTo("strong");
    assertThat(ofThree.accuracy().chance().value()).isEqualTo(1);
    assertThat(ofThree.accuracy().isAheadA()).isFalse();
    assertThat(ofFive.accuracy().isAheadA()).isTrue();
    assertThat(ofFive.macroF1().isAheadB()).isFalse();
    assertThat(Comparison.of(few.subList(0, 4)).seedDifferences()).isEmpty();
  }

  @Test
  void copiesOfPosts_countOnce_whereTheyAreNamed() {
    int[] truth = Systems.truth(100);
    int[] first = Systems.guesses(truth, 0.8, 1);
    int[] second = Systems.guesses(truth, 0.5, 2);
    int copies = 5;
    int[] copiedTruth = copied(truth, copies);
    List<String> ids = Systems.ids(100 * copies);
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      names.put(ids.get(i), "tweet" + i / copies);
    }
    Protocol grouped = Systems.protocol().with(new Groups(names));

    Difference once = pair(Systems.protocol(), Systems.ids(100), truth, first, second);
    Difference naive =
        pair(Systems.protocol(), ids, copiedTruth, copied(first, copies), copied(second, copies));
    Difference aware =
        pair(grouped, ids, copiedTruth, copied(first, copies), copied(second, copies));

    assertThat(aware.mcNemar().p()).isCloseTo(once.mcNemar().p(), within(1e-12));
    assertThat(naive.mcNemar().p()).isLessThan(once.mcNemar().p());
    assertThat(aware.accuracy().high() - aware.accuracy().low())
        .isCloseTo(once.accuracy().high() - once.accuracy().low(), within(0.02))
        .isGreaterThan(1.8 * (naive.accuracy().high() - naive.accuracy().low()));
    assertThat(aware.a().signature().intervals()).startsWith("clustered-percentile-bootstrap");
    assertThat(naive.smallestDifference()).isPresent();
    assertThat(aware.smallestDifference()).isEmpty();
    assertThat(aware.a().score(Metric.ACCURACY).low())
        .isLessThan(naive.a().score(Metric.ACCURACY).low());
  }

  private static int[] copied(int[] values, int copies) {
    return Arrays.stream(values).flatMap(v -> IntStream.generate(() -> v).limit(copies)).toArray();
  }

  private static Difference pair(
      Protocol protocol, List<String> ids, int[] truth, int[] first, int[] second) {
    return Comparison.of(
            List.of(
                Evaluation.of(protocol, "second", 1, Scored.of("test", ids, truth, second)),
                Evaluation.of(protocol, "first", 1, Scored.of("test", ids, truth, first))))
        .differences()
        .get(0);
  }

  @Test
  void theSmallestDifferenceThatCouldBeShown_shrinksWithMorePosts() {
    double few =
        Comparison.of(
                List.of(
                    Systems.evaluation("a", 1, 100, 0.6), Systems.evaluation("b", 1, 100, 0.65)))
            .differences()
            .get(0)
            .smallestDifference()
            .orElseThrow();
    double many =
        Comparison.of(
                List.of(
                    Systems.evaluation("a", 1, 3000, 0.6), Systems.evaluation("b", 1, 3000, 0.65)))
            .differences()
            .get(0)
            .smallestDifference()
            .orElseThrow();

    assertThat(few).isBetween(0.1, 0.4);
    assertThat(many).isBetween(0.01, 0.06);
  }

  @Test
  void systemsThatNeverDiffer_couldHaveShownNothing() {
    Difference same =
        Comparison.of(List.of(Systems.evaluation("a", 1, 50, 1), Systems.evaluation("b", 1, 50, 1)))
            .differences()
            .get(0);

    assertThat(same.smallestDifference()).isEmpty();
    assertThat(same.macroF1Test().p()).isEqualTo(1);
  }
}
