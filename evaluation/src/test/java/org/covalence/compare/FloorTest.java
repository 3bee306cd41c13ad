package org.covalence.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.covalence.metric.Metric;
import org.junit.jupiter.api.Test;

class FloorTest {
  @Test
  void floor_isThatOfTheMajorityClass() {
    Floor floor = Floor.of(Systems.LABELS, Systems.truth(100));
    assertThat(floor.label()).isEqualTo("positive");
    assertThat(floor.of(Metric.ACCURACY)).isEqualTo(0.6);
    // F1 of the class: 2 · 60 / (60 + 100); the two others have none.
    assertThat(floor.of(Metric.MACRO_F1)).isCloseTo(0.75 / 3, within(1e-12));
    assertThat(floor.of(Metric.WEIGHTED_F1)).isCloseTo(0.75 * 0.6, within(1e-12));
    assertThat(floor.of(Metric.BALANCED_ACCURACY)).isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void ofOneClassOnly_theFloorIsFull() {
    assertThat(Floor.of(Systems.LABELS, new int[] {1, 1}).of(Metric.ACCURACY)).isEqualTo(1);
  }

  @Test
  void ofEqualClasses_theFirstIsNamed() {
    assertThat(Floor.of(Systems.LABELS, new int[] {2, 1}).label()).isEqualTo("neutral");
  }
}
