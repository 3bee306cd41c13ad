package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.covalence.spec.BalanceSpec;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.covalence.text.Vocabulary;
import org.covalence.train.Perturbation.Blend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PerturbationTest {
  private static final int POSTS = 20_000;

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  private static Perturbation with(double modalities, double words, double mixup) {
    return new Perturbation(
        new BalanceSpec(modalities, words, mixup, 0, 0, 0, 0),
        new SplittableRandom(1),
        new SplittableRandom(2));
  }

  @Test
  void nothing_isHiddenOrBlendedWhereNothingIsAskedFor() {
    Perturbation none = with(0, 0, 0);
    float[] presence = {1, 1, 0, 1};

    none.hideModalities(presence, 2);

    assertThat(presence).containsExactly(1, 1, 0, 1);
    assertThat(none.blend(4)).isEmpty();
    try (PointerScope scope = new PointerScope()) {
      var ids = Tensors.of(new long[] {2, 3, 0, 0}, 2, 2);
      assertThat(none.hideWords(ids)).isSameAs(ids);
    }
  }

  @Test
  void modalities_areHiddenAsOftenAsAskedForAndNeverTheLastOne() {
    float[] presence = new float[POSTS * 2];
    Arrays.fill(presence, 1);
    presence[0] = 0;

    with(0.3, 0, 0).hideModalities(presence, 2);

    int first = 0;
    int second = 0;
    for (int row = 0; row < presence.length; row += 2) {
      assertThat(presence[row] + presence[row + 1]).isPositive();
      first += presence[row] == 0 ? 1 : 0;
      second += presence[row + 1] == 0 ? 1 : 0;
    }
    assertThat(presence[0]).isZero();
    assertThat(presence[1]).isOne();
    // The first one looked at goes with 0.3, the other one with 0.3 where that one stayed.
    double expected = 0.5 * 0.3 + 0.5 * 0.7 * 0.3;
    assertThat((double) first / POSTS).isCloseTo(expected, within(0.015));
    assertThat((double) second / POSTS).isCloseTo(expected, within(0.015));
  }

  @Test
  void words_areHiddenAsOftenAsAskedForAndPaddingStays() {
    long[] ids = new long[POSTS];
    Arrays.setAll(ids, i -> i % 4 == 3 ? 0 : 7);
    PyTorch.seed(1);
    try (PointerScope scope = new PointerScope()) {
      var hidden = with(0, 0.25, 0).hideWords(Tensors.of(ids, POSTS / 4, 4));
      long[] found = new long[POSTS];
      hidden.contiguous().data_ptr_long().get(found);

      int unknown = 0;
      for (int i = 0; i < POSTS; i++) {
        if (ids[i] == 0) {
          assertThat(found[i]).isZero();
        } else {
          assertThat(found[i]).isIn(7L, (long) Vocabulary.UNKNOWN);
          unknown += found[i] == Vocabulary.UNKNOWN ? 1 : 0;
        }
      }
      assertThat(unknown / (0.75 * POSTS)).isCloseTo(0.25, within(0.02));
    }
  }

  @Test
  void blends_keepAtLeastHalfOfThePostAndAreASumOfTwo() {
    Perturbation mixup = with(0, 0, 0.4);
    try (PointerScope scope = new PointerScope()) {
      double sum = 0;
      for (int i = 0; i < 2_000; i++) {
        Blend blend = mixup.blend(3).orElseThrow();
        assertThat(blend.share()).isBetween(0.5, 1.0);
        sum += blend.share();
      }
      // The larger of x and 1-x: 400,000 draws of Python's random.betavariate(0.4, 0.4).
      assertThat(sum / 2_000).isCloseTo(0.8397, within(0.02));

      Blend half = new Blend(Tensors.of(new long[] {1, 0}, 2), 0.75);
      assertThat(Tensors.values(half.of(Tensors.of(new float[] {4, 0, 8, 2}, 2, 2))))
          .containsExactly(5, 0.5f, 7, 1.5f);
    }
  }
}
