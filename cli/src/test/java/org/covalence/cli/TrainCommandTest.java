package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  private static final List<String> SAME_IN_EVERY_RUN =
      List.of(
          "metrics.json",
          "training.jsonl",
          "predictions-test.jsonl",
          "predictions-validation.jsonl",
          "vocabulary.txt",
          "text.onnx",
          "image.onnx",
          "fusion.onnx",
          "training-traces.txt",
          "config.yaml");

  @TempDir Path folder;

  @Test
  void model_isAFolderWithAllThatItNeedsAndTells() throws IOException {
    Path model = Made.model();

    try (Stream<Path> files = Files.list(model)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(SAME_IN_EVERY_RUN.stream(), Stream.of("model.json", "MODEL_CARD.md"))
                  .toList());
    }
    JsonNode json =
        Call.lines(Files.readString(model.resolve("metrics.json")).replace("\n", "")).get(0);
    assertThat(json.get("systems")).hasSize(1);
    assertThat(json.get("systems").get(0).get("name").asText()).isEqualTo("text+image");
    assertThat(Call.lines(Files.readString(model.resolve("training.jsonl")))).hasSize(1);
    assertThat(model.resolve("MODEL_CARD.md"))
        .content()
        .contains("# text+image", "covalence predict --model", "## Limits")
        .contains("## What may be claimed", "expected calibration error", "floor: always ");
    JsonNode provenance =
        Call.lines(Files.readString(model.resolve("model.json")).replace("\n", ""))
            .get(0)
            .get("provenance");
    assertThat(provenance.get("data")).isEqualTo(json.get("dataFingerprint"));
    assertThat(provenance.get("source").asText()).isEqualTo(Made.posts().toString());
    assertThat(model.resolve("MODEL_CARD.md"))
        .content()
        .contains("data: `" + json.get("dataFingerprint").asText() + "`");
    try (Stream<Path> beside = Files.list(model.getParent())) {
      assertThat(beside.map(f -> f.getFileName().toString())).noneMatch(n -> n.endsWith(".tmp"));
    }
  }

  @Test
  void run_fromTheConfigurationOfAModelGivesTheSameBytes() throws IOException {
    Path model = Made.model();
    Path again = folder.resolve("again");

    Call.covalence("train", "--config", model.resolve("config.yaml"), "--out", again).succeeds();

    for (String file : SAME_IN_EVERY_RUN) {
      assertThat(again.resolve(file)).as(file).hasSameBinaryContentAs(model.resolve(file));
    }
  }

  @Test
  void run_withAnotherSeedGivesAnotherModel() throws IOException {
    Path other = folder.resolve("other");

    Call.covalence(
            "train",
            "--config",
            Made.textModel().resolve("config.yaml"),
            "--out",
            other,
            "--seed",
            "2")
        .succeeds();

    assertThat(Files.mismatch(other.resolve("text.onnx"), Made.textModel().resolve("text.onnx")))
        .isNotEqualTo(-1);
  }

  @Test
  void json_isTheMetricsAndNothingElse() throws IOException {
    Path out = folder.resolve("model");

    Call call =
        Call.covalence(
                "train",
                "--data",
                Made.posts(),
                "--modalities",
                "text",
                "--out",
                out,
                "--json",
                Made.QUICK)
            .succeeds()
            .says("the model is in " + out)
            .says("epoch loss validation loss accuracy macro-F1");

    assertThat(call.json())
        .isEqualTo(
            Call.lines(Files.readString(out.resolve("metrics.json")).replace("\n", "")).get(0));
  }

  @Test
  void earlierModel_isReplacedAndOtherThingsAreNot() throws IOException {
    Path model = folder.resolve("model");
    Path config = Made.textModel().resolve("config.yaml");
    Call.covalence("train", "--config", config, "--out", model).succeeds();
    Call.covalence("train", "--config", config, "--out", model, "--seed", "2").succeeds();
    assertThat(model.resolve("config.yaml")).content().contains("seed: \"2\"");

    Path diary =
        Files.writeString(
            Files.createDirectory(folder.resolve("mine")).resolve("diary.txt"), "dear");
    Call.covalence("train", "--config", config, "--out", diary.getParent())
        .fails(2)
        .says("something that is no model stands where the model would be written");
    Call.covalence("train", "--config", config, "--out", diary).fails(2).says("diary.txt");
    Path settings = Files.createDirectory(folder.resolve("car"));
    Files.writeString(settings.resolve("model.json"), "{\"kind\":\"car\"}");
    Call.covalence("train", "--config", config, "--out", settings).fails(2).says("model.json");
    assertThat(diary).hasContent("dear");
  }

  @Test
  void messages_fitATerminal() {
    Call call =
        Call.covalence(
                "train",
                "--data",
                Made.posts(),
                "--modalities",
                "text",
                "--out",
                folder.resolve("m"),
                Made.QUICK)
            .succeeds();

    assertThat(Stream.concat(call.results().lines(), call.messages().lines()))
        .allMatch(l -> l.length() <= 80 || l.contains(folder.toString()));
  }
}
