package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossValidationTest {
  @TempDir static Path folder;
  private static Path run;
  private static Call call;

  @BeforeAll
  static void crossValidate() {
    run = folder.resolve("cv");
    call = compare(run, "--folds", "3").succeeds();
  }

  private static Call compare(Path out, Object... more) {
    return Call.covalence(
        "compare", "--data", Made.posts(), "--out", out, Made.QUICK, List.of(more));
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

  private static List<String> ids(Path file) throws IOException {
    return Call.lines(Files.readString(file)).stream().map(l -> l.get("id").asText()).toList();
  }

  private static Stream<JsonNode> nodes(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Test
  void run_holdsAllThatWasMeasuredAndNoModel() throws IOException {
    assertThat(files(run))
        .containsExactlyInAnyOrder(
            "metrics.json",
            "comparison.md",
            "config.yaml",
            "train.yaml",
            "provenance.json",
            "report.html",
            "predictions/linear-test.jsonl",
            "predictions/text-test.jsonl",
            "predictions/image-test.jsonl",
            "predictions/text+image-test.jsonl",
            "training/text-fold1.jsonl",
            "training/text-fold2.jsonl",
            "training/text-fold3.jsonl",
            "training/image-fold1.jsonl",
            "training/image-fold2.jsonl",
            "training/image-fold3.jsonl",
            "training/text+image-fold1.jsonl",
            "training/text+image-fold2.jsonl",
            "training/text+image-fold3.jsonl",
            "folds/fold1-test.txt",
            "folds/fold1-validation.txt",
            "folds/fold2-test.txt",
            "folds/fold2-validation.txt",
            "folds/fold3-test.txt",
            "folds/fold3-validation.txt");
    assertThat(folder.resolve("cv.partial")).doesNotExist();
    call.says("it holds no model").says("covalence train --config " + run.resolve("train.yaml"));
  }

  @Test
  void everyPost_isScoredOnceBySystem() throws IOException {
    List<String> folds = new ArrayList<>();
    for (int fold = 1; fold <= 3; fold++) {
      folds.addAll(Files.readAllLines(run.resolve("folds/fold" + fold + "-test.txt")));
    }

    assertThat(folds).doesNotHaveDuplicates().hasSizeGreaterThan(100);
    for (String system : List.of("linear", "text", "image", "text+image")) {
      assertThat(ids(run.resolve("predictions/" + system + "-test.jsonl")))
          .as(system)
          .containsExactlyInAnyOrderElementsOf(folds);
    }
    for (JsonNode system : metrics(run).get("systems")) {
      assertThat(system.get("posts").asInt()).isEqualTo(folds.size());
    }
    assertThat(metrics(run).get("signature").asText())
        .contains("|split:cv folds=3 repeats=1 stratified seed=1 validation=0.1|part:test|");
  }

  @Test
  void metrics_keepEverySingleValueAndTheirSpread() throws IOException {
    JsonNode json = metrics(run);

    assertThat(json.get("folds")).hasSize(4 * 3);
    List<JsonNode> text =
        nodes(json.get("folds")).filter(f -> f.get("name").asText().equals("text")).toList();
    assertThat(text).extracting(f -> f.get("fold").asInt()).containsExactly(1, 2, 3);
    assertThat(text).allMatch(f -> f.get("trainingPosts").asInt() > f.get("posts").asInt());
    double[] accuracies = text.stream().mapToDouble(f -> f.get("accuracy").asDouble()).toArray();
    double mean = IntStream.range(0, 3).mapToDouble(i -> accuracies[i]).average().orElseThrow();
    double squares =
        IntStream.range(0, 3).mapToDouble(i -> Math.pow(accuracies[i] - mean, 2)).sum();
    JsonNode spread =
        nodes(json.get("foldSpreads"))
            .filter(s -> s.get("name").asText().equals("text"))
            .findFirst()
            .orElseThrow();
    assertThat(spread.get("values").asInt()).isEqualTo(3);
    assertThat(spread.get("accuracy").get("mean").asDouble()).isCloseTo(mean, within(1e-12));
    assertThat(spread.get("accuracy").get("standardDeviation").asDouble())
        .isCloseTo(Math.sqrt(squares / 2), within(1e-12));
    double right =
        text.stream().mapToDouble(f -> f.get("accuracy").asDouble() * f.get("posts").asInt()).sum();
    JsonNode pooled =
        nodes(json.get("systems"))
            .filter(s -> s.get("name").asText().equals("text"))
            .findFirst()
            .orElseThrow();
    assertThat(pooled.get("accuracy").get("value").asDouble())
        .isCloseTo(right / pooled.get("posts").asInt(), within(1e-12));
  }

  @Test
  void table_hasARowForTheFoldsOfEverySystem() {
    assertThat(call.results().lines()).allMatch(l -> l.length() <= 80);
    assertThat(call.results().replaceAll("\\s+", " "))
        .contains("Cross-validated: each post was predicted by a model that has not seen it");
    assertThat(call.results()).contains("folds)").contains("sd ").contains("McNemar p");
  }

  @Test
  void run_fromItsOwnConfigurationGivesTheSameBytes() throws IOException {
    Path again = folder.resolve("again");

    Call.covalence("compare", "--config", run.resolve("config.yaml"), "--out", again).succeeds();

    assertThat(files(again)).isEqualTo(files(run));
    for (String file : files(run)) {
      if (!file.equals("provenance.json")) {
        assertThat(again.resolve(file)).as(file).hasSameBinaryContentAs(run.resolve(file));
      }
    }
  }

  @Test
  void configurationForOneModel_isTakenByTrain() {
    Call.covalence(
            "train",
            "--config",
            run.resolve("train.yaml"),
            "--modalities",
            "text",
            "--out",
            folder.resolve("model"))
        .succeeds();
  }

  /** A fold is a split like any other: its id files give what the cross-validation got on it. */
  @Test
  void oneFold_trainedByItsIdFilesGivesItsPredictions() throws IOException {
    Path model = folder.resolve("fold2");

    Call.covalence(
            "train",
            "--config",
            run.resolve("train.yaml"),
            "--modalities",
            "text",
            "--validation-ids",
            run.resolve("folds/fold2-validation.txt"),
            "--test-ids",
            run.resolve("folds/fold2-test.txt"),
            "--out",
            model)
        .succeeds();

    List<String> pooled = Files.readAllLines(run.resolve("predictions/text-test.jsonl"));
    List<String> own = Files.readAllLines(model.resolve("predictions-test.jsonl"));
    assertThat(own).isNotEmpty().isSubsetOf(pooled);
  }

  @Test
  void repeatsAndSeeds_areTrainingsOfTheirOwn() throws IOException {
    Path out = folder.resolve("repeated");

    compare(out, "--folds", "2", "--repeats", "2", "--seeds", "2", "--modalities", "text")
        .succeeds()
        .says("in 2 folds, dealt 2 times");

    JsonNode json = metrics(out);
    assertThat(nodes(json.get("systems")).map(s -> s.get("name").asText() + s.get("seed").asInt()))
        .containsExactly("linear1", "linear3", "text1", "text2", "text3", "text4");
    assertThat(json.get("folds")).hasSize((2 + 4) * 2);
    assertThat(json.get("spreads").get(1).get("seeds").toString()).isEqualTo("[1,2,3,4]");
    assertThat(files(out))
        .contains(
            "predictions/text-repeat2-seed4-test.jsonl",
            "training/text-repeat1-seed2-fold2.jsonl",
            "folds/repeat2-fold1-test.txt");
    assertThat(Files.readAllLines(out.resolve("folds/repeat1-fold1-test.txt")))
        .isNotEqualTo(Files.readAllLines(out.resolve("folds/repeat2-fold1-test.txt")));
  }

  @Test
  void idsToTrainOn_areThePostsThatAreDealt() throws IOException {
    List<String> some = Files.readAllLines(run.resolve("folds/fold1-test.txt"));
    Path ids = Files.write(folder.resolve("some.txt"), some);
    Path out = folder.resolve("some");

    compare(
            out,
            "--folds",
            "2",
            "--train-ids",
            ids,
            "--modalities",
            "text",
            "--baseline",
            "false",
            "--validation-share",
            "0.2")
        .succeeds();

    assertThat(metrics(out).get("systems").get(0).get("posts").asInt()).isEqualTo(some.size());
    assertThat(metrics(out).get("signature").asText()).contains("posts=some.txt@");
  }

  @Test
  void foldsThatCannotBe_areTold() throws IOException {
    Path out = folder.resolve("never");
    Path ids = Files.writeString(folder.resolve("ids.txt"), "1\n2\n3\n");

    compare(out, "--folds", "1").fails(2).says("expected a number from 2 to 1000, found 1");
    compare(out, "--folds", "many").fails(2).says("expected a whole number");
    compare(out, "--folds", "1000").fails(3).says("expected at least as many posts as folds");
    compare(out, "--folds", "5", "--test-ids", ids).fails(2).says("--folds and --test-ids");
    compare(out, "--folds", "5", "--validation-ids", ids)
        .fails(2)
        .says("--folds and --validation-ids");
    compare(out, "--repeats", "2").fails(2).says("expected folds to repeat");
    assertThat(out).doesNotExist();
    assertThat(folder.resolve("never.partial")).doesNotExist();
  }

  @Test
  void oneClass_isTold() throws IOException {
    Path posts = folder.resolve("one.jsonl");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      lines.append("{\"id\":\"" + i + "\",\"text\":\"word " + i + "\",\"label\":\"positive\"}\n");
    }
    Files.writeString(posts, lines);

    Call.covalence(
            "compare",
            "--data",
            posts,
            "--modalities",
            "text",
            "--folds",
            4,
            "--out",
            folder.resolve("x"))
        .fails(3)
        .says("expected posts of two classes or more, found only positive");
  }

  @Test
  void classThatIsRarerThanTheFolds_isToldAndMeasuredAllTheSame() throws IOException {
    Path posts = folder.resolve("rare.jsonl");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      String label = i < 2 ? "neutral" : i % 2 == 0 ? "positive" : "negative";
      lines.append(
          "{\"id\":\"%d\",\"text\":\"%s day\",\"label\":\"%s\"}\n".formatted(i, label, label));
    }
    Files.writeString(posts, lines);
    Path out = folder.resolve("rare");

    Call.covalence(
            "compare",
            "--data",
            posts,
            "--modalities",
            "text",
            "--folds",
            4,
            "--out",
            out,
            Made.QUICK)
        .succeeds()
        .says("classes with fewer posts than there are folds, 4")
        .says("neutral (2)");

    assertThat(metrics(out).get("systems").get(0).get("posts").asInt()).isEqualTo(40);
  }

  @Test
  void postsWhoseTwinTheirModelWasTrainedOn_areLeftOutBesideTheScores() throws IOException {
    Path posts = folder.resolve("copies.jsonl");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      // Each text stands twice, as two neighbours.
      String label = i / 2 % 2 == 0 ? "positive" : "negative";
      lines.append(
          "{\"id\":\"%d\",\"text\":\"%s day %d\",\"label\":\"%s\"}\n"
              .formatted(i, label, i / 2, label));
    }
    Files.writeString(posts, lines);
    Path out = folder.resolve("copies");
    Path grouped = folder.resolve("grouped");
    List<Object> flags = List.of("--data", posts, "--modalities", "text", "--folds", "2");

    Call.covalence("compare", flags, Made.QUICK, "--out", out).succeeds();
    Call.covalence("compare", flags, Made.QUICK, "--group-duplicates", "true", "--out", grouped)
        .succeeds();

    List<String> seen = new ArrayList<>();
    for (int fold = 1; fold <= 2; fold++) {
      List<String> test = Files.readAllLines(out.resolve("folds/fold" + fold + "-test.txt"));
      List<String> unlearnt = new ArrayList<>(test);
      unlearnt.addAll(Files.readAllLines(out.resolve("folds/fold" + fold + "-validation.txt")));
      test.stream()
          .filter(id -> !unlearnt.contains(Integer.toString(Integer.parseInt(id) ^ 1)))
          .forEach(seen::add);
    }
    JsonNode without = metrics(out).get("withoutTwins");
    assertThat(seen).isNotEmpty();
    assertThat(nodes(without.get("ids")).map(JsonNode::asText))
        .containsExactlyInAnyOrderElementsOf(seen);
    assertThat(without.get("systems").get(0).get("posts").asInt()).isEqualTo(40 - seen.size());
    assertThat(out.resolve("report.html")).content().contains("without a twin in training");
    assertThat(metrics(grouped).get("withoutTwins").get("leftOut").asInt()).isZero();
  }

  @Test
  void somethingElse_whereFinishedTrainingsWouldBeIsLeftAlone() throws IOException {
    Path partial = Files.createDirectory(folder.resolve("taken.partial"));
    Path diary = Files.writeString(partial.resolve("diary.txt"), "dear");

    compare(folder.resolve("taken"), "--folds", "3").fails(2).says("diary.txt");

    assertThat(diary).hasContent("dear");
  }

  @Test
  void callThatFailedBeforeItsFirstTraining_mayBeRepeatedWithOtherSettings() throws IOException {
    Path out = folder.resolve("second-try");
    Path missing = folder.resolve("vectors.txt");

    compare(out, "--folds", "2", "--modalities", "text", "--word-vectors", missing)
        .fails(3)
        .says(missing.toString());
    compare(out, "--folds", "2", "--modalities", "text").succeeds();

    assertThat(metrics(out).get("folds")).hasSize(2 * 2);
    assertThat(folder.resolve("second-try.partial")).doesNotExist();
  }
}
