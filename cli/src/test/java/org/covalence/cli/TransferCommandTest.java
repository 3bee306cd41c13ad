package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferCommandTest {
  @TempDir Path folder;
  private Path other;

  @BeforeEach
  void write() throws IOException {
    other =
        Files.writeString(
            folder.resolve("other.csv"),
            """
            id,text,label
            1,what a lovely morning,positive
            2,xyzzyfrobnicate is the worst,negative
            3,so it goes,neutral
            4,what a lovely evening,positive
            """);
  }

  private static Call transfer(Object model, Object data, Object... more) {
    return Call.covalence(
        "transfer", "--model", model, "--data", data, "--threads", "1", List.of(more));
  }

  private static JsonNode cell(Call call, int i) {
    return call.succeeds().json().get("cells").get(i);
  }

  @Test
  void cell_hasScoreFloorIntervalAndWhatMayExplainIt() {
    JsonNode cell = cell(transfer(Made.textModel(), other, "--json"), 0);

    assertThat(cell.get("model").asText()).isEqualTo(Made.textModel().getFileName().toString());
    assertThat(cell.get("data").asText()).isEqualTo("other.csv");
    assertThat(cell.get("posts").asInt()).isEqualTo(4);
    assertThat(cell.get("leftOut").asInt()).isZero();
    assertThat(cell.get("floor").get("accuracy").asDouble()).isEqualTo(0.5);
    assertThat(cell.get("accuracy").get("low").asDouble())
        .isLessThanOrEqualTo(cell.get("accuracy").get("value").asDouble());
    assertThat(cell.get("labelRule").asText()).isEqualTo("standard");
    assertThat(cell.get("signature").asText())
        .contains("rule:standard|split:all|part:test|posts:4");
    assertThat(cell.get("seen").asBoolean()).isFalse();
    assertThat(cell.get("words").get("mostMissed").toString()).contains("xyzzyfrobnicate");
    assertThat(cell.get("words").get("running").asInt()).isEqualTo(15);
    assertThat(cell.get("words").get("runningKnown").asDouble()).isBetween(0.0, 1.0);
    assertThat(cell.get("lacking").toString()).isEqualTo("{\"text\":0.0}");
    JsonNode classes = cell.get("classes");
    assertThat(classes.get("here").toString())
        .isEqualTo("{\"negative\":0.25,\"neutral\":0.25,\"positive\":0.5}");
    double distance = 0;
    for (String label : List.of("negative", "neutral", "positive")) {
      distance +=
          Math.abs(
                  classes.get("here").get(label).asDouble()
                      - classes.get("training").get(label).asDouble())
              / 2;
    }
    assertThat(classes.get("totalVariation").asDouble()).isCloseTo(distance, within(1e-12));
    assertThat(cell.get("change").get("accuracy").asDouble())
        .isCloseTo(
            cell.get("accuracy").get("value").asDouble()
                - cell.get("ownTest").get("accuracy").get("value").asDouble(),
            within(1e-12));
  }

  @Test
  void everyModel_isMeasuredOnEverySet() throws IOException {
    Path out = folder.resolve("out");
    Call call =
        transfer(Made.textModel() + "," + Made.model(), other + "," + Made.posts(), "--out", out);

    call.succeeds();

    assertThat(call.results().lines()).allMatch(l -> l.length() <= 80 || l.contains("@"));
    assertThat(call.results()).contains("floor", "lacking", "rule:standard|");
    JsonNode document =
        Call.lines(Files.readString(out.resolve("metrics.json")).replace("\n", "")).get(0);
    assertThat(document.get("cells")).hasSize(4);
    assertThat(document.get("cells").get(2).get("lacking").toString())
        .isEqualTo("{\"image\":1.0,\"text\":0.0}");
    assertThat(document.get("cells").get(3).get("lacking").get("image").asDouble()).isLessThan(1);
    assertThat(out.resolve("comparison.md"))
        .content()
        .contains("| other.csv | posts |", "## What may explain it", "## Signatures");
    assertThat(out.resolve("predictions")).isDirectoryContaining("glob:**-on-other.csv.jsonl");
    Path again = folder.resolve("again");
    Call.covalence("transfer", "--config", out.resolve("config.yaml"), "--out", again).succeeds();
    for (String file : List.of("metrics.json", "comparison.md")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(out.resolve(file));
    }
  }

  @Test
  void paths_inAFileOfSettings_startAtItsFolder() throws IOException {
    Path emotions =
        Files.writeString(folder.resolve("emotions.csv"), "id,text,label\n1,a,joy\n2,b,anger\n");
    Path file =
        Files.writeString(
            folder.resolve("transfer.yaml"),
            "model: "
                + Made.textModel()
                + "\ndata: [other.csv, emotions.csv]\nlabel-map: ',emotions'\n");

    JsonNode cells = Call.covalence("transfer", "--config", file, "--json").succeeds().json();

    assertThat(emotions).exists();
    assertThat(cells.get("cells")).hasSize(2);
    assertThat(cells.get("cells").get(1).get("labelRule").asText()).contains("+emotions@");
  }

  @Test
  void postsOfTheTraining_areTold() {
    Call call = transfer(Made.textModel(), Made.posts());

    assertThat(call.succeeds().results().replaceAll("\\s+", " "))
        .contains("The model was made from posts of this source");
    JsonNode cell = cell(transfer(Made.textModel(), Made.posts(), "--json"), 0);
    assertThat(cell.get("seen").asBoolean()).isTrue();
    assertThat(cell.get("withoutTwins").get("leftOut").asInt()).isPositive();
  }

  @Test
  void words_ofAnotherSet_areReadByItsOwnMap() throws IOException {
    Path emotions =
        Files.writeString(
            folder.resolve("emotions.csv"),
            "id,text,label\n1,a,joy\n2,b,anger\n3,c,surprise\n4,d,fear\n");

    JsonNode cells =
        transfer(Made.textModel(), other + "," + emotions, "--label-map", ",emotions", "--json")
            .succeeds()
            .json()
            .get("cells");

    assertThat(cells.get(0).get("labelRule").asText()).isEqualTo("standard");
    assertThat(cells.get(1).get("labelRule").asText()).matches("standard\\+emotions@[0-9a-f]{8}");
    assertThat(cells.get(1).get("posts").asInt()).isEqualTo(3);
    assertThat(cells.get(1).get("signature").asText()).contains("rule:standard+emotions@");
  }

  @Test
  void ids_chooseThePostsOfTheirSet() throws IOException {
    Path ids = Files.writeString(folder.resolve("ids.txt"), "1\n2\n");

    JsonNode cell = cell(transfer(Made.textModel(), other, "--test-ids", ids, "--json"), 0);

    assertThat(cell.get("posts").asInt()).isEqualTo(2);
    assertThat(cell.get("signature").asText()).contains("split:ids:ids.txt|");
  }

  @Test
  void oneClassOnly_isBadData() throws IOException {
    Path one = Files.writeString(folder.resolve("one.csv"), "id,text,label\n1,a,positive\n");

    transfer(Made.textModel(), one)
        .fails(3)
        .says("expected posts of two classes or more, found only positive");
  }

  @Test
  void noLabelThatIsKnown_isBadDataThatNamesTheMap() throws IOException {
    Path odd = Files.writeString(folder.resolve("odd.csv"), "id,text,label\n1,a,joy\n2,b,fear\n");

    transfer(Made.textModel(), odd)
        .fails(3)
        .says("expected a known label, found \"joy\"")
        .says("the label map emotions knows it");
  }

  @Test
  void modality_thatNoPostHas_isBadData() throws IOException {
    Files.write(folder.resolve("p.png"), Drawn.png(64, 64, java.awt.Color.RED));
    Path pictures =
        Files.writeString(
            folder.resolve("pictures.csv"), "id,image,label\n1,p.png,positive\n2,p.png,negative\n");

    transfer(Made.textModel(), pictures).fails(3).says("reads text, and the posts have image");
  }

  @Test
  void rule_thatLeavesNothing_isBadData() {
    transfer(Made.textModel(), other, "--label-rule", "agreement-only")
        .fails(3)
        .says("there is no labelled post to measure on");
  }

  @Test
  void lists_thatDoNotFit_areWrongUsage() {
    String two = other + "," + Made.posts();
    transfer("", other).fails(2).says("expected at least one path");
    Call.covalence("transfer", "--data", other).fails(2).says("--model");
    transfer(Made.textModel(), two + "," + other).fails(2).says("found one of them twice");
    transfer(Made.textModel(), two, "--label-rule", "standard,standard,standard")
        .fails(2)
        .says("one for each of 2 data sets, found 3");
    transfer(Made.textModel(), two, "--test-ids", "ids.txt").fails(2).says("--test-ids");
    transfer(Made.textModel(), other, "--label-rule", "standart")
        .fails(2)
        .says("did you mean standard?");
    transfer(Made.textModel(), other, "--label-map", "emotion")
        .fails(2)
        .says("did you mean emotions?");
  }

  @Test
  void modelFittedOnOtherClasses_isBadData() throws IOException {
    Path model = folder.resolve("model");
    copy(Made.textModel(), model);
    Path description = model.resolve("model.json");
    String json = Files.readString(description);
    Files.writeString(
        description,
        json.replaceFirst(
            "(\"trainingClasses\"\\s*:\\s*\")[^\"]*", "$1negative 0, neutral 0, positive 9"));
    Path without =
        Files.writeString(
            folder.resolve("without.csv"), "id,text,label\n1,a,negative\n2,b,neutral\n");

    transfer(model, without).fails(3).says("was fitted on no post of any class that stands here");
  }

  @Test
  void modelThatDoesNotSayWhatItWasMadeFrom_isMeasuredAllTheSame() throws IOException {
    Path model = folder.resolve("model");
    copy(Made.textModel(), model);
    Path description = model.resolve("model.json");
    Files.writeString(
        description,
        Files.readString(description)
            .replaceFirst("\"trainingClasses\"\\s*:\\s*\"[^\"]*\"", "\"other\" : \"x\"")
            .replaceFirst("\"training-traces.txt\"\\s*:\\s*\"[^\"]*\",", ""));
    Files.delete(model.resolve("training-traces.txt"));

    JsonNode cell = cell(transfer(model, other, "--json"), 0);

    assertThat(cell.has("classes")).isFalse();
    assertThat(cell.has("withoutTwins")).isFalse();
    assertThat(cell.get("accuracy").get("value").isDouble()).isTrue();
  }

  @Test
  @Tag("data")
  void textModel_isMeasuredOnThePostsOfMultiple() throws IOException {
    Path multiple = SharedFiles.require("data/mvsa-multiple-text");

    JsonNode cell = cell(transfer(Made.textModel(), multiple, "--json"), 0);

    assertThat(cell.get("posts").asInt()).isEqualTo(17_024);
    assertThat(cell.get("leftOut").asInt()).isZero();
    assertThat(cell.get("floor").get("label").asText()).isEqualTo("positive");
    assertThat(cell.get("floor").get("accuracy").asDouble()).isCloseTo(0.665, within(5e-4));
    assertThat(cell.get("classes").get("here").get("neutral").asDouble())
        .isCloseTo(4_408.0 / 17_024, within(1e-12));
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files = new ArrayList<>();
    try (var all = Files.walk(from)) {
      all.forEach(files::add);
    }
    for (Path file : files) {
      Files.copy(file, to.resolve(from.relativize(file).toString()));
    }
  }
}
