package org.covalence.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;
import org.junit.jupiter.api.Test;

class FoldScoresTest {
  /** A fold of ten posts, of which so many are right. */
  private static FoldScore score(String system, long seed, int repeat, int fold, int right) {
    return new FoldScore(
        system,
        seed,
        repeat,
        fold,
        80,
        ConfusionMatrix.ofRows(new int[][] {{right, 10 - right}, {0, 0}}));
  }

  private final FoldScores scores =
      new FoldScores(
          List.of(
              score("text", 1, 1, 2, 8),
              score("text", 1, 1, 1, 6),
              score("both", 1, 1, 1, 7),
              score("both", 1, 1, 2, 9),
              score("both", 2, 1, 1, 9),
              score("both", 2, 1, 2, 5)));

  @Test
  void scores_areOrderedBySystemRepeatSeedAndFold() {
    assertThat(scores.systems()).containsExactly("text", "both");
    assertThat(scores.of("text")).extracting(FoldScore::fold).containsExactly(1, 2);
    assertThat(scores.of("both")).extracting(FoldScore::seed).containsExactly(1L, 1L, 2L, 2L);
    assertThat(scores.of("text").get(0).posts()).isEqualTo(10);
  }

  @Test
  void mean_isOverFoldsAndSeeds() {
    assertThat(scores.mean("text", Metric.ACCURACY)).isCloseTo(0.7, within(1e-12));
    assertThat(scores.mean("both", Metric.ACCURACY)).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void standardDeviation_isThatOfTheFoldsWithinATraining() {
    assertThat(scores.standardDeviation("text", Metric.ACCURACY))
        .isCloseTo(Math.sqrt(0.02), within(1e-12));
    // Variances 0.02 and 0.08.
    assertThat(scores.standardDeviation("both", Metric.ACCURACY))
        .isCloseTo(Math.sqrt(0.05), within(1e-12));
  }

  @Test
  void standardDeviation_ofOneFoldIsNone() {
    FoldScores one = new FoldScores(List.of(score("text", 1, 1, 1, 5)));

    assertThat(one.standardDeviation("text", Metric.ACCURACY)).isZero();
  }

  @Test
  void scores_byFoldAreMeansOfTheSeeds() {
    assertThat(scores.byFold("text", Metric.ACCURACY)).containsExactly(new double[] {0.6, 0.8});
    assertThat(scores.byFold("both", Metric.ACCURACY))
        .containsExactly(new double[] {0.8, 0.7}, within(1e-12));
  }

  @Test
  void systems_onOtherFoldsAreRefused() {
    assertThatThrownBy(
            () -> new FoldScores(List.of(score("a", 1, 1, 1, 5), score("b", 1, 1, 2, 5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("on the same folds");
  }

  @Test
  void comparisons_testEveryPairOverTheFolds() {
    List<FoldComparison> pairs = scores.comparisons(Metric.ACCURACY);

    assertThat(pairs).hasSize(1);
    FoldComparison pair = pairs.get(0);
    assertThat(pair.a()).isEqualTo("both");
    assertThat(pair.b()).isEqualTo("text");
    assertThat(pair.folds()).isEqualTo(2);
    // Differences 0.2 and -0.1; ten posts tested for eighty trained.
    assertThat(pair.t().mean()).isCloseTo(0.05, within(1e-12));
    assertThat(pair.t().standardError()).isCloseTo(Math.sqrt((0.5 + 0.125) * 0.045), within(1e-12));
    assertThat(pair.t().degrees()).isEqualTo(1);
    assertThat(pair.tHolm()).isEqualTo(pair.t().p());
    assertThat(pair.wilcoxon().p()).isEqualTo(1);
    assertThat(pair.fiveByTwo()).isEmpty();
  }

  @Test
  void comparisons_ofUnequalTrainingPartsAreTestedAsWideAsTheSmallerOneAsks() {
    ConfusionMatrix most = ConfusionMatrix.ofRows(new int[][] {{9, 1}, {0, 0}});
    List<FoldScore> refitted =
        List.of(score("refitted", 1, 1, 1, 6), score("refitted", 1, 1, 2, 8));
    List<FoldScore> plain =
        List.of(
            new FoldScore("plain", 1, 1, 1, 40, most), new FoldScore("plain", 1, 1, 2, 40, most));

    // Differences 0.3 and 0.1; ten posts tested for forty trained.
    double expected = Math.sqrt((0.5 + 0.25) * 0.02);
    assertThat(standardError(refitted, plain)).isCloseTo(expected, within(1e-12));
    assertThat(standardError(plain, refitted)).isCloseTo(expected, within(1e-12));
  }

  private static double standardError(List<FoldScore> first, List<FoldScore> second) {
    List<FoldScore> all = new ArrayList<>(first);
    all.addAll(second);
    return new FoldScores(all).comparisons(Metric.ACCURACY).get(0).t().standardError();
  }

  @Test
  void comparisons_ofFiveTimesTwoFoldsHaveTheirOwnTest() {
    List<FoldScore> all = new ArrayList<>();
    for (int repeat = 1; repeat <= 5; repeat++) {
      for (int fold = 1; fold <= 2; fold++) {
        all.add(score("a", repeat, repeat, fold, 5));
        all.add(score("b", repeat, repeat, fold, 5 + (repeat + fold) % 3));
        all.add(score("c", repeat, repeat, fold, 5));
      }
    }
    List<FoldComparison> pairs = new FoldScores(all).comparisons(Metric.ACCURACY);

    assertThat(pairs).hasSize(3).allMatch(p -> p.fiveByTwo().isPresent());
    assertThat(pairs).allMatch(p -> p.tHolm() >= p.t().p());
    // Two systems that are equal on every fold.
    assertThat(pairs.get(1).t().p()).isEqualTo(1);
    assertThat(pairs.get(1).wilcoxon().p()).isEqualTo(1);
    assertThat(pairs.get(1).fiveByTwo().orElseThrow().p()).isEqualTo(1);
  }

  @Test
  void oneFold_givesNothingToTest() {
    assertThat(
            new FoldScores(List.of(score("a", 1, 1, 1, 5), score("b", 1, 1, 1, 6)))
                .comparisons(Metric.ACCURACY))
        .isEmpty();
  }

  @Test
  void sameTrainingTwice_isRefused() {
    FoldScore score = score("text", 1, 1, 1, 5);

    assertThatThrownBy(() -> new FoldScores(List.of(score, score)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FoldScores(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
