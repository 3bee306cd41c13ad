package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A training by a process that is killed, and what a second one makes of it. */
@Tag("kill")
@DisabledOnOs(OS.WINDOWS)
class TrainKillTest {
  private static final int EPOCHS = 40;

  @TempDir Path folder;

  private static List<Object> train(Path out) {
    return List.of(
        "train",
        "--data",
        Made.posts(),
        "--modalities",
        "text",
        "--epochs",
        EPOCHS,
        "--patience",
        EPOCHS,
        "--threads",
        "1",
        "--text-width",
        "16",
        "--refit",
        "true",
        "--out",
        out);
  }

  /** Tells each state of the checkpoint that is seen from the one before. */
  private static int seen(Path checkpoint, Set<Object> states) {
    try {
      states.add(Files.getLastModifiedTime(checkpoint));
    } catch (IOException e) {
      // There is none yet.
    }
    return states.size();
  }

  @Test
  void aTrainingThatIsKilled_goesOnToTheSameWeights() throws Exception {
    long seed = Long.getLong("covalence.test.seed", System.nanoTime());
    Path out = folder.resolve("model");
    Path undisturbed = folder.resolve("undisturbed");
    Call.covalence(train(undisturbed)).succeeds();
    Random random = new Random(seed);
    int killed = 0;
    for (int kill = 0; kill < 2; kill++) {
      int moment = 1 + random.nextInt(6);
      Set<Object> states = new HashSet<>();
      Running run = Running.start(folder, Running.command(List.of(), train(out)));
      if (run.runsUntil(() -> seen(TrainCommand.checkpoint(out), states) > moment)) {
        killed++;
        run.kill();
      }
    }
    assertThat(killed).as("kills in time, seed %d", seed).isPositive();
    assertThat(out).as("seed %d", seed).doesNotExist();

    Call.covalence(train(out)).succeeds().says("going on from ");

    for (String file : List.of("text.onnx", "fusion.onnx", "predictions-test.jsonl")) {
      assertThat(out.resolve(file))
          .as("%s, seed %d", file, seed)
          .hasSameBinaryContentAs(undisturbed.resolve(file));
    }
    assertThat(TrainCommand.checkpoint(out)).doesNotExist();
  }
}
