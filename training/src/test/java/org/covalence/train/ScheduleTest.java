package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-12);

  @Test
  void theRate_risesInALineAndFallsAlongHalfACosine() {
    Schedule schedule = new Schedule(2, 100, 0.2);

    assertThat(schedule.at(0)).isCloseTo(2.0 / 21, CLOSE);
    assertThat(schedule.at(10) - schedule.at(9)).isCloseTo(schedule.at(9) - schedule.at(8), CLOSE);
    assertThat(schedule.at(20)).as("the highest").isEqualTo(2);
    assertThat(schedule.at(60)).as("half way down").isCloseTo(1, CLOSE);
    assertThat(schedule.at(40)).as("a quarter").isCloseTo(1 + Math.sqrt(0.5), CLOSE);
    assertThat(schedule.at(99)).isBetween(1e-6, 2e-3);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "1,1", "1,0.1", "7,0", "7,0.5", "7,1", "1000,0.1", "1000,0.999"})
  void theRate_risesOnceThenFallsAndStaysAboveNothing(int steps, double warmUp) {
    Schedule schedule = new Schedule(0.5, steps, warmUp);
    boolean falling = false;
    for (int step = 0; step < steps; step++) {
      assertThat(schedule.at(step)).isGreaterThan(0).isLessThanOrEqualTo(0.5);
      if (step > 0) {
        assertThat(falling && schedule.at(step) > schedule.at(step - 1)).isFalse();
        falling = schedule.at(step) < schedule.at(step - 1);
      }
    }
  }
}
