package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.covalence.report.HtmlReport;
import org.covalence.significance.Holm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblateCommandTest {
  private static final List<String> PARTS = List.of("--without", "image,average-decay");
  private static final String CHANGE = "text-encoder=lexicon; text-features-dropout=0.1";

  @TempDir static Path folder;
  private static Path run;
  private static Call call;

  @BeforeAll
  static void ablate() {
    run = folder.resolve("run");
    call = ablate(run, PARTS, "--change", CHANGE, "--folds", "2", "--json").succeeds();
  }

  private static Call ablate(Path out, Object... more) {
    List<Object> flags = new ArrayList<>();
    for (Object flag : more) {
      flags.addAll(flag instanceof List<?> list ? list : List.of(flag));
    }
    return Call.covalence("ablate", "--data", Made.posts(), "--out", out, Made.QUICK, flags);
  }

  private static JsonNode metrics(Path folder) throws IOException {
    return Call.lines(Files.readString(folder.resolve("metrics.json")).replace("\n", "")).get(0);
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

  private static Stream<JsonNode> nodes(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode named(JsonNode array, String name) {
    return nodes(array)
        .filter(n -> n.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + array));
  }

  /** What a comparison over the same folds makes of the fused system. */
  private static JsonNode compared(String name, Object... settings) throws IOException {
    Path out = folder.resolve(name);
    if (Files.exists(out)) {
      return metrics(out);
    }
    Call.covalence(
            "compare",
            "--data",
            Made.posts(),
            "--out",
            out,
            "--folds",
            "2",
            "--baseline",
            "false",
            Made.QUICK,
            List.of(settings))
        .succeeds();
    return metrics(out);
  }

  private static void requireEqual(JsonNode ablated, JsonNode compared, String system) {
    for (String figure :
        List.of("posts", "accuracy", "macroF1", "perClass", "confusion", "probabilistic")) {
      assertThat(ablated.get(figure)).as(figure).isEqualTo(named(compared, system).get(figure));
    }
  }

  @Test
  void folder_holdsTableReportNumbersAndPredictionsOfEachVariant() throws IOException {
    assertThat(files(run))
        .contains(
            "comparison.md",
            "metrics.json",
            "report.html",
            "config.yaml",
            "provenance.json",
            "predictions/full-test.jsonl",
            "predictions/without-image-test.jsonl",
            "predictions/without-average-decay-test.jsonl",
            "predictions/with-text-encoder=lexicon-text-features-dropout=0.1-test.jsonl",
            "training/full-fold1.jsonl",
            "training/without-image-fold2.jsonl",
            "folds/fold1-test.txt",
            "folds/fold2-validation.txt")
        .hasSize(5 + 4 + 4 * 2 + 2 * 2);
    assertThat(folder.resolve("run.partial")).doesNotExist();
    assertThat(HtmlReport.isReport(Files.readString(run.resolve("report.html")))).isTrue();
    assertThat(call.json()).isEqualTo(metrics(run));
    call.says("3 variants beside the full configuration: 8 trainings");
  }

  @Test
  void fullConfiguration_hasTheNumbersOfACrossValidation() throws IOException {
    JsonNode json = metrics(run);
    JsonNode compared = compared("full");

    requireEqual(json.get("full"), compared.get("systems"), "text+image");
    assertThat(json.get("signature")).isEqualTo(compared.get("signature"));
    assertThat(json.get("postsWithATwinInTraining"))
        .isEqualTo(compared.get("withoutTwins").get("leftOut"));
  }

  @Test
  void variant_hasTheNumbersOfACrossValidationWithItsSettings() throws IOException {
    JsonNode variant = metrics(run).get("variants").get(1);
    JsonNode compared = compared("undecayed", "--average-decay", "0");

    assertThat(variant.get("variant").asText()).isEqualTo("average-decay");
    assertThat(variant.get("about").asText()).isEqualTo("average-decay 0 instead of 0.99");
    requireEqual(variant.get("system"), compared.get("systems"), "text+image");
    List<String> folds =
        nodes(compared.get("folds"))
            .filter(f -> f.get("name").asText().equals("text+image"))
            .map(f -> f.get("macroF1").asText())
            .toList();
    assertThat(
            nodes(metrics(run).get("folds"))
                .filter(f -> f.get("name").asText().equals("without average-decay"))
                .map(f -> f.get("macroF1").asText()))
        .isEqualTo(folds);
  }

  /** What a comparison calls the text alone is the configuration without its image. */
  @Test
  void modalityThatIsLeftOut_leavesTheNumbersOfTheOtherAlone() throws IOException {
    JsonNode compared = compared("full");
    JsonNode variant = metrics(run).get("variants").get(0);

    assertThat(variant.get("about").asText()).isEqualTo("no image at all");
    requireEqual(variant.get("system"), compared.get("systems"), "text");
  }

  @Test
  void everyPair_isTheFullConfigurationMinusAVariantCorrectedOverTheVariants() throws IOException {
    JsonNode variants = metrics(run).get("variants");

    assertThat(variants).hasSize(3);
    for (JsonNode variant : variants) {
      JsonNode difference = variant.get("fullMinusVariant");
      assertThat(difference.get("a").asText()).isEqualTo("full");
      assertThat(difference.get("accuracyDifference").get("value").asDouble())
          .isCloseTo(
              metrics(run).get("full").get("accuracy").get("value").asDouble()
                  - variant.get("system").get("accuracy").get("value").asDouble(),
              within(1e-12));
    }
    double[] p =
        nodes(variants)
            .mapToDouble(v -> v.at("/fullMinusVariant/tests/mcnemarExact/p").asDouble())
            .toArray();
    double[] corrected =
        nodes(variants)
            .mapToDouble(v -> v.at("/fullMinusVariant/tests/mcnemarExact/pHolm").asDouble())
            .toArray();
    assertThat(corrected).containsExactly(Holm.adjust(p));
  }

  @Test
  void table_fitsTheScreen() {
    Call text =
        ablate(
                folder.resolve("text"),
                List.of("--modalities", "text", "--without", "weight-decay", "--folds", "2"))
            .succeeds();

    assertThat(text.results().lines()).allMatch(l -> l.length() <= 80);
    assertThat(text.results())
        .contains("The full configuration: accuracy", "without weight-decay", "full - variant");
  }

  @Test
  void ablation_fromItsOwnConfigurationGivesTheSameBytes() throws IOException {
    Path other = folder.resolve("other");
    Call.covalence("ablate", "--config", run.resolve("config.yaml"), "--out", other).succeeds();

    assertThat(files(other)).isEqualTo(files(run));
    for (String file : files(run)) {
      if (!file.equals("provenance.json")) {
        assertThat(other.resolve(file)).as(file).hasSameBinaryContentAs(run.resolve(file));
      }
    }
    Call.covalence("replay", run).succeeds().says("running ablate again");
  }

  @Test
  void list_tellsTheVariantsAndTrainsNothing() {
    Call text =
        Call.covalence(
                "ablate",
                "--data",
                "nowhere",
                "--list",
                "--text-encoder",
                "bge,lexicon",
                "--change",
                "epochs=3")
            .succeeds();

    assertThat(text.results().lines().map(l -> l.split("  ")[0]))
        .startsWith("text", "image", "bge", "lexicon", "fusion")
        .endsWith("average-decay", "epochs=3");
    assertThat(text.results())
        .contains("concatenation instead of attention", "epochs 3 instead of 10");
    assertThat(text.results().lines()).allMatch(l -> l.length() <= 80);
    JsonNode json =
        Call.covalence("ablate", "--data", "nowhere", "--list", "--json").succeeds().json();
    assertThat(nodes(json).map(v -> v.get("variant").asText())).contains("image", "weight-decay");
  }

  @Test
  void changes_mayHoldCommasAndBeGivenSeveralTimes() {
    assertThat(listed("--without", "none", "--change", "text-encoder=bge,lexicon"))
        .containsExactly("text-encoder=bge,lexicon");
    assertThat(listed("--without", "none", "--change", "epochs=3,epochs=4; mixup=0.2"))
        .containsExactly("epochs=3", "epochs=4; mixup=0.2");
    assertThat(
            listed(
                "--without",
                "none",
                "--change",
                "text-encoder=bge,lexicon",
                "--change",
                "epochs=3"))
        .containsExactly("text-encoder=bge,lexicon", "epochs=3");
  }

  private static List<String> listed(Object... flags) {
    return nodes(
            Call.covalence("ablate", "--data", "nowhere", "--list", "--json", List.of(flags))
                .succeeds()
                .json())
        .map(v -> v.get("variant").asText())
        .toList();
  }

  @Test
  void variantsThatCannotBe_areToldBeforeAnythingIsTrained() throws IOException {
    Path out = folder.resolve("never");

    ablate(out, "--without", "imag")
        .fails(2)
        .says("there is no part imag")
        .says("did you mean image?");
    ablate(out, "--without", "image,image").fails(2).says("found image twice");
    ablate(out, "--without", "mixup").fails(2).says("there is no part mixup");
    ablate(out, "--without", "none")
        .fails(2)
        .says("there is no variant to train: every part stays");
    ablate(out, "--change", "epoch=3")
        .fails(2)
        .says("did you mean epochs?")
        .says("variant epoch=3");
    ablate(out, "--change", "epochs=1").fails(2).says("it is the full configuration itself");
    ablate(out, "--change", "average-decay=0").fails(2).says("two variants are the same");
    ablate(out, "--change", "seed=2").fails(2).says("seed is the same for every variant");
    ablate(out, "--change", "epochs=3; fusion=cross-modal; fusion-width=30")
        .fails(2)
        .says("4 do not divide the fusion-width of 30")
        .says("the variant epochs=3; fusion=cross-modal");
    ablate(out, "--change", "image-encoder=" + folder.resolve("missing.onnx"))
        .fails(3)
        .says("missing.onnx")
        .says("(with image-encoder=");
    ablate(out, "--folds", "1").fails(2).says("expected a number from 2 to 1000, found 1");
    Call.covalence("ablate", "--data", Made.posts(), Made.QUICK).fails(2).says("--out");
    assertThat(out).doesNotExist();
    assertThat(folder.resolve("never.partial")).doesNotExist();
  }

  @Test
  void configurationWithoutParts_isTold() {
    Call.covalence(
            "ablate",
            "--data",
            Made.posts(),
            "--out",
            folder.resolve("plain"),
            List.of("--modalities", "text", "--text-encoder", "lexicon"),
            List.of("--text-features-dropout", "0", "--fusion", "concatenation"),
            List.of("--fusion-dropout", "0", "--weight-decay", "0", "--class-weight-power", "0"),
            List.of("--auxiliary-weight", "0", "--average-decay", "0"))
        .fails(2)
        .says("the configuration has no part that could be left out");
  }

  @Test
  void somethingElse_isNeverReplaced() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("diary"));
    Path diary = Files.writeString(taken.resolve("diary.txt"), "dear");

    ablate(taken, PARTS).fails(2).says("diary.txt");

    assertThat(diary).hasContent("dear");
  }

  /** A post that only one variant cannot use is in none of them. */
  @Test
  void postThatAVariantCannotUse_isInNone() throws IOException {
    Path posts = folder.resolve("pictures");
    Files.createDirectories(posts);
    Files.writeString(posts.resolve("broken.jpg"), "no picture");
    Files.copy(Made.posts().resolve("data/1.jpg"), posts.resolve("whole.jpg"));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      String label = i % 2 == 0 ? "positive" : "negative";
      String image = i == 7 ? "broken.jpg" : "whole.jpg";
      lines.append(
          "{\"id\":\"%d\",\"text\":\"%s day %d\",\"image\":\"%s\",\"label\":\"%s\"}\n"
              .formatted(i, label, i, image, label));
    }
    Files.writeString(posts.resolve("posts.jsonl"), lines);
    Path out = folder.resolve("usable");

    Call.covalence(
            "ablate",
            "--data",
            posts.resolve("posts.jsonl"),
            "--modalities",
            "text",
            List.of("--without", "none", "--change", "modalities=text,image"),
            List.of("--folds", "2", "--out", out),
            Made.QUICK)
        .succeeds();

    assertThat(metrics(out).get("posts").asInt()).isEqualTo(29);
    assertThat(Files.readString(out.resolve("predictions/full-test.jsonl")))
        .doesNotContain("\"id\":\"7\"");
  }

  @Test
  void seedsAndRepeats_arePooledAndCopiesCountTogether() throws IOException {
    Path posts = folder.resolve("copies.jsonl");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      String label = i / 2 % 2 == 0 ? "positive" : "negative";
      lines.append(
          "{\"id\":\"%d\",\"text\":\"%s day %d\",\"label\":\"%s\"}\n"
              .formatted(i, label, i / 2, label));
    }
    Files.writeString(posts, lines);
    Path out = folder.resolve("pooled");

    Call.covalence(
            "ablate",
            "--data",
            posts,
            "--modalities",
            "text",
            List.of("--without", "weight-decay", "--folds", "2", "--seeds", "2", "--repeats", "2"),
            List.of("--group-duplicates", "--out", out),
            Made.QUICK)
        .succeeds();

    JsonNode json = metrics(out);
    assertThat(json.get("posts").asInt()).isEqualTo(40);
    assertThat(json.get("trainings").asInt()).isEqualTo(4);
    assertThat(json.get("postsWithATwinInTraining").asInt()).isZero();
    assertThat(json.get("full").get("posts").asInt()).isEqualTo(4 * 40);
    assertThat(json.get("folds")).hasSize(2 * 4 * 2);
    assertThat(json.get("signature").asText()).contains("posts:40|", "intervals:clustered-");
    assertThat(files(out))
        .contains(
            "predictions/full-repeat1-seed1-test.jsonl",
            "predictions/without-weight-decay-repeat2-seed4-test.jsonl");
  }
}
