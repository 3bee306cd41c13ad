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

/** An ablation by a process that is killed, and what a second one makes of it. */
@Tag("kill")
@DisabledOnOs(OS.WINDOWS)
class AblateKillTest {
  private static final int TRAININGS = 3 * 2;

  @TempDir Path folder;

  private List<Object> ablate(Path out, String without, int epochs) {
    return List.of(
        "ablate",
        "--data",
        Made.posts(),
        "--modalities",
        "text",
        "--folds",
        "2",
        "--without",
        without,
        "--epochs",
        epochs,
        "--threads",
        "1",
        "--text-width",
        "16",
        "--out",
        out);
  }

  private List<Object> ablate(Path out) {
    return ablate(out, "fusion,weight-decay", 5);
  }

  private List<Path> finished() {
    try (Stream<Path> files = Files.list(folder.resolve("run.partial/trainings"))) {
      return files.filter(f -> !f.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  @Test
  void ablation_thatIsKilledGoesOnAndGivesTheSameBytes() throws Exception {
    long seed = Long.getLong("covalence.test.seed", System.nanoTime());
    Path out = folder.resolve("run");
    Path undisturbed = folder.resolve("undisturbed");
    Call.covalence(ablate(undisturbed)).succeeds();
    long moment = 1L + new Random(seed).nextInt(TRAININGS - 2);
    Running run = Running.start(folder, Running.command(List.of(), ablate(out)));
    assertThat(run.runsUntil(() -> finished().size() >= moment)).as("seed %d", seed).isTrue();
    run.kill();
    int done = finished().size();
    assertThat(out).as("seed %d", seed).doesNotExist();

    Call.covalence(ablate(out, "fusion,weight-decay", 4))
        .fails(2)
        .says("epochs was 5 and is 4")
        .says("run.partial");
    Call last = Call.covalence(ablate(out)).succeeds();

    last.says(TRAININGS + " trainings, of which " + done);
    for (String file :
        List.of(
            "metrics.json",
            "comparison.md",
            "report.html",
            "predictions/full-test.jsonl",
            "predictions/without-weight-decay-test.jsonl",
            "config.yaml")) {
      assertThat(out.resolve(file))
          .as("%s, seed %d", file, seed)
          .hasSameBinaryContentAs(undisturbed.resolve(file));
    }
    assertThat(folder.resolve("run.partial")).doesNotExist();
  }

  /** What was trained stays good, and a file that is not whole is never taken for a result. */
  @Test
  void ablation_thatIsAskedToStopMayGoOnWithMoreVariants() throws Exception {
    Path out = folder.resolve("run");
    Running run = Running.start(folder, Running.command(List.of(), ablate(out, "weight-decay", 5)));
    assertThat(run.runsUntil(() -> finished().size() >= 1)).as(run.messages()).isTrue();
    run.signal("TERM");
    assertThat(run.code()).as(run.messages()).isEqualTo(128 + 15);
    assertThat(run.messages().replaceAll("\\s+", " "))
        .contains("goes on from the trainings that were finished");
    assertThat(out).doesNotExist();

    int before = finished().size();
    Path test = finished().get(0).resolve("test.jsonl");
    String whole = Files.readString(test);
    Files.writeString(test, whole.substring(0, whole.length() / 2));
    Call.covalence(ablate(out))
        .fails(3)
        .says("what a training that was finished came to cannot be read")
        .says("full-");
    Files.writeString(test, whole.substring(0, whole.indexOf('\n') + 1));
    Call.covalence(ablate(out)).fails(3).says("delete the folder of that training");
    assertThat(finished()).as("trained before the fault was told").hasSize(before);
    Files.writeString(test, whole);

    Call.covalence(ablate(out)).succeeds().says(TRAININGS + " trainings, of which ");
  }
}
