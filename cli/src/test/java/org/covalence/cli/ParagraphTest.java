package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphTest {
  private static final String WORDS = "twelve chars ".repeat(8).strip();

  @Test
  void lines_areBrokenAtSpacesAndHang() {
    assertThat(Paragraph.lines("  " + WORDS))
        .containsExactly(
            "  twelve chars twelve chars twelve chars twelve chars twelve chars twelve chars",
            "    twelve chars twelve chars");
  }

  @Test
  void line_ofExactlyTheWidthStaysOne() {
    assertThat(Paragraph.lines("a".repeat(40) + " " + "b".repeat(39))).hasSize(1);
    assertThat(Paragraph.lines("a".repeat(40) + " " + "b".repeat(40))).hasSize(2);
  }

  @Test
  void word_thatIsLongerThanALineStaysWhole() {
    String path = "/folder".repeat(20);

    assertThat(Paragraph.lines("the model is in " + path))
        .containsExactly("the model is in", "  " + path);
    assertThat(Paragraph.lines(path)).containsExactly(path);
  }

  @Test
  void lineFeedsAndSpacesInTables_stay() {
    assertThat(Paragraph.lines("a  b\n\nc")).containsExactly("a  b", "", "c");
    assertThat(Paragraph.lines("")).containsExactly("");
  }

  @Test
  void width_isCountedInCharactersAndNotInBytes() {
    assertThat(Paragraph.lines("\uD83D\uDE00".repeat(40) + " " + "é".repeat(39))).hasSize(1);
  }
}
