package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareCommandTest {
  @TempDir static Path folder;
  private static Path run;
  private static Call call;

  @BeforeAll
  static void compare() {
    run = folder.resolve("run");
    call = Call.covalence("compare", "--data", Made.posts(), "--out", run, Made.QUICK).succeeds();
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  private static JsonNode metrics() throws IOException {
    return Call.lines(Files.readString(run.resolve("metrics.json")).replace("\n", "")).get(0);
  }

  @Test
  void run_holdsAllThatWasMeasured() throws IOException {
    assertThat(files(run))
        .contains(
            "metrics.json",
            "comparison.md",
            "report.html",
            "config.yaml",
            "model/model.json",
            "predictions/linear-test.jsonl",
            "predictions/text-test.jsonl",
            "predictions/text-validation.jsonl",
            "predictions/image-test.jsonl",
            "predictions/text+image-test.jsonl",
            "predictions/text+image-validation.jsonl",
            "training/text.jsonl",
            "training/image.jsonl",
            "training/text+image.jsonl");
  }

  @Test
  void metrics_haveThePromisedShape() throws IOException {
    JsonNode json = metrics();

    assertThat(json.get("labels").toString()).isEqualTo("[\"negative\",\"neutral\",\"positive\"]");
    assertThat(json.get("labelRule").asText()).isEqualTo("standard");
    assertThat(json.get("dataFingerprint").asText()).matches("[0-9a-f]{64}");
    assertThat(json.get("systems").findValuesAsText("name"))
        .containsExactly("linear", "text", "image", "text+image");
    for (JsonNode system : json.get("systems")) {
      assertThat(system.get("part").asText()).isEqualTo("test");
      int posts = system.get("posts").asInt();
      assertThat(system.get("floor").get("accuracy").asDouble()).isBetween(0.0, 1.0);
      for (String metric : List.of("accuracy", "balancedAccuracy", "macroF1", "weightedF1")) {
        JsonNode estimate = system.get(metric);
        assertThat(estimate.get("value").asDouble())
            .as(metric)
            .isBetween(estimate.get("low").asDouble(), estimate.get("high").asDouble());
      }
      int counted = 0;
      for (JsonNode row : system.get("confusion")) {
        for (JsonNode cell : row) {
          counted += cell.asInt();
        }
      }
      assertThat(counted).isEqualTo(posts);
      int support = 0;
      for (String label : List.of("negative", "neutral", "positive")) {
        support += system.get("perClass").get(label).get("support").asInt();
      }
      assertThat(support).isEqualTo(posts);
    }
    assertThat(json.get("comparisons")).hasSize(6);
    for (JsonNode pair : json.get("comparisons")) {
      assertThat(pair.get("difference").get("metric").asText()).isEqualTo("macroF1");
      JsonNode test = pair.get("tests").get("mcnemarExact");
      assertThat(test.get("p").asDouble()).isBetween(0.0, 1.0);
      assertThat(test.get("pHolm").asDouble()).isBetween(test.get("p").asDouble(), 1.0);
    }
  }

  @Test
  void predictions_areOfTheSamePostsInTheSameOrderForEverySystem() throws IOException {
    List<List<String>> ids = new ArrayList<>();
    for (String system : List.of("linear", "text", "image", "text+image")) {
      String lines = Files.readString(run.resolve("predictions/" + system + "-test.jsonl"));
      ids.add(Call.lines(lines).stream().map(l -> l.get("id").asText()).toList());
    }

    assertThat(ids.get(0)).isNotEmpty().doesNotHaveDuplicates();
    assertThat(ids).allMatch(ids.get(0)::equals);
    assertThat(ids.get(0)).hasSize(metrics().get("systems").get(0).get("posts").asInt());
  }

  @Test
  void table_hasEverySystemTheFloorEveryPairAndTheSignature() {
    assertThat(call.results().lines()).allMatch(l -> l.length() <= 80);
    assertThat(call.results())
        .contains("floor: always ", "\nlinear ", "\ntext ", "\nimage ", "\ntext+image ")
        .contains("text - linear", "text+image - image", "McNemar p", "p (Holm)")
        .contains("rule:standard|", "|part:test|");
  }

  @Test
  void verdict_isSaidOnce() throws IOException {
    String all = (call.results() + call.messages()).replaceAll("\\s+", " ");
    JsonNode pairs = metrics().get("comparisons");

    assertThat(pairs).hasSize(6);
    for (JsonNode pair : pairs) {
      assertThat(all).containsOnlyOnce(pair.get("verdict").asText());
    }
    assertThat(all.split("\\(Holm, 6 pairs\\)", -1)).hasSize(1 + 6);
    call.says("the run is in " + run).says("the model that was best in validation, in ");
  }

  @Test
  void model_isTheOneThatWasBestInValidation() throws IOException {
    String best = "";
    double highest = -1;
    for (String system : List.of("text", "image", "text+image")) {
      for (JsonNode epoch :
          Call.lines(Files.readString(run.resolve("training/" + system + ".jsonl")))) {
        if (epoch.get("validationMacroF1").asDouble() > highest) {
          highest = epoch.get("validationMacroF1").asDouble();
          best = system;
        }
      }
    }

    assertThat(run.resolve("model/MODEL_CARD.md")).content().startsWith("# " + best + " sentiment");
  }

  @Test
  void run_fromItsOwnConfigurationGivesTheSameBytes() throws IOException {
    Path again = folder.resolve("again");

    Call.covalence("compare", "--config", run.resolve("config.yaml"), "--out", again).succeeds();

    // Run and model tell the command that made them, and the model comes with a hash of that.
    List<String> telling = List.of("provenance.json", "model/model.json", "model/MODEL_CARD.md");
    List<String> same = files(run).stream().filter(f -> !telling.contains(f)).toList();
    assertThat(files(again)).containsAll(same);
    for (String file : same) {
      assertThat(again.resolve(file)).as(file).hasSameBinaryContentAs(run.resolve(file));
    }
  }

  /** The best one may be of one modality, or of a later seed; its own configuration must say so. */
  @ParameterizedTest
  @ValueSource(strings = {"text", "image", "text,image"})
  void model_isTrainedAgainFromItsOwnConfiguration(String modalities) throws IOException {
    Path several = folder.resolve("several-" + modalities);
    Path again = folder.resolve("again-" + modalities);
    Call.covalence(
            "compare",
            "--data",
            Made.posts(),
            "--modalities",
            modalities,
            "--out",
            several,
            "--seeds",
            3,
            "--baseline",
            "false",
            Made.QUICK)
        .succeeds();
    Path model = several.resolve("model");

    Call.covalence("train", "--config", model.resolve("config.yaml"), "--out", again).succeeds();

    for (String file : files(model)) {
      if (!file.equals("model.json") && !file.equals("MODEL_CARD.md")) {
        assertThat(again.resolve(file)).as(file).hasSameBinaryContentAs(model.resolve(file));
      }
    }
  }

  @Test
  void folder_withOtherThingsIsLeftAlone() throws IOException {
    Path mine = Files.createDirectory(folder.resolve("mine"));
    Path diary = Files.writeString(mine.resolve("diary.txt"), "dear");

    Call.covalence("compare", "--data", Made.posts(), "--out", mine).fails(2).says(mine.toString());
    Call.covalence("compare", "--data", Made.posts(), "--out", Made.textModel())
        .fails(2)
        .says("no earlier comparison");

    assertThat(diary).hasContent("dear");
  }

  @Test
  void earlierRun_isReplacedUnlessSomethingWasPutIntoIt() throws IOException {
    Path out = folder.resolve("twice");
    Path config = run.resolve("config.yaml");
    Call.covalence("compare", "--config", config, "--out", out, "--modalities", "text").succeeds();

    Call.covalence("compare", "--config", config, "--out", out, "--modalities", "image").succeeds();

    assertThat(files(out)).contains("training/image.jsonl").doesNotContain("training/text.jsonl");
    for (String name : List.of("notes.txt", "model/notes.txt")) {
      Path notes = Files.writeString(out.resolve(name), "mine");
      Call.covalence("compare", "--config", config, "--out", out).fails(2).says("notes.txt");
      assertThat(notes).hasContent("mine");
      Files.delete(notes);
    }
  }

  @Test
  void report_hasEverySystemItsTrainingItsMistakesAndTheCommand() throws IOException {
    String page = Files.readString(run.resolve("report.html"));

    assertThat(page)
        .contains("Comparison of 4 systems", "<h2 id=\"training\">", "<h2 id=\"mistakes\">")
        .contains("src=\"data:image/jpeg;base64,")
        .contains("covalence compare --config config.yaml --out OTHER")
        .contains(metrics().get("signature").asText());
    for (JsonNode pair : metrics().get("comparisons")) {
      assertThat(page).contains(pair.get("verdict").asText().replace("<", "&lt;"));
    }
  }

  @Test
  void report_goesAlsoWhereItIsAsked() throws IOException {
    Path report = folder.resolve("elsewhere.html");
    Path out = folder.resolve("reported");

    Call.covalence(
            "compare",
            "--config",
            run.resolve("config.yaml"),
            "--out",
            out,
            "--modalities",
            "text",
            "--report",
            report,
            "--report-posts",
            "false")
        .succeeds()
        .says("the report, in " + report);

    assertThat(report).hasSameBinaryContentAs(out.resolve("report.html"));
    assertThat(report).content().doesNotContain("data:image/jpeg", "class=\"post\"");
    assertThat(out.resolve("config.yaml")).content().contains("report-posts: \"false\"");
  }

  @Test
  void report_doesNotReplaceWhatIsNone() throws IOException {
    Path diary = Files.writeString(folder.resolve("diary.html"), "dear");
    Path out = folder.resolve("never");

    Call.covalence("compare", "--data", Made.posts(), "--out", out, "--report", diary)
        .fails(2)
        .says("no earlier report");

    assertThat(diary).hasContent("dear");
    assertThat(out).doesNotExist();
  }

  @Test
  void seeds_areTrainedOneAfterTheOther() throws IOException {
    Path out = folder.resolve("seeds");

    Call seeds =
        Call.covalence(
                "compare",
                "--data",
                Made.posts(),
                "--out",
                out,
                "--modalities",
                "text",
                "--seeds",
                "2",
                "--baseline",
                "false",
                "--json",
                Made.QUICK)
            .succeeds();

    assertThat(seeds.json().get("systems").findValues("seed"))
        .extracting(JsonNode::asInt)
        .contains(1, 2);
    assertThat(files(out))
        .contains("predictions/text-seed1-test.jsonl", "predictions/text-seed2-test.jsonl")
        .doesNotContain("predictions/linear-test.jsonl");
  }
}
