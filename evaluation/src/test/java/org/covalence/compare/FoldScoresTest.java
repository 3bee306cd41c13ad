package org.covalence.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
  void differences_areFoldByFoldOverTheMeanOfTheSeeds() {
    assertThat(scores.differences("both", "text", Metric.ACCURACY))
        .containsExactly(new double[] {0.2, -0.1}, within(1e-12));
  }

  @Test
  void differences_ofSystemsOnOtherFoldsAreRefused() {
    FoldScores uneven = new FoldScores(List.of(score("a", 1, 1, 1, 5), score("b", 1, 1, 2, 5)));

    assertThatThrownBy(() -> uneven.differences("a", "b", Metric.ACCURACY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("on the same folds");
  }

  @Test
  void share_ofTestPostsIsToTrainingPosts() {
    assertThat(scores.testToTraining()).isCloseTo(0.125, within(1e-12));
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
