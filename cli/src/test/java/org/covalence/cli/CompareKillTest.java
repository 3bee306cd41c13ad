package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A comparison on one split by a process that is killed, and what a second one makes of it. */
@Tag("kill")
@DisabledOnOs(OS.WINDOWS)
class CompareKillTest {
  @TempDir Path folder;

  private static List<Object> compare(Path out) {
    return List.of(
        "compare",
        "--data",
        Made.posts(),
        "--modalities",
        "text",
        "--seeds",
        2,
        "--baseline",
        "false",
        "--epochs",
        20,
        "--patience",
        20,
        "--threads",
        "1",
        "--text-width",
        "16",
        "--out",
        out);
  }

  /** How often the checkpoints were seen to have moved. */
  private static int seen(Path checkpoints, Set<Object> states) {
    try (Stream<Path> files = Files.list(checkpoints)) {
      for (Path file : files.toList()) {
        states.add(file + " " + Files.getLastModifiedTime(file));
      }
    } catch (IOException e) {
      // There is none yet, or one was renamed while it was looked at.
    }
    return states.size();
  }

  @Test
  void aComparisonThatIsKilled_goesOnToTheSameNumbers() throws Exception {
    long seed = Long.getLong("covalence.test.seed", System.nanoTime());
    Path out = folder.resolve("run");
    Path undisturbed = folder.resolve("undisturbed");
    Call.covalence(compare(undisturbed)).succeeds();
    Path checkpoints = Checkpoints.beside(out).folder();
    int moment = 1 + new Random(seed).nextInt(30);
    Set<Object> states = new HashSet<>();
    Running run = Running.start(folder, Running.command(List.of(), compare(out)));
    boolean killed = run.runsUntil(() -> seen(checkpoints, states) > moment);
    run.kill();
    assertThat(killed).as("killed in time, seed %d", seed).isTrue();
    assertThat(out).as("seed %d", seed).doesNotExist();
    Path another = Files.writeString(checkpoints.resolve("notes.txt"), "somebody's own");

    Call.covalence(compare(out)).succeeds().says("going on from ");

    for (String file :
        List.of(
            "metrics.json",
            "predictions/text-seed1-test.jsonl",
            "predictions/text-seed2-test.jsonl",
            "model/text.onnx")) {
      assertThat(out.resolve(file))
          .as("%s, seed %d", file, seed)
          .hasSameBinaryContentAs(undisturbed.resolve(file));
    }
    try (Stream<Path> left = Files.list(checkpoints)) {
      assertThat(left).containsExactly(another);
    }
  }

  @Test
  void aComparisonThatEnds_leavesNoCheckpoints() {
    Path out = folder.resolve("run");

    Call.covalence(
            "compare", "--data", Made.posts(), "--modalities", "text", "--out", out, Made.QUICK)
        .succeeds();

    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(out));
  }
}
