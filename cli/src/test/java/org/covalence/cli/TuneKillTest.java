package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A search by a process that is killed, and what a second one makes of it. */
@Tag("kill")
@DisabledOnOs(OS.WINDOWS)
class TuneKillTest {
  private static final int TRIALS = 5;

  @TempDir Path folder;

  private List<Object> tune(Path out) throws IOException {
    Path space =
        Files.writeString(
            folder.resolve("space.yaml"),
            "learning-rate: {low: 1e-4, high: 1e-2, log: true}\nbatch-size: [8, 16]\n");
    return List.of(
        "tune",
        "--data",
        Made.posts(),
        "--modalities",
        "text",
        "--epochs",
        4,
        "--threads",
        "1",
        "--text-width",
        "16",
        "--trials",
        TRIALS,
        "--space",
        space,
        "--out",
        out);
  }

  private static JsonNode trials(Path out) throws IOException {
    return Call.lines(Files.readString(out.resolve("study.json")).replace("\n", ""))
        .get(0)
        .get("trials");
  }

  /** How many times trials have told something. */
  private static long told(Path out) {
    try {
      return Files.readString(out.resolve("study.jsonl")).lines().count();
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void search_thatIsKilledGoesOnToTheSameTrials() throws Exception {
    long seed = Long.getLong("covalence.test.seed", System.nanoTime());
    Path undisturbed = folder.resolve("undisturbed");
    Call.covalence(tune(undisturbed)).succeeds();
    Path out = folder.resolve("tuned");
    long moment = 3 + new Random(seed).nextInt(10);
    Running run = Running.start(folder, Running.command(List.of(), tune(out)));
    assertThat(run.runsUntil(() -> told(out) >= moment)).as(run.messages()).isTrue();
    run.kill();
    assertThat(out.resolve("study.json")).as("seed %d", seed).doesNotExist();

    Call.covalence(tune(out)).succeeds();

    assertThat(trials(out)).as("seed %d", seed).hasSize(TRIALS).isEqualTo(trials(undisturbed));
    assertThat(out.resolve("best.yaml"))
        .as("seed %d", seed)
        .hasSameBinaryContentAs(undisturbed.resolve("best.yaml"));
  }

  @Test
  void search_thatIsAskedToStopSaysThatItGoesOn() throws Exception {
    Path out = folder.resolve("tuned");
    Running run = Running.start(folder, Running.command(List.of(), tune(out)));
    assertThat(run.runsUntil(() -> told(out) >= 4)).as(run.messages()).isTrue();

    run.signal("TERM");

    assertThat(run.code()).as(run.messages()).isEqualTo(128 + 15);
    assertThat(run.messages().replaceAll("\\s+", " "))
        .contains("the same call goes on from the trials that are over");
  }
}
