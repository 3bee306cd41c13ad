package org.covalence.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.covalence.metric.Forecasts;
import org.covalence.predict.Nonconformity;
import org.covalence.spec.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConformalSetsTest {
  private static final int SPLITS = 4_000;
  private static final int TESTED = 50;

  /** Four standard errors of a mean over the splits; 0.02 to 0.06 of spread each. */
  private static double chance(int calibrated, double coverage) {
    double variance = coverage * (1 - coverage) * (1.0 / (calibrated + 2) + 1.0 / TESTED);
    return 4 * Math.sqrt(variance / SPLITS);
  }

  /**
   * The system is too sure of itself and often wrong, on purpose: the promise does not rest on good
   * probabilities.
   */
  @ParameterizedTest(name = "{0}, {1} calibration posts, coverage {2}")
  @CsvSource({
    "THRESHOLD, 20, 0.8",
    "THRESHOLD, 60, 0.9",
    "THRESHOLD, 99, 0.95",
    "ADAPTIVE, 20, 0.8",
    "ADAPTIVE, 60, 0.9",
    "ADAPTIVE, 99, 0.95"
  })
  void overManySplits_theTruthIsCoveredAsOftenAsPromised(
      Nonconformity score, int calibrated, double coverage) {
    double sum = 0;
    for (int split = 0; split < SPLITS; split++) {
      SplittableRandom random = new Seeds(15).stream("split/" + split);
      ConformalSets sets =
          ConformalSets.calibrate(score, Made.logits(random, calibrated, 1, 3).forecasts(1));
      sum += sets.on(Made.logits(random, TESTED, 1, 3).forecasts(1), coverage).covered();
    }
    double covered = sum / SPLITS;
    double chance = chance(calibrated, coverage);
    assertThat(covered).isBetween(coverage - chance, coverage + 1.0 / (calibrated + 1) + chance);
    // No two scores are equal here, so the expectation is known exactly.
    double exact = Math.ceil((calibrated + 1) * coverage - 1e-9) / (calibrated + 1);
    assertThat(covered).isCloseTo(exact, within(chance));
  }

  @Test
  void adaptiveSets_areOfOneClassWhereTheModelIsGoodEnough_andCoverMore() {
    SplittableRandom random = new SplittableRandom(1);
    ConformalSets sets =
        ConformalSets.calibrate(
            Nonconformity.ADAPTIVE, Made.logits(random, 500, 6, 1).forecasts(1));
    Forecasts tested = Made.logits(random, 500, 6, 1).forecasts(1);
    ConformalSets.Outcome outcome = sets.on(tested, 0.7);
    assertThat(sets.bound(0.7)).isZero();
    assertThat(outcome.sizes()).containsExactly(0, 500, 0, 0);
    assertThat(outcome.covered()).isGreaterThan(0.9);
  }

  @Test
  void bound_isTheScoreOfItsRank() {
    ConformalSets sets =
        ConformalSets.calibrate(
            Nonconformity.THRESHOLD,
            Forecasts.of(
                new int[] {0, 0, 0, 0},
                new double[][] {{0.75, 0.25}, {1, 0}, {0.25, 0.75}, {0.5, 0.5}}));
    assertThat(sets.posts()).isEqualTo(4);
    assertThat(sets.bound(0.2)).isEqualTo(0);
    assertThat(sets.bound(0.21)).isEqualTo(0.25);
    assertThat(sets.bound(0.4)).isEqualTo(0.25);
    assertThat(sets.bound(0.8)).isEqualTo(0.75);
    assertThat(sets.bound(0.81)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Nonconformity.class)
  void whereThePostsAreTooFew_everyClassIsInTheSet(Nonconformity score) {
    ConformalSets sets =
        ConformalSets.calibrate(score, Forecasts.of(new int[1], new double[][] {{1, 0, 0}}));
    assertThat(sets.set(new double[] {1, 0, 0}, 0.9)).containsExactly(0, 1, 2);
  }

  @Test
  void adaptiveSet_takesTheLikeliestClassesUntilTheyHoldEnough() {
    ConformalSets sets =
        ConformalSets.calibrate(
            Nonconformity.ADAPTIVE, Forecasts.of(new int[] {1}, new double[][] {{0.6, 0.4, 0}}));
    assertThat(sets.bound(0.5)).isEqualTo(0.6);
    assertThat(sets.set(new double[] {0.1, 0.7, 0.2}, 0.5)).containsExactly(1);
    assertThat(sets.set(new double[] {0.2, 0.5, 0.3}, 0.5)).containsExactly(1, 2);
    assertThat(sets.set(new double[] {0.25, 0.3, 0.45}, 0.5)).containsExactly(1, 2);
  }

  @Test
  void setsOfHigherCoverage_holdThoseOfLower() {
    SplittableRandom random = new SplittableRandom(3);
    Forecasts tested = Made.logits(random, 100, 1, 1).forecasts(1);
    for (Nonconformity score : Nonconformity.values()) {
      ConformalSets sets =
          ConformalSets.calibrate(score, Made.logits(random, 50, 1, 1).forecasts(1));
      for (int i = 0; i < tested.posts(); i++) {
        assertThat(sets.set(tested.probabilities(i), 0.9))
            .containsAll(sets.set(tested.probabilities(i), 0.7));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN})
  void aCoverageThatIsNone_isRefused(double coverage) {
    ConformalSets sets =
        ConformalSets.calibrate(
            Nonconformity.ADAPTIVE, Forecasts.of(new int[1], new double[][] {{0.5, 0.5}}));
    assertThatThrownBy(() -> sets.bound(coverage)).isInstanceOf(IllegalArgumentException.class);
  }
}
