package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A cross-validation by a process that is killed, and what a second one makes of it. */
@Tag("kill")
@DisabledOnOs(OS.WINDOWS)
class CrossValidationKillTest {
  private static final int TRAININGS = 2 * 4;

  @TempDir Path folder;

  private List<Object> compare(Path out) {
    return compare(out, 5);
  }

  private List<Object> compare(Path out, int epochs) {
    return List.of(
        "compare",
        "--data",
        Made.posts(),
        "--modalities",
        "text",
        "--folds",
        "4",
        "--epochs",
        epochs,
        "--threads",
        "1",
        "--text-width",
        "16",
        "--out",
        out);
  }

  private long finished() {
    try (Stream<Path> files = Files.list(folder.resolve("cv.partial/trainings"))) {
      return files.filter(f -> !f.getFileName().toString().startsWith(".")).count();
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void run_thatIsKilledGoesOnAndGivesTheSameBytes() throws Exception {
    long seed = Long.getLong("covalence.test.seed", System.nanoTime());
    Path out = folder.resolve("cv");
    Path undisturbed = folder.resolve("undisturbed");
    Call.covalence(compare(undisturbed)).succeeds();
    Random random = new Random(seed);
    int killed = 0;
    for (long moment : List.of(1L + random.nextInt(3), 4L + random.nextInt(4))) {
      Running run = Running.start(folder, Running.command(List.of(), compare(out)));
      if (run.runsUntil(() -> finished() >= moment)) {
        killed++;
        run.kill();
      }
    }
    assertThat(killed).as("kills in time, seed %d", seed).isPositive();
    assertThat(out).as("seed %d", seed).doesNotExist();

    Call.covalence(compare(out, 4)).fails(2).says("epochs was 5 and is 4").says("cv.partial");
    Call last = Call.covalence(compare(out)).succeeds();

    last.says("of " + TRAININGS + " trainings are finished in ");
    for (String file :
        List.of("metrics.json", "comparison.md", "predictions/text-test.jsonl", "config.yaml")) {
      assertThat(out.resolve(file))
          .as("%s, seed %d", file, seed)
          .hasSameBinaryContentAs(undisturbed.resolve(file));
    }
    assertThat(folder.resolve("cv.partial")).doesNotExist();
  }

  @Test
  void run_thatIsAskedToStopSaysThatItGoesOn() throws Exception {
    Path out = folder.resolve("cv");
    Running run = Running.start(folder, Running.command(List.of(), compare(out)));
    assertThat(run.runsUntil(() -> finished() >= 1)).as(run.messages()).isTrue();

    run.signal("TERM");

    assertThat(run.code()).as(run.messages()).isEqualTo(128 + 15);
    assertThat(run.messages().replaceAll("\\s+", " "))
        .contains("goes on from the trainings that were finished");
    assertThat(out).doesNotExist();

    Path settings = folder.resolve("cv.partial/settings.json");
    Files.writeString(settings, "{");
    Call.covalence(compare(out)).fails(3).says("cannot be read").says("delete the folder");
  }
}
