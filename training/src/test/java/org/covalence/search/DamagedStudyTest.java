package org.covalence.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of studies that are damaged, foreign, or not meant. */
class DamagedStudyTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("new").resolve("study.jsonl");
  }

  @Test
  void aChangedByteAnywhere_isToldWithItsLine() throws IOException {
    Path path = folder.resolve("whole.jsonl");
    try (Study study = Study.open(path, StudyTest.PLAN)) {
      StudyTest.run(study, 3);
    }
    byte[] whole = Files.readAllBytes(path);
    int line = 1;
    // Without its line feed, the last line is half a one.
    for (int at = 0; at < whole.length - 1; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      Files.write(path, changed);
      int expected = line;
      assertThatThrownBy(() -> Study.read(path, StudyTest.PLAN))
          .as("byte %d", at)
          .isInstanceOf(CovalenceException.class)
          .satisfies(
              e ->
                  assertThat(((CovalenceException) e).where())
                      .isEqualTo(path + " line " + expected));
      line += whole[at] == '\n' ? 1 : 0;
    }
  }

  @Test
  void linesThatCannotFollow_areDamageWithTheirLine() throws IOException {
    try (Study study = Study.open(file, StudyTest.PLAN)) {
      study.ask();
      study.end(0, 1);
    }
    String good = Files.readString(file);
    List<StudyEvent> impossible =
        List.of(
            new StudyEvent.Begun(0, Map.of()),
            new StudyEvent.Begun(1, Map.of("dropout", "0.5")),
            new StudyEvent.Begun(1, Map.of("dropout", "2", "family", "lstm")),
            new StudyEvent.Ended(0, 1),
            new StudyEvent.Ended(1, 1),
            new StudyEvent.Pruned(-1 & 7),
            new StudyEvent.Failed(0, ""),
            new StudyEvent.Reported(0, 1, 1));
    for (StudyEvent event : impossible) {
      Files.writeString(file, good + StudyLine.write(event) + "\n");
      assertThatThrownBy(() -> Study.open(file, StudyTest.PLAN))
          .as(event.toString())
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("study.jsonl line 4");
    }
    assertThat(Files.readString(file)).as("a damaged file is left as it is").startsWith(good);
  }

  @Test
  void theFileOfAnotherPlan_isRefusedWithWhatDiffers() throws IOException {
    Study.open(file, StudyTest.PLAN).close();
    String before = Files.readString(file);
    List<Parameter> parameters = new ArrayList<>(StudyTest.PLAN.space().parameters());
    parameters.set(0, new Parameter("dropout", new Domain.Real(0, 0.5, false)));
    parameters.add(new Parameter("clip", new Domain.Real(1, 2, false)));
    StudyPlan other =
        new StudyPlan(
            new SearchSpace(parameters),
            Direction.MAXIMISE,
            6,
            new RandomSearch(),
            new NoPruning());

    assertThatThrownBy(() -> Study.open(file, other))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("direction: minimise there, maximise here")
        .hasMessageContaining("seed: 5 there, 6 here")
        .hasMessageContaining("sampler: tpe, startup 10, candidates 24, liar there, random here")
        .hasMessageContaining("pruning: asha, first 1, factor 3 there, none here")
        .hasMessageContaining("space of dropout: 0.0 to 0.9 there, 0.0 to 0.5 here")
        .hasMessageContaining("space of clip: none there, 1.0 to 2.0 here");
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void aFileThatIsNoStudy_isRefusedAndLeftAlone() throws IOException {
    Files.createDirectories(folder.resolve("new"));
    for (String text : List.of("hello", "hello\n", "{}\n", "\n", "{\"study\":1", "\u0000\u0000")) {
      Files.writeString(file, text);
      for (ThrowingCallable reading :
          List.<ThrowingCallable>of(
              () -> Study.open(file, StudyTest.PLAN), () -> Study.read(file, StudyTest.PLAN))) {
        if (!text.equals("{\"study\":1")) {
          assertThatThrownBy(reading)
              .isInstanceOf(CovalenceException.class)
              .hasMessageContaining("not a study");
          assertThat(Files.readString(file)).isEqualTo(text);
        }
      }
    }
    assertThatThrownBy(() -> Study.open(folder, StudyTest.PLAN))
        .isInstanceOf(CovalenceException.class);
    assertThatThrownBy(() -> Study.read(folder.resolve("none"), StudyTest.PLAN))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("there is no such file");
  }

  @Test
  void aStudyOfALaterFormat_isRefused() throws IOException {
    Files.createDirectories(folder.resolve("new"));
    Files.writeString(file, StudyLine.write(StudyTest.PLAN.head().put("study", 2)) + "\n");

    assertThatThrownBy(() -> Study.open(file, StudyTest.PLAN))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("expected format 1, found format 2");
  }
}
