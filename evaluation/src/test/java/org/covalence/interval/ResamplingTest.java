package org.covalence.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplingTest {
  private static final int ROUNDS = 20_000;

  /** Few cells of many posts are drawn by the count; many cells of few posts one by one. */
  static Stream<int[]> counts() {
    return Stream.of(
        new int[] {170, 20, 10},
        new int[] {1, 0, 499},
        new int[] {3, 2, 1, 1},
        new int[] {9_000, 7_000, 1_000, 0});
  }

  @ParameterizedTest
  @MethodSource("counts")
  void drawnPosts_areAsManyAsThereAre_andOnlyFromCellsThatHaveSome(int[] counts) {
    SplittableRandom random = new SplittableRandom(1);
    Resampling resampling = new Resampling(counts);
    int[] drawn = new int[counts.length];
    for (int round = 0; round < 1_000; round++) {
      resampling.draw(random, drawn);
      assertThat(Arrays.stream(drawn).sum()).isEqualTo(Arrays.stream(counts).sum());
      for (int cell = 0; cell < counts.length; cell++) {
        assertThat(drawn[cell]).isBetween(0, counts[cell] == 0 ? 0 : Integer.MAX_VALUE);
      }
    }
  }

  /**
   * Each cell alone is binomial, and so is the sum of two. Pearson's test over deciles; the level
   * of one in a million leaves no room for a wrong sampler at 20,000 rounds and none for bad luck,
   * as the seed is fixed.
   */
  @ParameterizedTest
  @MethodSource("counts")
  void drawnPosts_ofOneCellAndOfTwoTogether_areBinomial(int[] counts) {
    SplittableRandom random = new SplittableRandom(7);
    Resampling resampling = new Resampling(counts);
    int[] drawn = new int[counts.length];
    int[] ofLast = new int[ROUNDS];
    int[] ofTwo = new int[ROUNDS];
    int last = counts[counts.length - 1] > 0 ? counts.length - 1 : counts.length - 2;
    for (int round = 0; round < ROUNDS; round++) {
      resampling.draw(random, drawn);
      ofLast[round] = drawn[last];
      ofTwo[round] = drawn[0] + drawn[last];
    }
    int posts = Arrays.stream(counts).sum();
    assertBinomial(ofLast, posts, (double) counts[last] / posts);
    if (counts[0] + counts[last] < posts) {
      assertBinomial(ofTwo, posts, (double) (counts[0] + counts[last]) / posts);
    }
  }

  private static void assertBinomial(int[] drawn, int posts, double share) {
    BinomialDistribution expected = BinomialDistribution.of(posts, share);
    double chiSquared = 0;
    int bins = 0;
    int from = 0;
    while (from <= posts) {
      int first = from;
      int to = from;
      while (to < posts
          && (expected.cumulativeProbability(to) - below(expected, first) < 0.1
              || expected.survivalProbability(to) < 0.02)) {
        to++;
      }
      int end = to;
      double mass = expected.cumulativeProbability(end) - below(expected, first);
      long found = Arrays.stream(drawn).filter(k -> k >= first && k <= end).count();
      chiSquared += Math.pow(found - ROUNDS * mass, 2) / (ROUNDS * mass);
      bins++;
      from = to + 1;
    }
    assertThat(bins).isGreaterThan(1);
    assertThat(ChiSquaredDistribution.of(bins - 1).survivalProbability(chiSquared))
        .isGreaterThan(1e-6);
  }

  private static double below(BinomialDistribution distribution, int k) {
    return k == 0 ? 0 : distribution.cumulativeProbability(k - 1);
  }

  @Test
  void aSingleCell_isDrawnWhole() {
    int[] drawn = {0};
    new Resampling(new int[] {1_000}).draw(new SplittableRandom(1), drawn);
    assertThat(drawn).containsExactly(1_000);
  }

  @Test
  void cellsWithoutPosts_areRefused() {
    assertThatThrownBy(() -> new Resampling(new int[] {0, 0}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Resampling(new int[] {5, -1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
