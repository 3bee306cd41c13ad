package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.covalence.label.Sentiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare} and {@code evaluate} on files that any system may have written. */
class FileComparisonTest {
  private static final int POSTS = 120;

  @TempDir Path folder;

  private Path labels() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < POSTS; i++) {
      lines.add("{\"id\":\"" + i + "\",\"label\":\"" + truth(i) + "\"}");
    }
    return Files.write(folder.resolve("labels.jsonl"), lines);
  }

  private static String truth(int post) {
    return Sentiment.NAMES.get(post * 7 % 3);
  }

  /** Labels of which about {@code share} are right. */
  private Path system(String name, double share, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < POSTS; i++) {
      String said = random.nextDouble() < share ? truth(i) : Sentiment.NAMES.get(random.nextInt(3));
      lines.add("{\"id\":\"" + i + "\",\"label\":\"" + said + "\"}");
    }
    return Files.write(folder.resolve(name), lines);
  }

  private Path constant(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < POSTS; i++) {
      lines.add("{\"id\":\"" + i + "\",\"label\":\"positive\"}");
    }
    return Files.write(folder.resolve(name), lines);
  }

  @Test
  void anySystems_areComparedUnderTheNamesOfTheirFiles() throws IOException {
    Call call =
        Call.covalence(
                List.of("compare", "--labels", labels(), "--json", "--predictions"),
                List.of(system("weak.jsonl", 0.1, 1), system("strong.jsonl", 0.9, 2)))
            .succeeds();

    JsonNode document = call.json();
    assertThat(document.get("systems").findValuesAsText("name")).containsExactly("weak", "strong");
    JsonNode pair = document.get("comparisons").get(0);
    assertThat(pair.get("a").asText()).isEqualTo("strong");
    assertThat(pair.get("shown").asBoolean()).isTrue();
    assertThat(document.get("signature").asText()).contains("rule:standard|split:all|part:test");
  }

  @Test
  void oneSystem_isEvaluatedByClass() throws IOException {
    Path out = folder.resolve("out");

    Call call =
        Call.covalence(
                List.of("evaluate", "--labels", labels(), "--out", out),
                List.of("--predictions", system("a.jsonl", 0.5, 1)))
            .succeeds();

    assertThat(call.results()).contains("true \\ called").contains("floor: always");
    assertThat(out.resolve("metrics.json")).exists();
    assertThat(out.resolve("comparison.md")).exists();
    assertThat(Files.readString(out.resolve("config.yaml")))
        .contains("predictions")
        .contains("a.jsonl");
  }

  @Test
  void theResult_dependsOnNeitherThreadsNorTheOrderOfTheLines() throws IOException {
    Path labels = labels();
    Path a = system("a.jsonl", 0.5, 1);
    Path b = system("b.jsonl", 0.6, 2);
    List<Object> call = List.of("compare", "--json", "--labels", labels, "--predictions", a, b);
    String once = Call.covalence(call, "--threads", "1").succeeds().results();

    List<String> reversed = new ArrayList<>(Files.readAllLines(a));
    java.util.Collections.reverse(reversed);
    Files.write(a, reversed);

    assertThat(Call.covalence(call, "--threads", "3").succeeds().results()).isEqualTo(once);
  }

  @Test
  void predictionsGivenAsLabels_areToldOf() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < POSTS; i++) {
      lines.add(
          "{\"id\":\""
              + i
              + "\",\"label\":\"neutral\",\"probabilities\":"
              + "{\"negative\":0.1,\"neutral\":0.7,\"positive\":0.2},\"modalities\":[\"text\"]}");
    }
    Path predicted = Files.write(folder.resolve("predicted.jsonl"), lines);

    Call.covalence("compare", "--labels", predicted, "--predictions", system("a.jsonl", 0.5, 1))
        .succeeds()
        .says("predicted.jsonl holds predictions")
        .says("how far systems agree with it");
  }

  @Test
  void idsThatDoNotMatch_areListed() throws IOException {
    Path labels = labels();
    List<String> lines = new ArrayList<>(Files.readAllLines(system("a.jsonl", 0.5, 1)));
    lines.set(0, "{\"id\":\"stranger\",\"label\":\"neutral\"}");
    lines.set(1, "{\"id\":\"1\",\"error\":\"truncated\"}");
    Path file = Files.write(folder.resolve("a.jsonl"), lines);

    Call.covalence("compare", "--labels", labels, "--predictions", file)
        .fails(3)
        .says("2 missing: 0, 1")
        .says("says of 1 posts that they failed")
        .says("1 extra: stranger")
        .says("a.jsonl");
  }

  @Test
  void theIdsToJudgeOn_canBeNamed() throws IOException {
    Path labels = labels();
    Path file = system("a.jsonl", 0.5, 1);
    Files.write(file, Files.readAllLines(file).subList(0, 50));
    Path ids =
        Files.write(
            folder.resolve("ids.txt"),
            Files.readAllLines(labels).stream()
                .limit(50)
                .map(l -> l.replaceAll("\\D+", ""))
                .toList());

    JsonNode document =
        Call.covalence(
                "compare", "--labels", labels, "--predictions", file, "--test-ids", ids, "--json")
            .succeeds()
            .json();

    assertThat(document.get("systems").get(0).get("posts").asInt()).isEqualTo(50);
  }

  @Test
  void constantAndEqualSystems_haveDefinedResults() throws IOException {
    Path labels = labels();

    JsonNode pair =
        Call.covalence(
                List.of("compare", "--labels", labels, "--json", "--predictions"),
                List.of(constant("a.jsonl"), constant("b.jsonl")))
            .succeeds()
            .json()
            .get("comparisons")
            .get(0);

    assertThat(pair.get("tests").get("mcnemarExact").get("p").asDouble()).isEqualTo(1);
    assertThat(pair.get("verdict").asText()).contains("No difference in accuracy");
  }

  @Test
  void onePost_hasADefinedResult() throws IOException {
    Path labels = Files.writeString(folder.resolve("l.csv"), "id,label\n1,neutral\n");
    Path file =
        Files.writeString(
            folder.resolve("p.jsonl"), "{\"id\":1,\"probabilities\":{\"positive\":1}}\n");

    JsonNode system =
        Call.covalence("evaluate", "--labels", labels, "--predictions", file, "--json")
            .succeeds()
            .json()
            .get("systems")
            .get(0);

    assertThat(system.get("accuracy").get("value").asDouble()).isZero();
  }

  @Test
  void whatBelongsToATraining_isRefusedBesidePredictions() throws IOException {
    Call.covalence(
            "compare",
            "--labels",
            labels(),
            "--predictions",
            system("a.jsonl", 1, 1),
            "--epochs",
            "3")
        .fails(2)
        .says("epochs (--epochs)");
    Call.covalence("compare", "--predictions", folder.resolve("a.jsonl"))
        .fails(2)
        .says("expected labels to judge the predictions by");
    Call.covalence("compare", "--labels", labels()).fails(2).says("expected prediction files");
  }

  @Test
  void filesThatAreNotThere_areToldByName() throws IOException {
    Call.covalence("compare", "--labels", labels(), "--predictions", folder.resolve("none.jsonl"))
        .fails(3)
        .says("none.jsonl");
    Call.covalence(
            "compare", "--labels", folder.resolve("no"), "--predictions", system("a.jsonl", 1, 1))
        .fails(3)
        .says("/no");
  }
}
