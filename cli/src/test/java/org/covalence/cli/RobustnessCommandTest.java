package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RobustnessCommandTest {
  private static final List<String> FEW =
      List.of("--threads", "1", "--rounds", "100", "--levels", "missing=50/100");

  @TempDir Path folder;
  private Path texts;

  @BeforeEach
  void write() throws IOException {
    texts =
        Files.writeString(
            folder.resolve("texts.csv"),
            """
            id,text,label
            1,what a lovely morning,positive
            2,this is the worst of all 😀,negative
            3,so it goes,neutral
            4,what a lovely evening,positive
            """);
  }

  private static Call robustness(Object model, Object data, Object... more) {
    return Call.covalence(
        "robustness",
        "--model",
        model,
        "--data",
        data,
        "--threads",
        "1",
        "--rounds",
        "100",
        List.of(more));
  }

  private static String models() {
    return Made.model() + "," + Made.textModel();
  }

  private static List<String> names(JsonNode document) {
    List<String> names = new ArrayList<>();
    document.get("curves").forEach(curve -> names.add(curve.get("name").asText()));
    return names;
  }

  @Test
  void run_writesEverythingAndComesOutTheSame() throws IOException {
    Path out = folder.resolve("out");
    Call call =
        Call.covalence(
                "robustness",
                "--model",
                models(),
                "--data",
                Made.posts(),
                "--disturb",
                "blur,missing,typos",
                "--out",
                out,
                FEW)
            .succeeds();

    assertThat(call.results().lines()).allMatch(l -> l.length() <= 80);
    assertThat(call.results().replaceAll("\\s+", " "))
        .contains("At 100 % missing image, ", "beyond the interval", "as it is", "rule:standard|")
        .contains("keep it.")
        .contains("was made from posts of this source");
    assertThat(out.resolve("metrics.json")).exists();
    assertThat(out.resolve("comparison.md")).content().contains("### missing-text");
    assertThat(out.resolve("report.html"))
        .content()
        .startsWith("<!DOCTYPE html>")
        .contains("chart-blur-accuracy");
    assertThat(out.resolve("provenance.json")).content().contains("\"robustness\"");
    String both = Made.model().getFileName().toString();
    assertThat(out.resolve("predictions"))
        .isDirectoryContaining("glob:**/" + both + "-as-it-is.jsonl")
        .isDirectoryContaining("glob:**/" + both + "-missing-text-100.jsonl")
        .isDirectoryContaining("glob:**/" + both + "-blur-8.jsonl");
    Call.covalence("replay", out).succeeds().says("running robustness again");
    Path again = folder.resolve("again");
    Call.covalence("robustness", "--config", out.resolve("config.yaml"), "--out", again).succeeds();
    for (String file : List.of("metrics.json", "comparison.md", "report.html")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(out.resolve(file));
    }
  }

  @Test
  void missing_isMeasuredOnTheSamePostsForEveryModel() {
    JsonNode document =
        robustness(models(), Made.posts(), "--disturb", "missing", "--json").succeeds().json();

    assertThat(names(document)).containsExactly("missing-image", "missing-text");
    int posts = document.get("models").get(0).get("posts").asInt();
    assertThat(document.get("models").get(1).get("posts").asInt()).isEqualTo(posts);
    JsonNode image = document.get("curves").get(0);
    JsonNode levels = image.get("points");
    assertThat(levels).hasSize(6);
    int changed = 0;
    for (JsonNode point : levels) {
      assertThat(point.get("changed").asInt()).isGreaterThan(changed);
      changed = point.get("changed").asInt();
      // Whoever reads no pictures is as it was.
      assertThat(point.get("models").get(1).get("accuracy"))
          .isEqualTo(document.get("models").get(1).get("accuracy"));
    }
    assertThat(changed).isLessThanOrEqualTo(posts - image.get("spared").asInt());
    JsonNode text = document.get("curves").get(1);
    assertThat(text.get("points").get(5).get("models")).hasSize(1);
    assertThat(text.get("points").get(5).get("changed").asInt() + text.get("spared").asInt())
        .isEqualTo(posts);
    assertThat(document.get("fallbacks")).hasSize(1);
    assertThat(document.get("fallbacks").get(0).get("missing").asText()).isEqualTo("image");
  }

  @Test
  void threads_changeNothing() {
    Object[] same = {"--disturb", "typos,crop", "--levels", "crop=10", "--json"};
    JsonNode one = robustness(Made.model(), Made.posts(), same).succeeds().json();
    JsonNode three =
        Call.covalence(
                "robustness",
                "--model",
                Made.model(),
                "--data",
                Made.posts(),
                "--threads",
                "3",
                "--rounds",
                "100",
                List.of(same))
            .succeeds()
            .json();

    assertThat(three.get("curves")).isEqualTo(one.get("curves"));
  }

  @Test
  void textModel_meetsNoiseInWordsAlone() {
    JsonNode document = robustness(Made.textModel(), texts, "--json").succeeds().json();

    assertThat(names(document)).containsExactly("typos", "swapped-words", "dropped-words");
    assertThat(document.get("signature").asText()).contains("rule:standard|split:all|");
    assertThat(document.get("leftOut").asInt()).isZero();
    assertThat(document.get("models").get(0).get("seen").asBoolean()).isFalse();
    for (JsonNode curve : document.get("curves")) {
      for (JsonNode point : curve.get("points")) {
        JsonNode accuracy = point.get("models").get(0).get("accuracy");
        assertThat(accuracy.get("value").asDouble())
            .isBetween(accuracy.get("low").asDouble(), accuracy.get("high").asDouble());
      }
    }
  }

  @Test
  void levels_areTakenAsTheyAreNamedFromWeakToStrong() {
    JsonNode curve =
        robustness(
                Made.textModel(), texts, "--disturb", "typos", "--levels", "typos=30/2.5", "--json")
            .succeeds()
            .json()
            .get("curves")
            .get(0);

    assertThat(curve.get("points")).hasSize(2);
    assertThat(curve.get("points").get(0).get("level").asDouble()).isEqualTo(2.5);
  }

  @Test
  void ids_chooseThePosts() throws IOException {
    Path ids = Files.writeString(folder.resolve("ids.txt"), "1\n2\n");

    JsonNode document =
        robustness(Made.textModel(), texts, "--test-ids", ids, "--disturb", "typos", "--json")
            .succeeds()
            .json();

    assertThat(document.get("models").get(0).get("posts").asInt()).isEqualTo(2);
  }

  @Test
  void pictureThatCannotBeRead_leavesItsPostOutAndIsTold() throws IOException {
    Files.write(folder.resolve("good.png"), Drawn.png(64, 64, Color.RED));
    Files.writeString(folder.resolve("bad.png"), "no picture");
    Path data =
        Files.writeString(
            folder.resolve("some.csv"),
            """
            id,text,image,label
            1,what a lovely morning,good.png,positive
            2,this is the worst,bad.png,negative
            3,so it goes,good.png,negative
            """);

    Call call = robustness(Made.model(), data, "--disturb", "darkening", "--json").succeeds();

    assertThat(call.json().get("leftOut").asInt()).isEqualTo(1);
    assertThat(call.json().get("verdicts").toString()).contains("1 labelled post is left out");
    robustness(Made.model(), data, "--disturb", "darkening", "--strict").fails(3);
  }

  @Test
  void disturbance_thatDoesNotExistNamesTheNearest() {
    robustness(Made.textModel(), texts, "--disturb", "typo")
        .fails(2)
        .says("there is no disturbance typo")
        .says("did you mean typos?");
    robustness(Made.textModel(), texts, "--levels", "blurr=2").fails(2).says("did you mean blur?");
  }

  @Test
  void wrongUsage_isToldBeforeAnyWork() throws IOException {
    Call.covalence("robustness", "--data", texts).fails(2).says("--model");
    Call.covalence("robustness", "--model", Made.textModel()).fails(2).says("data");
    robustness(Made.textModel() + "," + Made.textModel(), texts).fails(2).says("one of them twice");
    robustness(Made.textModel(), texts, "--disturb", "typos,typos").fails(2).says("typos twice");
    robustness(Made.textModel(), texts, "--levels", "typos").fails(2).says("missing=50/100");
    robustness(Made.textModel(), texts, "--levels", "typos=").fails(2).says("found nothing");
    robustness(Made.textModel(), texts, "--levels", "typos=5/x").fails(2).says("found x");
    robustness(Made.textModel(), texts, "--levels", "typos=5/5").fails(2).says("each once");
    robustness(Made.textModel(), texts, "--levels", "typos=101").fails(2).says("at most 100");
    robustness(Made.textModel(), texts, "--levels", "recompression=2.5").fails(2).says("quality");
    robustness(Made.textModel(), texts, "--levels", "crop=100").fails(2).says("below 100");
    robustness(Made.textModel(), texts, "--levels", "typos=5,typos=6").fails(2).says("twice");
    robustness(Made.textModel(), texts, "--disturb", "typos", "--levels", "blur=2")
        .fails(2)
        .says("which --disturb leaves out");
    Path mine = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(mine.resolve("diary.txt"), "dear diary");
    robustness(Made.textModel(), texts, "--out", mine).fails(2).says("diary.txt");
  }

  @Test
  void disturbance_thatNoModelWouldNoticeIsWrongUsage() {
    robustness(Made.textModel(), texts, "--disturb", "blur")
        .fails(2)
        .says("blur changes the image, which no model reads");
    robustness(Made.textModel(), texts, "--disturb", "missing")
        .fails(2)
        .says("no model reads more than one modality, so none may be missing");
  }

  @Test
  void modality_thatNoPostHasIsBadData() throws IOException {
    robustness(Made.model(), texts)
        .fails(3)
        .says("reads image, and no post has it")
        .says("--disturb");
    robustness(Made.model(), texts, "--disturb", "typos").succeeds();

    Files.write(folder.resolve("p.png"), Drawn.png(64, 64, Color.RED));
    Path pictures =
        Files.writeString(
            folder.resolve("pictures.csv"), "id,image,label\n1,p.png,positive\n2,p.png,negative\n");
    robustness(Made.textModel(), pictures).fails(3).says("reads text, and the posts have image");
  }

  @Test
  void folder_thatIsNoModelIsBadData() {
    robustness(folder, texts).fails(3);
  }
}
