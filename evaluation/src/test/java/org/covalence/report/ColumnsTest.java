package org.covalence.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Test
  void cells_standRightOfTheirName_lineByLine() {
    Columns table = new Columns("", "score", "n");
    table.row("text", List.of(List.of("68.1", "[63, 72]"), List.of("450")));
    table.row("a", List.of(List.of("1.0"), List.of("7")));
    assertThat(table.render())
        .isEqualTo(
            """
                     score    n
            text      68.1  450
                  [63, 72]
            a          1.0    7
            """);
  }

  @Test
  void longNames_areWrappedAndNeverCut() {
    Columns table = new Columns("", "x".repeat(58));
    table.row("one two three four five six", List.of(List.of("1")));
    assertThat(table.render().lines())
        .hasSize(3)
        .allMatch(line -> line.length() <= 80)
        .anyMatch(line -> line.equals("five six"));
  }

  @Test
  void wrap_breaksAWordThatIsTooLong_betweenWholeCharacters() {
    assertThat(Columns.wrap("ab 😀😀😀 c", 2)).containsExactly("ab", "😀😀", "😀", "c");
    assertThat(Columns.wrap("", 5)).containsExactly("");
  }
}
