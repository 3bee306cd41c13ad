package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.covalence.post.Finding;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  private Console console(boolean terminal, boolean json) {
    return new Console(
        new PrintStream(results, false, StandardCharsets.UTF_8),
        new PrintStream(messages, true, StandardCharsets.UTF_8),
        terminal,
        json,
        "covalence");
  }

  private String said() {
    return messages.toString(StandardCharsets.UTF_8);
  }

  @Test
  void bar_inATerminalTellsRateAndTimeLeft() {
    try (Console.Bar bar = console(true, false).bar("image", 4, "posts")) {
      bar.step(4);
    }

    assertThat(said()).contains("image", "100%", "4/4 posts", "posts/s");
    assertThat(said().split("\r")).allMatch(line -> line.strip().length() <= 80);
  }

  @Test
  void bar_whereThereIsNoTerminalIsSilent() {
    try (Console.Bar bar = console(false, false).bar("image", 4, "posts")) {
      bar.step(4);
    }

    assertThat(said()).isEmpty();
  }

  @Test
  void line_inATerminalTakesThePlaceOfABar() {
    console(true, false).say("done");
    console(false, false).say("plain");

    assertThat(said())
        .isEqualTo(
            "\r"
                + " ".repeat(79)
                + "\rdone"
                + System.lineSeparator()
                + "plain"
                + System.lineSeparator());
  }

  @Test
  void result_isTheDocumentOrTheText() {
    console(false, false).result(JsonNodeFactory.instance.objectNode().put("a", 1), "text\n");
    assertThat(results.toString(StandardCharsets.UTF_8)).isEqualTo("text\n");
    results.reset();
    console(false, true).result(JsonNodeFactory.instance.objectNode().put("a", 1), "text\n");
    assertThat(results.toString(StandardCharsets.UTF_8).replaceAll("\\s", ""))
        .isEqualTo("{\"a\":1}");
  }

  @Test
  void results_thatReachNobodyAreAFault() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Console console =
        new Console(
            new PrintStream(full, false, StandardCharsets.UTF_8),
            new PrintStream(messages, true, StandardCharsets.UTF_8),
            false,
            false,
            "covalence");
    console.result(JsonNodeFactory.instance.objectNode(), "text");

    assertThatThrownBy(console::requireWritten)
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("standard output");
  }

  @Test
  void findings_ofOneKindDoNotHideThoseOfAnother() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      findings.add(Finding.skipped("empty-post", "line " + i, "found neither", "add one"));
    }
    findings.add(Finding.noted("odd", "a.jpg", "one colour", "look at it"));

    console(false, false).findings(findings);

    assertThat(said().lines())
        .containsExactly(
            "1,000 posts were left out, and 1 more thing to look at:",
            "  line 0: found neither (add one)",
            "  line 1: found neither (add one)",
            "  line 2: found neither (add one)",
            "  … and 997 more of this kind; covalence inspect --json lists all",
            "  a.jpg: one colour (look at it)");
  }

  @Test
  void findings_thereAreNoneOfAreNotMentioned() {
    console(false, false).findings(List.of());

    assertThat(said()).isEmpty();
  }
}
