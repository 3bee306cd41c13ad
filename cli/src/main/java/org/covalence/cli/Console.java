package org.covalence.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.covalence.post.Finding;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Where a command speaks.
 *
 * @param results standard output: results and nothing else
 * @param messages standard error: everything that is said to people
 * @param isTerminal whether messages reach a terminal, so that a progress bar makes sense
 * @param json whether the result is one JSON document instead of text
 * @param commandLine the call, for provenance
 */
record Console(
    PrintStream results,
    PrintStream messages,
    boolean isTerminal,
    boolean json,
    String commandLine) {
  private static final String BLANK = "\r" + " ".repeat(Paragraph.WIDTH - 1) + "\r";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Says something to people, in lines that a terminal can show. */
  void say(String words) {
    show(String.join(System.lineSeparator(), Paragraph.lines(words)));
  }

  /** Shows a command to copy: one line, however long. */
  void show(String command) {
    // A progress bar may stand on the line; it draws itself anew on the next one.
    messages.print((isTerminal ? BLANK : "") + command + System.lineSeparator());
  }

  /** Prints the result: the document with {@code --json}, else the text. */
  void result(JsonNode document, String text) {
    if (json) {
      try {
        results.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a document that cannot be written", e);
      }
    } else {
      results.print(text);
    }
    results.flush();
  }

  /**
   * Makes sure that all results so far have reached standard output.
   *
   * @throws CovalenceException if the disk behind it is full, or whoever read it has gone
   */
  void requireWritten() {
    if (results.checkError()) {
      throw CovalenceException.data(
          "the results cannot be written",
          "standard output",
          "check that the disk has room, and that what reads the results reads to their end");
    }
  }

  /** Says what readers found, the first of each kind, and how many there are. */
  void findings(List<Finding> findings) {
    if (!findings.isEmpty()) {
      say(FindingList.count(findings) + ":");
      FindingList.lines(findings, "covalence inspect --json lists all").forEach(this::show);
    }
  }

  /**
   * A bar for long work ({@code steps} of -1: nobody knows how long); nothing where messages do not
   * reach a terminal. Close it when the work is over.
   */
  Bar bar(String task, long steps, String unit) {
    if (!isTerminal || steps == 0) {
      return new Bar(null);
    }
    return new Bar(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setUnit(" " + unit, 1)
            .showSpeed()
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(messages, Paragraph.WIDTH - 1))
            .setUpdateIntervalMillis(200)
            .build());
  }

  /** A progress bar, or silence. */
  static final class Bar implements Progress, AutoCloseable {
    private final @Nullable ProgressBar bar;

    private Bar(@Nullable ProgressBar bar) {
      this.bar = bar;
    }

    @Override
    public void step(long n) {
      if (bar != null) {
        bar.stepBy(n);
      }
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}
