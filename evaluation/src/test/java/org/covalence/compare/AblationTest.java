package org.covalence.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.covalence.compare.Ablation.Effect;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;
import org.covalence.significance.ClusteredMcNemar;
import org.covalence.significance.CorrectedResampledT;
import org.covalence.significance.Holm;
import org.covalence.significance.McNemar;
import org.covalence.split.Groups;
import org.junit.jupiter.api.Test;

class AblationTest {
  private static final int POSTS = 300;
  private static final int FOLDS = 3;
  private static final List<String> SYSTEMS =
      List.of("full", "without a", "without b", "without c");
  private static final double[] SKILL = {0.8, 0.6, 0.78, 0.3};

  private static List<Evaluation> evaluations(long... seeds) {
    List<Evaluation> all = new ArrayList<>();
    for (int s = 0; s < SYSTEMS.size(); s++) {
      for (long seed : seeds) {
        all.add(Systems.evaluation(SYSTEMS.get(s), seed, POSTS, SKILL[s]));
      }
    }
    return all;
  }

  /** Each third of the posts is a fold. */
  private static FoldScores folds(List<Evaluation> evaluations) {
    List<FoldScore> scores = new ArrayList<>();
    for (Evaluation e : evaluations) {
      for (int fold = 1; fold <= FOLDS; fold++) {
        int[] places = IntStream.iterate(fold - 1, i -> i < POSTS, i -> i + FOLDS).toArray();
        scores.add(
            new FoldScore(
                e.system(),
                e.seed(),
                1,
                fold,
                180,
                ConfusionMatrix.of(
                    3,
                    IntStream.of(places).map(i -> e.scored().truth()[i]).toArray(),
                    IntStream.of(places).map(i -> e.scored().predicted()[i]).toArray())));
      }
    }
    return new FoldScores(scores);
  }

  private static Ablation ablation(long... seeds) {
    List<Evaluation> evaluations = evaluations(seeds);
    return Ablation.of(evaluations, folds(evaluations));
  }

  @Test
  void effects_areTheFullConfigurationMinusEachVariant() {
    Ablation ablation = ablation(1);

    assertThat(ablation.full().system()).isEqualTo("full");
    assertThat(ablation.effects())
        .extracting(e -> e.variant().system())
        .containsExactly("without a", "without b", "without c");
    for (Effect effect : ablation.effects()) {
      assertThat(effect.difference().accuracy().value())
          .isCloseTo(
              ablation.full().score(Metric.ACCURACY).value()
                  - effect.variant().score(Metric.ACCURACY).value(),
              within(1e-12));
    }
    assertThat(ablation.trainings()).isEqualTo(1);
    assertThat(ablation.posts()).isEqualTo(POSTS);
  }

  /** The p-values as the tests give them one by one, corrected over three pairs and not six. */
  @Test
  void pValues_areThoseOfTheTestsCorrectedOverTheVariantsAlone() {
    List<Evaluation> evaluations = evaluations(1);
    FoldScores folds = folds(evaluations);
    Ablation ablation = Ablation.of(evaluations, folds);
    Scored full = evaluations.get(0).scored();
    double[] mcNemar = new double[3];
    double[] t = new double[3];
    for (int v = 0; v < 3; v++) {
      mcNemar[v] =
          McNemar.exact(full.truth(), full.predicted(), evaluations.get(v + 1).scored().predicted())
              .p();
      t[v] =
          CorrectedResampledT.of(
                  folds.byFold("full", Metric.MACRO_F1),
                  folds.byFold(SYSTEMS.get(v + 1), Metric.MACRO_F1),
                  FOLDS * 180,
                  POSTS)
              .p();
    }

    assertThat(ablation.effects().stream().mapToDouble(e -> e.difference().pHolm()).toArray())
        .containsExactly(Holm.adjust(mcNemar));
    assertThat(ablation.effects().stream().mapToDouble(e -> e.macroF1OverFolds().t().p()).toArray())
        .containsExactly(t);
    assertThat(ablation.effects().stream().mapToDouble(e -> e.macroF1OverFolds().tHolm()).toArray())
        .containsExactly(Holm.adjust(t));
    assertThat(
            ablation.effects().stream()
                .mapToDouble(e -> e.difference().macroF1Test().pHolm())
                .toArray())
        .containsExactly(
            Holm.adjust(
                ablation.effects().stream()
                    .mapToDouble(e -> e.difference().macroF1Test().p())
                    .toArray()));
  }

  @Test
  void oneVariant_hasTheNumbersOfAComparisonOfTwo() {
    List<Evaluation> two = evaluations(1).subList(0, 2);
    Difference ofTwo = Comparison.of(List.of(two.get(1), two.get(0))).differences().get(0);

    Difference effect = Ablation.of(two, folds(two)).effects().get(0).difference();

    assertThat(effect.accuracy()).isEqualTo(ofTwo.accuracy());
    assertThat(effect.macroF1()).isEqualTo(ofTwo.macroF1());
    assertThat(effect.mcNemar()).isEqualTo(ofTwo.mcNemar());
    assertThat(effect.pHolm()).isEqualTo(ofTwo.mcNemar().p());
    assertThat(effect.macroF1Test()).isEqualTo(ofTwo.macroF1Test());
    assertThat(effect.smallestDifference()).isEqualTo(ofTwo.smallestDifference());
  }

  @Test
  void severalTrainings_arePooledAndAPostIsOneWitness() {
    Ablation ablation = ablation(1, 2);
    Effect effect = ablation.effects().get(1);
    int[] groups = IntStream.range(0, 2 * POSTS).map(i -> i % POSTS).toArray();
    double mean = 0;
    for (long seed : new long[] {1, 2}) {
      mean += Systems.evaluation("full", seed, POSTS, 0.8).score(Metric.ACCURACY).value() / 2;
    }

    assertThat(ablation.trainings()).isEqualTo(2);
    assertThat(ablation.posts()).isEqualTo(POSTS);
    assertThat(ablation.full().scored().posts()).isEqualTo(2 * POSTS);
    assertThat(ablation.full().score(Metric.ACCURACY).value()).isCloseTo(mean, within(1e-12));
    assertThat(effect.difference().mcNemar().p())
        .isEqualTo(
            ClusteredMcNemar.of(
                    groups,
                    ablation.full().scored().truth(),
                    ablation.full().scored().predicted(),
                    effect.variant().scored().predicted())
                .p());
    assertThat(effect.accuracyOverFolds().folds()).isEqualTo(FOLDS);
    assertThat(ablation.signature().intervals()).startsWith("clustered-");
  }

  /** Who trains twice from the same seed has seen nothing new, and may be no surer. */
  @Test
  void theSameTrainingTwice_makesNothingSurer() {
    List<Evaluation> once = evaluations(1).subList(0, 3);
    List<Evaluation> twice = new ArrayList<>();
    for (Evaluation e : once) {
      twice.add(e);
      twice.add(Evaluation.of(e.protocol(), e.system(), 2, e.scored()));
    }
    Effect one = Ablation.of(once, folds(once)).effects().get(1);

    Effect two = Ablation.of(twice, folds(twice)).effects().get(1);

    assertThat(two.difference().accuracy().value())
        .isCloseTo(one.difference().accuracy().value(), within(1e-12));
    assertThat(two.difference().mcNemar().p())
        .isCloseTo(one.difference().mcNemar().p(), within(1e-12));
    assertThat(two.accuracyOverFolds().t()).isEqualTo(one.accuracyOverFolds().t());
    double width = one.difference().accuracy().high() - one.difference().accuracy().low();
    assertThat(two.difference().accuracy().high() - two.difference().accuracy().low())
        .isCloseTo(width, within(0.15 * width));
  }

  @Test
  void copies_stayTogetherInPooledTrainings() {
    Map<String, String> names = Map.of("p0", "a", "p1", "a");
    List<Evaluation> evaluations = new ArrayList<>();
    for (Evaluation e : evaluations(1, 2)) {
      evaluations.add(
          Evaluation.of(
              Systems.protocol().with(new Groups(names)), e.system(), e.seed(), e.scored()));
    }

    Protocol pooled = Ablation.of(evaluations, folds(evaluations)).full().protocol();

    assertThat(pooled.groups().of("p0, training 1"))
        .isEqualTo(pooled.groups().of("p1, training 2"));
    assertThat(pooled.groups().of("p2, training 1"))
        .isEqualTo(pooled.groups().of("p2, training 2"))
        .isNotEqualTo(pooled.groups().of("p3, training 1"));
  }

  @Test
  void aVariantThatAnswersAlike_isNoEffectAtAll() {
    Evaluation full = Systems.evaluation("full", 1, POSTS, 0.8);
    Evaluation same = Evaluation.of(full.protocol(), "without a", 1, full.scored());
    List<Evaluation> both = List.of(full, same);

    assertThat(Ablation.of(both, folds(both)).effects().get(0).isNoneAtAll()).isTrue();
    assertThat(ablation(1).effects()).noneMatch(Effect::isNoneAtAll);
  }

  @Test
  void systemsWithMoreTrainingsThanOthers_areRefused() {
    List<Evaluation> uneven = new ArrayList<>(evaluations(1));
    uneven.add(Systems.evaluation("without c", 2, POSTS, 0.3));
    FoldScores folds = folds(evaluations(1));

    assertThatThrownBy(() -> Ablation.of(uneven, folds))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 1 trainings of without c, found 2");
  }
}
