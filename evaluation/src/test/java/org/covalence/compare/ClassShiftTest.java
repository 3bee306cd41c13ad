package org.covalence.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassShiftTest {
  @Test
  void distance_isTheShareThatWouldHaveToChange() {
    ClassShift shift = ClassShift.of(new int[] {1, 1, 2}, new int[] {0, 1, 1});

    assertThat(shift.training()).containsExactly(0.25, 0.25, 0.5);
    assertThat(shift.distance()).isCloseTo(0.25, within(1e-15));
  }

  @Test
  void distance_isNothingForTheSameSharesAndOneForOtherClasses() {
    assertThat(ClassShift.of(new int[] {2, 4}, new int[] {1, 2}).distance()).isZero();
    assertThat(ClassShift.of(new int[] {5, 0}, new int[] {0, 3}).distance()).isEqualTo(1);
  }

  @Test
  void shift_ofNothing_isRefused() {
    assertThatThrownBy(() -> ClassShift.of(new int[] {0, 0}, new int[] {1, 0}))
        .hasMessageContaining("expected posts to count");
    assertThatThrownBy(() -> ClassShift.of(new int[] {1}, new int[] {1, 0}))
        .hasMessageContaining("expected as many classes");
  }
}
