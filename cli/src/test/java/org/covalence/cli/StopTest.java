package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training that is told to stop, and disks that are full. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class StopTest {
  @TempDir Path folder;

  private List<String> endless(Path out) {
    return Running.command(
        List.of(),
        "train",
        "--data",
        Made.posts(),
        "--modalities",
        "text",
        "--out",
        out,
        Made.QUICK.subList(2, Made.QUICK.size()),
        "--epochs",
        "10000",
        "--patience",
        "10000");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  /**
   * A shell ignores SIGINT for what it runs in the background, and so does everything below that.
   */
  private static boolean interruptsAreIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(l -> l.startsWith("SigIgn:"))
        .anyMatch(l -> (Long.parseUnsignedLong(l.substring(7).strip(), 16) & 0b10) != 0);
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void training_thatIsAskedToStopEndsInOrder(String signal, int code) throws Exception {
    assumeFalse(signal.equals("INT") && interruptsAreIgnored(), "skipped: SIGINT is ignored here");
    Path out = folder.resolve("model");
    Running run = Running.start(folder, endless(out));
    assertThat(run.runsUntil(() -> run.messages().contains("  best"))).as(run.messages()).isTrue();

    run.signal(signal);

    assertThat(run.code()).as(run.messages()).isEqualTo(code);
    assertThat(run.messages().replaceAll("\\s+", " "))
        .contains("stopped before the end; the same call goes on from the last epoch");
    assertThat(names()).noneMatch(n -> n.startsWith("hs_err") || n.endsWith(".tmp"));
    assertThat(out).doesNotExist();
  }

  @Test
  void training_thatIsKilledLeavesAnEarlierModelAsItWas() throws Exception {
    Path out = folder.resolve("model");
    Path config = Made.textModel().resolve("config.yaml");
    Call.covalence("train", "--config", config, "--out", out).succeeds();
    String before = Files.readString(out.resolve("model.json"));
    Running run = Running.start(folder, endless(out));
    assertThat(run.runsUntil(() -> run.messages().contains("  best"))).as(run.messages()).isTrue();

    run.kill();

    assertThat(out.resolve("model.json")).hasContent(before);
    Call.covalence("predict", "--model", out, "--text", "hello").succeeds();
  }

  /** No file may grow beyond 32 KiB, which a model does: writing fails as on a full disk. */
  @Test
  void disk_thatIsFullLeavesAnEarlierModelAsItWas() throws Exception {
    Path out = folder.resolve("model");
    Path config = Made.textModel().resolve("config.yaml");
    Call.covalence("train", "--config", config, "--out", out).succeeds();
    String before = Files.readString(out.resolve("model.json"));
    List<String> train =
        Running.command(
            List.of("-XX:-UsePerfData"), "train", "--config", config, "--seed", "2", "--out", out);
    String script = "ulimit -f 32; exec \"$@\"";

    Running run =
        Running.start(
            folder,
            Stream.concat(Stream.of("bash", "-c", script, "bash"), train.stream()).toList());

    assertThat(run.code()).as(run.messages()).isEqualTo(3);
    assertThat(run.messages())
        .contains("covalence: cannot write (File too large)")
        .contains("check that the disk has room");
    assertThat(out.resolve("model.json")).hasContent(before);
    assertThat(names()).noneMatch(n -> n.endsWith(".tmp"));
    Call.covalence("predict", "--model", out, "--text", "hello").succeeds();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void standardOutput_thatIsFullIsTold() throws Exception {
    List<String> predict =
        Running.command(List.of(), "predict", "--model", Made.textModel(), "--text", "hello");
    String script = "exec \"$@\" > /dev/full";

    Running run =
        Running.start(
            folder,
            Stream.concat(Stream.of("bash", "-c", script, "bash"), predict.stream()).toList());

    assertThat(run.code()).as(run.messages()).isEqualTo(3);
    assertThat(run.messages()).contains("the results cannot be written");
  }
}
