package org.covalence.interval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellsTest {
  @Test
  void posts_thatLookAlikeShareACell() {
    Cells cells = Cells.of(new int[] {2, 0, 2, 2}, new int[] {1, 0, 1, 0});
    assertThat(cells.size()).isEqualTo(3);
    assertThat(cells.counts()).containsExactly(1, 1, 2);
    assertThat(cells.value(2, 0)).isEqualTo(2);
    assertThat(cells.value(2, 1)).isEqualTo(1);
  }

  @Test
  void order_ofThePostsDoesNotMatter() {
    Cells cells = Cells.of(new int[] {2, 0, 1}, new int[] {1, 0, 2});
    Cells shuffled = Cells.of(new int[] {1, 2, 0}, new int[] {2, 1, 0});
    for (int cell = 0; cell < cells.size(); cell++) {
      assertThat(shuffled.value(cell, 0)).isEqualTo(cells.value(cell, 0));
      assertThat(shuffled.value(cell, 1)).isEqualTo(cells.value(cell, 1));
    }
  }

  @Test
  void manyClasses_costNoMoreThanThePosts() {
    int large = Integer.MAX_VALUE;
    assertThat(Cells.of(new int[] {large, 0}, new int[] {large, 7}).counts()).containsExactly(1, 1);
  }

  @Test
  void swappable_hasTheMirrorOfEveryCell_emptyWhereNoPostIsInIt() {
    Cells cells = Cells.of(new int[] {0, 0, 2}, new int[] {1, 1, 0}, new int[] {1, 2, 1});
    Cells swappable = cells.swappable(1, 2);
    assertThat(swappable.counts()).containsExactly(1, 1, 0, 1, 0);
    assertThat(swappable.mirror(1, 2)).containsExactly(0, 2, 1, 4, 3);
    assertThat(swappable.values(2)).containsExactly(0, 2, 1);
    assertThat(swappable.indexOf(2, 0, 1)).isEqualTo(3);
    assertThat(swappable.indexOf(1, 1, 1)).isNegative();
  }
}
