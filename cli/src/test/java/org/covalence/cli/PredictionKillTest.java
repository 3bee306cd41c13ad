package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Many predictions, by a process that is killed, stopped, or short of memory. */
@Tag("kill")
@DisabledOnOs(OS.WINDOWS)
class PredictionKillTest {
  /** So big that the lines of a batch reach the disk in several writes, and some are torn. */
  private static final String BATCH = "500";

  private static final int KILLS = 4;

  @TempDir Path folder;

  private Path posts(int count) throws IOException {
    Path posts = folder.resolve("posts.jsonl");
    try (Writer out = Files.newBufferedWriter(posts)) {
      for (int i = 0; i < count; i++) {
        out.write(
            i % 97 == 0
                ? "{\"id\":\"%d\"}\n".formatted(i)
                : "{\"id\":\"%d\",\"text\":\"what a %s day number %d\"}\n"
                    .formatted(i, i % 2 == 0 ? "lovely" : "terrible", i * 7919L % 1000));
      }
    }
    return posts;
  }

  private Running predict(List<String> options, Path posts, Path output, String batch)
      throws IOException {
    return Running.start(
        folder,
        Running.command(
            options,
            "predict",
            "--model",
            Made.textModel(),
            "--input",
            posts,
            "--output",
            output,
            "--batch-size",
            batch,
            "--threads",
            "1"));
  }

  private Path undisturbed(Path posts) {
    Path output = folder.resolve("undisturbed.jsonl");
    Call.covalence(
            "predict",
            "--model",
            Made.textModel(),
            "--input",
            posts,
            "--output",
            output,
            "--batch-size",
            BATCH,
            "--threads",
            "1")
        .succeeds();
    return output;
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void run_thatIsKilledAgainAndAgainLosesAndRepeatsNothing() throws Exception {
    long seed = Long.getLong("covalence.test.seed", System.nanoTime());
    Path posts = posts(6_000);
    Path undisturbed = undisturbed(posts);
    Path output = folder.resolve("predictions.jsonl");
    Path partial = folder.resolve(".predictions.jsonl.partial");
    long[] moments = new Random(seed).longs(KILLS, 0, Files.size(undisturbed)).sorted().toArray();
    int killed = 0;
    for (long moment : moments) {
      Running run = predict(List.of(), posts, output, BATCH);
      if (run.runsUntil(() -> size(partial) >= moment)) {
        killed++;
        run.kill();
      }
    }
    Running last = predict(List.of(), posts, output, BATCH);
    assertThat(last.code()).as("seed %d; messages:%n%s", seed, last.messages()).isZero();

    assertThat(killed).as("kills in time, seed %d", seed).isPositive();
    assertThat(output).as("seed %d", seed).hasSameBinaryContentAs(undisturbed);
    assertThat(partial).doesNotExist();
  }

  @Test
  void run_thatIsAskedToStopGoesOnWhereItStopped() throws Exception {
    Path posts = posts(6_000);
    Path output = folder.resolve("predictions.jsonl");
    Path partial = folder.resolve(".predictions.jsonl.partial");
    Running run = predict(List.of(), posts, output, BATCH);
    assertThat(run.runsUntil(() -> size(partial) > 200_000)).as(run.messages()).isTrue();

    run.signal("TERM");

    assertThat(run.code()).as(run.messages()).isEqualTo(128 + 15);
    assertThat(run.messages()).contains("stopped before the end").contains("with --output");
    assertThat(output).doesNotExist();
    Running again = predict(List.of(), posts, output, BATCH);
    assertThat(again.code()).as(again.messages()).isZero();
    assertThat(again.messages()).contains("before an interruption");
    assertThat(output).hasSameBinaryContentAs(undisturbed(posts));
  }

  @Test
  void run_thatFindsTheSourceChangedBeginsAnew() throws Exception {
    Path posts = posts(6_000);
    Path output = folder.resolve("predictions.jsonl");
    Path partial = folder.resolve(".predictions.jsonl.partial");
    Running run = predict(List.of(), posts, output, BATCH);
    assertThat(run.runsUntil(() -> size(partial) > 100_000)).as(run.messages()).isTrue();
    run.kill();
    Files.writeString(posts, "{\"id\":\"new\",\"text\":\"all new\"}\n");

    Running again = predict(List.of(), posts, output, BATCH);

    assertThat(again.code()).as(again.messages()).isZero();
    assertThat(Call.lines(Files.readString(output))).hasSize(1);
  }

  @Test
  void run_overManyPostsNeedsLittleMemory() throws Exception {
    int count = 60_000;
    Path output = folder.resolve("predictions.jsonl");

    Running run = predict(List.of("-Xmx24m"), posts(count), output, "64");

    assertThat(run.code()).as(run.messages()).isZero();
    try (var lines = Files.lines(output)) {
      assertThat(lines.count()).isEqualTo(count);
    }
  }
}
