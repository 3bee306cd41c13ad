package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.covalence.report.HtmlReport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {
  private static final String SPACE =
      """
      learning-rate: {low: 1e-3, high: 1e-2, log: true}
      fusion: [attention, concatenation]
      fusion-width: {low: 8, high: 16}
      """;

  @TempDir static Path folder;
  private static Path space;
  private static Path run;
  private static Call call;

  @BeforeAll
  static void tune() throws IOException {
    space = space("space", SPACE);
    run = folder.resolve("run");
    call = tune(run, space, 3, "--json").succeeds();
  }

  private static Path space(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), yaml);
  }

  private static Call tune(Path out, Path space, int trials, Object... more) {
    return tune(1, out, space, trials, more);
  }

  private static Call tune(int epochs, Path out, Path space, int trials, Object... more) {
    return Call.covalence(
        "tune",
        "--data",
        Made.posts(),
        "--modalities",
        "text",
        "--out",
        out,
        "--space",
        space,
        "--trials",
        trials,
        "--epochs",
        epochs,
        List.of("--threads", "1", "--test-share", "0.2", "--text-width", "16"),
        List.of(more));
  }

  private static JsonNode summary(Path out) throws IOException {
    return Call.lines(Files.readString(out.resolve("study.json")).replace("\n", "")).get(0);
  }

  private static Path copyOfRun(String name) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(name));
    for (String file : List.of("study.jsonl", "settings.json", "best.yaml", "study.json")) {
      Files.copy(run.resolve(file), copy.resolve(file));
    }
    return copy;
  }

  @Test
  void summary_holdsEveryTrialAndTheBestOfThem() throws IOException {
    JsonNode json = summary(run);

    assertThat(json.get("goal").asText()).isEqualTo("macro-F1");
    assertThat(json.get("part").asText()).isEqualTo("validation");
    assertThat(json.get("trials").findValuesAsText("state"))
        .containsExactly("ended", "ended", "ended");
    double best = json.get("best").get("value").asDouble();
    assertThat(json.get("trials").findValues("value"))
        .allSatisfy(v -> assertThat(v.asDouble()).isBetween(0.0, best));
    assertThat(call.json()).isEqualTo(json);
  }

  @Test
  void report_isAPageOfItsOwn() throws IOException {
    String report = Files.readString(run.resolve("report.html"));

    assertThat(HtmlReport.isReport(report)).isTrue();
    assertThat(report).contains("Search over 3 settings", "chart-parallel", "chart-slice-2");
  }

  @Test
  void search_saysThatTheTestPartIsSetAsideAndHowToTrain() {
    call.says("posts to test on are set aside: no trial sees them");
    assertThat(call.messages())
        .contains("covalence train --config " + run.resolve("best.yaml") + " --out models/MODEL");
  }

  @Test
  void table_showsTheBestFirstIn80Columns() {
    Call text = tune(run, space, 3).succeeds();

    assertThat(text.results().lines()).allMatch(l -> l.length() <= 80);
    assertThat(text.results())
        .contains("3 trials: 3 ended.", "too good to be true", "learning-rate 0.00");
    text.says("3 of 3 trials are over");
  }

  @Test
  void bestSettings_trainAModelOfTheSameValue() throws IOException {
    Path model = folder.resolve("model");
    Call.covalence("train", "--config", run.resolve("best.yaml"), "--out", model).succeeds();

    JsonNode epoch = Call.lines(Files.readString(model.resolve("training.jsonl"))).get(0);
    assertThat(epoch.get("validationMacroF1").asDouble())
        .isEqualTo(summary(run).get("best").get("value").asDouble());
  }

  @Test
  void bestSettings_canBeCompared() {
    Path out = folder.resolve("compared");
    Call.covalence("compare", "--config", run.resolve("best.yaml"), "--out", out).succeeds();

    assertThat(out.resolve("metrics.json")).exists();
  }

  @Test
  void sameCall_goesOnAsIfItHadNeverStopped() throws IOException {
    Path out = copyOfRun("longer");
    tune(out, space, 5).succeeds().says("3 of 5 trials are over");
    Path undisturbed = folder.resolve("undisturbed");
    tune(undisturbed, space, 5).succeeds();

    assertThat(summary(out).get("trials")).hasSize(5);
    assertThat(summary(out).get("trials")).isEqualTo(summary(undisturbed).get("trials"));
  }

  @Test
  void folder_ofAnotherSpaceIsRefused() throws IOException {
    Path other = space("other", "learning-rate: {low: 1e-3, high: 1e-1, log: true}\n");

    // What is searched over is no longer what is set.
    tune(run, other, 3).fails(2).says("the trials there were made in another way");
    Path same = space("same-keys", SPACE.replace("1e-2", "1e-1"));
    tune(run, same, 3).fails(2).says("the study was begun with another plan").says("learning-rate");
  }

  @Test
  void folder_ofOtherSettingsIsRefused() {
    tune(run, space, 3, "--text-layers", "2").fails(2).says("text-layers was 1 and is 2");
    tune(run, space, 3, "--metric", "accuracy")
        .fails(2)
        .says("metric was macro-F1 and is accuracy");
    tune(run, space, 3, "--sampler", "random").fails(2).says("sampler");
  }

  @Test
  void folder_thatHoldsSomethingElseIsLeftAlone() throws IOException {
    Path foreign = Files.createDirectories(folder.resolve("foreign"));
    Files.writeString(foreign.resolve("thesis.tex"), "years of work");

    tune(foreign, space, 3).fails(2).says("thesis.tex").says("choose another folder");
    assertThat(foreign).isDirectoryContaining("glob:**thesis.tex");
    assertThat(foreign.resolve("study.jsonl")).doesNotExist();
  }

  @Test
  void space_withATypoNamesTheNearestKey() throws IOException {
    Path typo = space("typo", "learning-rat: [0.001, 0.01]\n");

    tune(folder.resolve("typo"), typo, 3).fails(2).says("did you mean learning-rate?");
    assertThat(folder.resolve("typo")).doesNotExist();
  }

  @Test
  void space_mayNotSearchOverPostsAndSeeds() throws IOException {
    Path seeds = space("seeds", "training-seed: [1, 2]\ntest-share: [0.1, 0.2]\n");

    tune(folder.resolve("seeds"), seeds, 3)
        .fails(2)
        .says("training-seed: is not a setting that can be searched over")
        .says("test-share: is not a setting that can be searched over");
  }

  @Test
  void damagedStudy_isBadData() throws IOException {
    Path damaged = copyOfRun("damaged");
    Path study = damaged.resolve("study.jsonl");
    Files.writeString(study, Files.readString(study).replaceFirst("\"step\":1", "\"step\":2"));

    tune(damaged, space, 3).fails(3).says("the line is not as it was written");

    Files.writeString(damaged.resolve("settings.json"), "{");
    tune(damaged, space, 3).fails(3).says("cannot be read");
  }

  @Test
  void trial_whoseSettingsDoNotFitHasFailedAndTheSearchGoesOn() throws IOException {
    Path odd = space("odd", "fusion: [attention, low-rank]\nfusion-rank: [2, 4]\n");
    Path out = folder.resolve("odd");

    tune(out, odd, 6, "--sampler", "random").succeeds();

    JsonNode trials = summary(out).get("trials");
    assertThat(trials.findValuesAsText("state")).contains("failed", "ended").hasSize(6);
    for (JsonNode trial : trials) {
      boolean fits = trial.get("settings").get("fusion").asText().equals("low-rank");
      assertThat(trial.get("state").asText()).isEqualTo(fits ? "ended" : "failed");
      assertThat(trial.path("reason").asText()).contains(fits ? "" : "fusion-rank");
    }
  }

  @Test
  void search_inWhichNoTrialFitsIsWrongUsage() throws IOException {
    Path none = space("none", "fusion-rank: [2, 4]\n");

    tune(folder.resolve("none"), none, 2)
        .fails(2)
        .says("none of 2 trials came to a value; the first failed: fusion-rank");
  }

  @Test
  void search_givesUpASpaceWhoseFirstTenTrialsAllFail() throws IOException {
    Path none = space("none", "fusion-rank: [2, 4]\n");

    tune(folder.resolve("none"), none, 500)
        .fails(2)
        .says("none of 10 trials came to a value; the first failed: fusion-rank");
  }

  @Test
  void encoders_mayBeSearchedOver() throws IOException {
    Path encoders = space("encoders", "text-encoder: [lexicon, gru, \"lexicon,terms\"]\n");
    Path out = folder.resolve("encoders");

    // What is set of one encoder has no meaning with another, and is no fault.
    tune(out, encoders, 5, "--sampler", "random").succeeds();

    JsonNode trials = summary(out).get("trials");
    assertThat(trials.findValuesAsText("state")).containsOnly("ended");
    assertThat(trials.findValuesAsText("text-encoder")).contains("lexicon", "gru");
  }

  @Test
  void trials_mayRunBesideEachOther() throws IOException {
    Path out = folder.resolve("parallel");

    tune(out, space, 4, "--parallel-trials", "2").succeeds();

    assertThat(summary(out).get("trials").findValuesAsText("state"))
        .containsExactly("ended", "ended", "ended", "ended");
  }

  @Test
  void trial_thatIsWorseThanTheOthersIsGivenUp() throws IOException {
    Path rates = space("rates", "learning-rate: [0.00001, 0.02]\n");
    Path out = folder.resolve("rates");

    tune(4, out, rates, 5, "--batch-size", "4", "--average-decay", "0", "--validation-share", "0.3")
        .succeeds();

    JsonNode trials = summary(out).get("trials");
    assertThat(trials.findValuesAsText("state")).contains("ended", "given up");
    for (JsonNode trial : trials) {
      boolean ended = trial.get("state").asText().equals("ended");
      assertThat(trial.get("epochs").asInt()).isEqualTo(ended ? 4 : 3);
    }
  }

  @Test
  void spaceOfTheProgram_leavesWhatIsSetAsItIs() throws IOException {
    Path out = folder.resolve("own");

    Call.covalence(
            "tune",
            "--data",
            Made.posts(),
            "--modalities",
            "text",
            "--preset",
            "fast",
            "--text-encoder",
            "lexicon",
            "--trials",
            "1",
            "--out",
            out,
            List.of("--epochs", "1", "--threads", "1", "--test-share", "0.2"))
        .succeeds();

    assertThat(summary(out).get("space").has("learning-rate")).isTrue();
    assertThat(summary(out).get("space").has("epochs")).isFalse();
    assertThat(summary(out).get("space").has("fusion")).isFalse();
    assertThat(Files.readString(out.resolve("best.yaml"))).contains("fusion: \"joint\"");
  }

  @Test
  void spaceOfTheProgram_canBeReadAndSaysWhenNothingIsLeftOfIt() {
    assertThat(TuneSpace.builtIn().parameters()).hasSizeGreaterThan(5);

    Path out = folder.resolve("nothing");
    Call.covalence("tune", "--config", run.resolve("best.yaml"), "--out", out)
        .fails(2)
        .says("nothing is left to search over");
  }
}
