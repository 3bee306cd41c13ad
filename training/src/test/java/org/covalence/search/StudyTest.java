package org.covalence.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.covalence.post.Finding;
import org.covalence.search.Pruning.Advice;
import org.covalence.search.Trial.State;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
  static final StudyPlan PLAN =
      new StudyPlan(Functions.FAMILIES.space(), Direction.MINIMISE, 5, new Tpe(), new Asha(1, 3));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("new").resolve("study.jsonl");
  }

  /** Runs trials one after the other until there are {@code trials}, in every way one can end. */
  static void run(Study study, int trials) {
    run(study, trials, n -> {});
  }

  private static void run(Study study, int trials, Consumer<Integer> afterEachCall) {
    while (study.trials().stream().filter(t -> t.state() != State.RUNNING).count() < trials) {
      Trial trial = study.ask();
      afterEachCall.accept(trial.number());
      double value = Functions.FAMILIES.value(trial.settings());
      if (trial.number() % 7 == 3) {
        study.fail(trial.number(), "out of memory");
        continue;
      }
      Advice advice = Advice.GO_ON;
      for (int step = 1; step <= 3 && advice == Advice.GO_ON; step++) {
        advice = study.report(trial.number(), step, value + 1.0 / step);
        afterEachCall.accept(trial.number());
      }
      if (advice == Advice.STOP) {
        study.prune(trial.number());
      } else {
        study.end(trial.number(), value);
      }
      afterEachCall.accept(trial.number());
    }
  }

  private List<Trial> undisturbed(int trials) {
    try (Study study = Study.open(folder.resolve("undisturbed.jsonl"), PLAN)) {
      run(study, trials);
      return study.trials();
    }
  }

  @Test
  void whatIsTold_standsInTheFileForPeopleToRead() throws IOException {
    try (Study study = Study.open(file, PLAN)) {
      Trial trial = study.ask();
      study.report(trial.number(), 1, 0.5);
      study.end(trial.number(), 0.25);
      study.ask();
      study.fail(1, "no memory\nleft");
      study.ask();
      study.prune(2);
    }

    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0))
        .startsWith(
            "{\"study\":1,\"direction\":\"minimise\",\"seed\":5,\"sampler\":\"tpe, startup 10, candidates 24, liar\",\"pruning\":\"asha, first 1, factor 3\",\"space\":{\"dropout\":\"0.0 to 0.9\",");
    assertThat(lines.get(1))
        .startsWith("{\"event\":\"begun\",\"trial\":0,\"settings\":{\"dropout\":");
    assertThat(lines.get(2))
        .startsWith("{\"event\":\"reported\",\"trial\":0,\"step\":1,\"value\":0.5,\"check\":\"");
    assertThat(lines.get(3)).startsWith("{\"event\":\"ended\",\"trial\":0,\"value\":0.25,");
    assertThat(lines.get(5))
        .startsWith("{\"event\":\"failed\",\"trial\":1,\"reason\":\"no memory\\\\u000aleft\",");
    assertThat(lines.get(7)).startsWith("{\"event\":\"pruned\",\"trial\":2,");
    assertThat(Study.read(file, PLAN).trials())
        .extracting(Trial::state)
        .containsExactly(State.ENDED, State.FAILED, State.PRUNED);
  }

  @Test
  void aStudyThatIsReopened_isTheSame() {
    List<Trial> before;
    try (Study study = Study.open(file, PLAN)) {
      run(study, 20);
      before = study.trials();
      assertThat(before).extracting(Trial::state).contains(State.PRUNED, State.FAILED, State.ENDED);
    }
    try (Study study = Study.open(file, PLAN)) {
      assertThat(study.trials()).isEqualTo(before);
      assertThat(study.findings()).isEmpty();
      assertThat(study.plan()).isEqualTo(PLAN);
    }
    assertThat(Study.read(file, PLAN).trials()).isEqualTo(before);
  }

  @Test
  void aStudyInterruptedAnywhere_comesToTheSameTrials() {
    List<Trial> expected = undisturbed(14);
    List<Integer> calls = new ArrayList<>();
    try (Study study = Study.open(folder.resolve("counted.jsonl"), PLAN)) {
      run(study, 14, calls::add);
    }
    for (int stop = 1; stop <= calls.size(); stop++) {
      Path path = folder.resolve("stopped" + stop + ".jsonl");
      int last = stop;
      try (Study study = Study.open(path, PLAN)) {
        int[] made = {0};
        run(
            study,
            14,
            n -> {
              if (++made[0] == last) {
                throw new IllegalStateException("killed");
              }
            });
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("killed");
      }
      try (Study study = Study.open(path, PLAN)) {
        run(study, 14);
        assertThat(study.trials()).as("stopped after call %d", stop).isEqualTo(expected);
      }
    }
  }

  @Test
  void aFileCutAtAnyByte_isReadUpToItsLastWholeLine() throws IOException {
    undisturbed(5);
    byte[] whole = Files.readAllBytes(folder.resolve("undisturbed.jsonl"));
    Path path = folder.resolve("cut.jsonl");
    int lines = 0;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));
      boolean half = length == 0 || whole[length - 1] != '\n';
      lines = half ? lines : length;
      Study.Reading reading = Study.read(path, PLAN);
      assertThat(reading.findings())
          .as("%d bytes", length)
          .extracting(Finding::code)
          .isEqualTo(half ? List.of("half-written-line") : List.of());
      try (Study study = Study.open(path, PLAN)) {
        // A head that is half one is written anew, with nothing lost.
        assertThat(study.findings().stream().anyMatch(f -> f.code().equals("half-written-line")))
            .as("%d bytes", length)
            .isEqualTo(half && length > headBytes(whole));
        assertThat(study.trials()).hasSameSizeAs(reading.trials());
      }
      int kept = Math.max(lines, headBytes(whole));
      assertThat(Arrays.copyOf(Files.readAllBytes(path), kept))
          .as("%d bytes", length)
          .isEqualTo(Arrays.copyOf(whole, kept));
    }
  }

  @Test
  void aFileCutInAnyLine_goesOnToTheSameTrials() throws IOException {
    List<Trial> expected = undisturbed(14);
    byte[] whole = Files.readAllBytes(folder.resolve("undisturbed.jsonl"));
    Path path = folder.resolve("cut.jsonl");
    for (int length = 1; length <= whole.length; length++) {
      if (whole[length - 1] == '\n') {
        Files.write(path, Arrays.copyOf(whole, length - 1 - length % 2));
        try (Study study = Study.open(path, PLAN)) {
          run(study, 14);
          assertThat(study.trials()).as("%d bytes", length).isEqualTo(expected);
        }
        assertThat(Study.read(path, PLAN).trials()).isEqualTo(expected);
      }
    }
  }

  private static int headBytes(byte[] whole) {
    int at = 0;
    while (whole[at] != '\n') {
      at++;
    }
    return at + 1;
  }

  @Test
  void anInterruptedTrial_runsAgainWithTheSameNumberAndSettings_andItsReportsCountNoMore() {
    Trial first;
    try (Study study = Study.open(file, PLAN)) {
      first = study.ask();
      study.report(0, 1, 7);
      study.ask();
    }
    try (Study study = Study.open(file, PLAN)) {
      assertThat(study.findings())
          .extracting(Finding::code)
          .containsExactly("interrupted-trial", "interrupted-trial");
      Trial again = study.ask();
      assertThat(again).isEqualTo(first);
      study.report(0, 1, 6);
      assertThat(study.trials().get(0).reports()).containsExactly(Map.entry(1, 6.0));
      assertThat(study.ask().number()).isEqualTo(1);
      assertThat(study.ask().number()).isEqualTo(2);
    }
  }

  @Test
  void aStudyThatIsOpen_isNotOpenedTwice() {
    try (Study study = Study.open(file, PLAN)) {
      assertThatThrownBy(() -> Study.open(file, PLAN))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("another search is writing this study");
      assertThat(Study.read(file, PLAN).trials()).isEqualTo(study.trials());
    }
  }

  @Test
  void whatCannotBeTold_isRefusedAndNotWritten() throws IOException {
    try (Study study = Study.open(file, PLAN)) {
      study.ask();
      study.report(0, 2, 1);
      String before = Files.readString(file);
      List<ThrowingCallable> impossible =
          List.of(
              () -> study.report(0, 2, 1),
              () -> study.report(0, 1, 1),
              () -> study.report(0, 3, Double.NaN),
              () -> study.report(0, Integer.MAX_VALUE, 1),
              () -> study.report(1, 3, 1),
              () -> study.report(-1, 3, 1),
              () -> study.end(0, Double.POSITIVE_INFINITY),
              () -> study.end(1, 1),
              () -> study.prune(1),
              () -> study.fail(1, "never ran"));
      for (ThrowingCallable call : impossible) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(Files.readString(file)).isEqualTo(before);
      study.end(0, 1);
      assertThatThrownBy(() -> study.end(0, 1)).hasMessageContaining("trial 0 is over");
    }
  }

  @Test
  void theBestTrial_isTheFirstOfTheBestThatEnded() {
    try (Study study = Study.open(file, PLAN)) {
      assertThat(study.best()).isEmpty();
      for (double value : new double[] {3, 1, 1, 2}) {
        study.end(study.ask().number(), value);
      }
      study.report(study.ask().number(), 1, 0);
      study.prune(4);

      assertThat(study.best().orElseThrow().number()).isEqualTo(1);
    }
  }

  @Test
  void trialsBesideEachOther_areAllKept_alsoWhereAThreadIsInterrupted() throws Exception {
    int threads = 6;
    int each = 12;
    List<Trial> trials;
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (Study study = Study.open(file, PLAN)) {
      Callable<Boolean> work =
          () -> {
            for (int i = 0; i < each; i++) {
              Trial trial = study.ask();
              double value = Functions.FAMILIES.value(trial.settings());
              Thread.currentThread().interrupt();
              study.report(trial.number(), 1, value);
              assertThat(Thread.interrupted()).isTrue();
              study.end(trial.number(), value);
            }
            return true;
          };
      for (Future<Boolean> done : workers.invokeAll(List.of(work, work, work, work, work, work))) {
        assertThat(done.get()).isTrue();
      }
      trials = study.trials();
    } finally {
      workers.shutdownNow();
    }

    assertThat(trials).hasSize(threads * each).allMatch(t -> t.state() == State.ENDED);
    assertThat(trials)
        .allSatisfy(
            t ->
                assertThat(t.value().orElseThrow())
                    .isEqualTo(Functions.FAMILIES.value(t.settings())));
    assertThat(Study.read(file, PLAN).trials()).isEqualTo(trials);
  }
}
