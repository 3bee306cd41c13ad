package org.covalence.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExcerptTest {
  @Test
  void of_controlCharacters_areSpelledOut() {
    assertThat(Excerpt.of("\u001b[31mred\n\u202e")).isEqualTo("\"\\u001b[31mred\\u000a\\u202e\"");
  }

  @Test
  void of_longText_isCutBetweenCharacters() {
    assertThat(Excerpt.of("😀".repeat(61))).isEqualTo("\"" + "😀".repeat(60) + "…\"");
  }

  @Test
  void ids_many_areCounted() {
    assertThat(Excerpt.ids(List.of("1", "2"))).isEqualTo("1, 2");
    assertThat(Excerpt.ids(Collections.nCopies(23, "x"))).endsWith("x, x and 3 more");
  }
}
