package org.covalence.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  private static final Signature SIGNATURE =
      new Signature("standard", "id files", "test", 450, 1, "wilson", "c0ffee", "0.1.0");
  private static final String LINE =
      "rule:standard|split:id files|part:test|posts:450|seed:1|intervals:wilson|data:c0ffee|version:0.1.0";

  @Test
  void line_namesEveryFieldInOrder() {
    assertThat(SIGNATURE.line()).isEqualTo(LINE);
    assertThat(SIGNATURE).hasToString(LINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a|b", "100%", "%7C", "%257C|", "C:\\posts", "split:of:colons", "ünïcode ☃", "+"})
  void parse_readsBackWhateverWasWritten(String text) {
    Signature odd = new Signature(text, text, text, 1, -7, text, text, text);
    assertThat(odd.line()).doesNotContain("\n");
    assertThat(Signature.parse(odd.line())).isEqualTo(odd);
  }

  @Test
  void parse_readsALineThatWasWrappedAfterBars() {
    assertThat(Signature.parse("  " + LINE.replace("|", "|\n    ") + "\n")).isEqualTo(SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rule",
        "rule:standard",
        LINE + "|rule:other",
        LINE + "|colour:red",
        LINE + "|",
        "rule:|split:id files|part:test|posts:450|seed:1|intervals:w|data:c|version:0.1.0",
        "rule:r|split:s|part:test|posts:many|seed:1|intervals:w|data:c|version:0.1.0",
        "rule:r|split:s|part:test|posts:0|seed:1|intervals:w|data:c|version:0.1.0",
        "rule:r|split:s|part:test|posts:1|seed:1.5|intervals:w|data:c|version:0.1.0"
      })
  void parse_ofAnotherLine_saysWhatWasExpected(String line) {
    assertThatThrownBy(() -> Signature.parse(line))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("expected")
        .hasMessageContaining("copy the whole line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two\nlines", " padded"})
  void fields_thatAreNoLineOfText_areRefused(String text) {
    assertThatThrownBy(() -> new Signature(text, "s", "test", 1, 1, "w", "c", "v"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
