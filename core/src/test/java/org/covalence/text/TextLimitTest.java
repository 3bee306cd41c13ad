package org.covalence.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextLimitTest {
  @Test
  void cut_aTextWithinTheBound_leavesItWhole() {
    String text = "x".repeat(TextLimit.MOST_CHARS);

    assertThat(TextLimit.cut(text)).isEqualTo(text);
    assertThat(TextLimit.cut("")).isEmpty();
  }

  @Test
  void cut_insideASurrogatePair_leavesThePairOut() {
    String start = "x".repeat(TextLimit.MOST_CHARS - 1);

    assertThat(TextLimit.cut(start + "😂")).isEqualTo(start);
    assertThat(TextLimit.cut(start + "yz")).isEqualTo(start + "y");
  }
}
