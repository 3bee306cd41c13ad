package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.covalence.predict.Prediction;
import org.covalence.predict.PredictionLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {
  @TempDir Path folder;

  private static Call predict(Object... more) {
    return Call.covalence("predict", "--model", Made.model(), "--threads", "1", List.of(more));
  }

  private Path posts() throws IOException {
    Files.write(folder.resolve("sunrise.jpg"), Drawn.jpeg(64, 48, Color.ORANGE));
    return Files.writeString(
        folder.resolve("posts.jsonl"),
        """
        {"id":"a","text":"what a lovely morning","image":"sunrise.jpg"}
        {"id":"b","image":"sunrise.jpg"}
        {"id":"c","text":"so sad"}
        {"id":"d"}
        {"id":"e","image":"gone.jpg"}
        no json
        {"id":"f","text":"last"}
        """);
  }

  private static void isPrediction(JsonNode line) {
    JsonNode probabilities = line.get("probabilities");
    double sum = 0;
    String best = "negative";
    for (String label : List.of("negative", "neutral", "positive")) {
      sum += probabilities.get(label).asDouble();
      if (probabilities.get(label).asDouble() > probabilities.get(best).asDouble()) {
        best = label;
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(line.get("label").asText()).isEqualTo(best);
    double weights = 0;
    for (JsonNode modality : line.get("modalities")) {
      weights += line.get("weights").get(modality.asText()).asDouble();
    }
    assertThat(weights).isCloseTo(1, within(1e-5));
  }

  @Test
  void onePost_isOneJsonDocument() throws IOException {
    Path picture = Files.write(folder.resolve("p.png"), Drawn.png(64, 48, Color.ORANGE));

    Call call = predict("--text", "What a lovely morning!", "--image", picture).succeeds();

    assertThat(call.messages()).isEmpty();
    isPrediction(call.json());
    assertThat(call.json().get("modalities").toString()).isEqualTo("[\"image\",\"text\"]");
    assertThat(predict("--text", "What a lovely morning!").json().get("modalities").toString())
        .isEqualTo("[\"text\"]");
    assertThat(predict("--image", picture, "--json").json().get("weights").get("image").asDouble())
        .isEqualTo(1);
  }

  @Test
  void text_mayBeginWithAMention() throws IOException {
    Files.writeString(folder.resolve("sam"), "--nonsense");

    isPrediction(predict("--text", "@" + folder.resolve("sam") + " hello").succeeds().json());
    isPrediction(predict("--text", "@" + folder.resolve("sam")).succeeds().json());
  }

  @Test
  void jsonLines_haveALineOutForEveryLineIn() throws IOException {
    Call call = predict("--input", posts()).succeeds().says("7 posts: 4 predicted, 3 failed");

    List<JsonNode> lines = call.jsonLines();
    assertThat(lines).hasSize(7);
    List.of(0, 1, 2, 6).forEach(i -> isPrediction(lines.get(i)));
    assertThat(lines.get(3).get("id").asText()).isEqualTo("d");
    assertThat(lines.get(3).get("error").asText()).contains("found neither");
    assertThat(lines.get(4).get("error").asText()).contains("gone.jpg");
    assertThat(lines.get(5).get("line").asInt()).isEqualTo(6);
  }

  @Test
  void json_isOneArray() throws IOException {
    Path posts = posts();
    List<JsonNode> lines = predict("--input", posts).jsonLines();

    Call call = predict("--input", posts, "--json", "--batch-size", "2").succeeds();

    assertThat(call.json()).hasSize(7);
    assertThat(call.json().get(3)).isEqualTo(lines.get(3));
    assertThat(call.json().get(6).get("label")).isEqualTo(lines.get(6).get("label"));
  }

  @Test
  void csv_isReadAsWell() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("posts.csv"), "id,text,label\n1,\"one, two\",whatever\n2,three,\n");

    List<JsonNode> lines = predict("--input", file).succeeds().jsonLines();

    assertThat(lines).hasSize(2).allSatisfy(PredictCommandTest::isPrediction);
  }

  @Test
  void folder_isReadAsTrainingReadsIt() {
    List<JsonNode> lines = predict("--data", Made.posts()).succeeds().jsonLines();

    assertThat(lines).hasSize(120).allSatisfy(PredictCommandTest::isPrediction);
  }

  @Test
  void output_getsTheSameLinesAndTheConfigurationBesideThem() throws IOException {
    Path posts = posts();
    Path output = folder.resolve("out/predictions.jsonl");

    Call call = predict("--input", posts, "--output", output, "--json").succeeds();

    assertThat(output).hasContent(predict("--input", posts).results().stripTrailing());
    assertThat(call.json().get("posts").asInt()).isEqualTo(7);
    assertThat(call.json().get("predicted").asInt()).isEqualTo(4);
    assertThat(call.json().get("failed").asInt()).isEqualTo(3);
    try (var files = Files.list(output.getParent())) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("predictions.jsonl", "predictions.jsonl.config.yaml");
    }
    Path again = folder.resolve("again.jsonl");
    Path config = output.resolveSibling("predictions.jsonl.config.yaml");
    Call.covalence("predict", "--config", config, "--output", again).succeeds();
    assertThat(again).hasSameBinaryContentAs(output);
  }

  @Test
  void output_ofOnePostIsAFileToo() throws IOException {
    Path output = folder.resolve("one.jsonl");

    Call call = predict("--text", "hello", "--output", output).succeeds();

    assertThat(call.results()).isEmpty();
    assertThat(Files.readString(output)).isEqualTo(predict("--text", "hello").results());
  }

  @Test
  void strict_stopsAtTheFirstBadPost() throws IOException {
    Path output = folder.resolve("predictions.jsonl");

    predict("--input", posts(), "--output", output, "--strict").fails(3).says("line 4 (post d)");

    assertThat(output).doesNotExist();
  }

  @Test
  void predictions_doNotDependOnTheOrderOfTheirNeighbours() throws IOException {
    Path forth = Files.writeString(folder.resolve("forth.csv"), "id,text\n1,one\n2,two words\n");
    Path back = Files.writeString(folder.resolve("back.csv"), "id,text\n2,two words\n1,one\n");

    List<JsonNode> first = predict("--input", forth).jsonLines();
    List<JsonNode> second = predict("--input", back).jsonLines();

    assertThat(second.get(1)).isEqualTo(first.get(0));
    assertThat(second.get(0)).isEqualTo(first.get(1));
  }

  @Test
  void minConfidence_marksWhatIsLessSure_andKeepsTheLabel() throws IOException {
    Path posts = posts();
    List<JsonNode> plain = predict("--input", posts).jsonLines();
    double between = confidence(plain.get(0)) / 2 + confidence(plain.get(2)) / 2;

    List<JsonNode> lines =
        predict("--input", posts, "--min-confidence", between).succeeds().jsonLines();

    for (int i : List.of(0, 1, 2, 6)) {
      isPrediction(lines.get(i));
      assertThat(lines.get(i).path("abstained").asBoolean())
          .isEqualTo(confidence(plain.get(i)) < between);
      assertThat(lines.get(i).get("probabilities")).isEqualTo(plain.get(i).get("probabilities"));
    }
    assertThat(List.of(lines.get(0), lines.get(2)))
        .filteredOn(line -> line.has("abstained"))
        .hasSize(1);
    assertThat(predict("--text", "hello", "--min-confidence", "1").json().get("abstained"))
        .isEqualTo(BooleanNode.TRUE);
    assertThat(predict("--text", "hello", "--min-confidence", "0").json().has("abstained"))
        .isFalse();
  }

  private static double confidence(JsonNode line) {
    return line.get("probabilities").get(line.get("label").asText()).asDouble();
  }

  @Test
  void sets_holdTheLabelAndGrowWithTheCoverage() throws IOException {
    Path posts = posts();
    List<JsonNode> half = predict("--input", posts, "--sets", "0.5").succeeds().jsonLines();
    List<JsonNode> most = predict("--input", posts, "--sets", "0.99").succeeds().jsonLines();

    for (int i : List.of(0, 1, 2, 6)) {
      assertThat(half.get(i).get("set")).contains(half.get(i).get("label"));
      assertThat(most.get(i).get("set")).containsAll(half.get(i).get("set"));
    }
    assertThat(most.get(0).get("set").toString())
        .as("twelve validation posts are too few for 0.99")
        .isEqualTo("[\"negative\",\"neutral\",\"positive\"]");
    assertThat(half.get(3).has("set")).isFalse();
  }

  @Test
  void caution_isReadBackFromTheFile() throws IOException {
    Path output = folder.resolve("predictions.jsonl");
    predict("--input", posts(), "--output", output, "--min-confidence", "0.99", "--sets", "0.8")
        .succeeds();

    List<Prediction> read = PredictionLines.read(withoutFailures(output)).predictions();

    assertThat(read).hasSize(4).allSatisfy(p -> assertThat(p.set()).isPresent());
    assertThat(read).allSatisfy(p -> assertThat(p.abstained()).isEqualTo(p.confidence() < 0.99));
  }

  private Path withoutFailures(Path predictions) throws IOException {
    return Files.write(
        folder.resolve("good.jsonl"),
        Files.readAllLines(predictions).stream().filter(l -> !l.contains("\"error\"")).toList());
  }

  @Test
  void coverageOutsideOfWhatAModelKeeps_isRefused() {
    for (String coverage : List.of("0.4", "1", "90", "x")) {
      predict("--text", "hello", "--sets", coverage).fails(2).says("sets");
    }
    predict("--text", "hello", "--min-confidence", "60").fails(2).says("min-confidence");
  }

  @Test
  void aModelWithoutSets_saysHowToGetThem() throws IOException {
    Path old = folder.resolve("old");
    Files.createDirectory(old);
    try (var files = Files.list(Made.textModel())) {
      for (Path file : files.toList()) {
        Files.copy(file, old.resolve(file.getFileName()));
      }
    }
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode description = (ObjectNode) mapper.readTree(old.resolve("model.json").toFile());
    description.remove("predictionSets");
    Files.writeString(old.resolve("model.json"), description.toString());

    Call.covalence("predict", "--model", old, "--text", "hello").succeeds();
    Call.covalence("predict", "--model", old, "--text", "hello", "--sets", "0.9")
        .fails(2)
        .says("the model keeps nothing to make sets of labels from");
  }
}
