package org.covalence.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process while it searches. */
class StudyKillTest {
  private static final int TRIALS = 40;
  private static final StudyPlan PLAN =
      new StudyPlan(Functions.FAMILIES.space(), Direction.MINIMISE, 8, new Tpe(), new NoPruning());

  @TempDir Path folder;

  /** What the process runs: it says each call that has returned. */
  public static void main(String[] arguments) {
    search(Path.of(arguments[0]), true);
  }

  private static List<Trial> search(Path file, boolean isLoud) {
    try (Study study = Study.open(file, PLAN)) {
      while (study.trials().size() < TRIALS
          || study.trials().stream().anyMatch(t -> t.state() == Trial.State.RUNNING)) {
        Trial trial = study.ask();
        say(isLoud, "begun " + trial.number());
        double value = Functions.FAMILIES.value(trial.settings());
        study.report(trial.number(), 1, value);
        study.end(trial.number(), value);
        say(isLoud, "ended " + trial.number());
      }
      return study.trials();
    }
  }

  private static void say(boolean isLoud, String line) {
    if (isLoud) {
      System.out.println(line);
    }
  }

  @Test
  void aSearchThatIsKilledAgainAndAgain_comesToTheSameTrials_andLosesNothingItHadTold()
      throws IOException, InterruptedException {
    List<Trial> expected = search(folder.resolve("undisturbed.jsonl"), false);
    Path file = folder.resolve("killed.jsonl");
    SplittableRandom random = new SplittableRandom(4);
    long ended = 0;
    for (int round = 0; round < 4; round++) {
      ended += killed(file, random.nextInt(3, 17));
      assertThat(
              Study.read(file, PLAN).trials().stream()
                  .filter(t -> t.state() == Trial.State.ENDED)
                  .count())
          .isGreaterThanOrEqualTo(ended);
    }

    assertThat(search(file, false)).isEqualTo(expected);
  }

  /** Runs the search up to so many calls; how many trials it said had ended in this run. */
  private static long killed(Path file, int calls) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StudyKillTest.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long ended = 0;
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      for (int call = 0; call < calls; call++) {
        String line = said.readLine();
        assertThat(line).as("call %d", call).isNotNull();
        ended += line != null && line.startsWith("ended") ? 1 : 0;
      }
      process.destroyForcibly();
    }
    process.waitFor();
    return ended;
  }
}
