package org.covalence.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundsTest {
  private static long[] drawn(int number, int threads, String stream) {
    long[] drawn = new long[number];
    new Rounds(number, 3, threads)
        .run(
            stream,
            (random, from, to) -> {
              for (int round = from; round < to; round++) {
                drawn[round] = random.nextLong();
              }
            });
    return drawn;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 499, 500, 501, 1_777})
  void everyRound_isRunOnce_andDrawsTheSameWithAnyNumberOfThreads(int number) {
    long[] one = drawn(number, 1, "coins");
    assertThat(one).doesNotHaveDuplicates();
    assertThat(drawn(number, 3, "coins")).isEqualTo(one);
    assertThat(drawn(number, 1, "dice")).isNotEqualTo(one);
  }

  @Test
  void noRounds_orNoThreads_areRefused() {
    assertThatThrownBy(() -> new Rounds(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rounds(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
