package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  @TempDir Path folder;

  /** The ids of the posts on which the model was measured when it was trained. */
  private Path testIds(Path model) throws IOException {
    List<String> ids =
        Call.lines(Files.readString(model.resolve("predictions-test.jsonl"))).stream()
            .map(l -> l.get("id").asText())
            .toList();
    return Files.write(folder.resolve("test-ids.txt"), ids);
  }

  private Call evaluate(Path model, Object... more) {
    return Call.covalence(
        "evaluate", "--model", model, "--data", Made.posts(), "--threads", "1", List.of(more));
  }

  @Test
  void savedModel_reachesWhatItReachedInTraining() throws IOException {
    Path model = Made.model();
    JsonNode trained =
        Call.lines(Files.readString(model.resolve("metrics.json")).replace("\n", "")).get(0);

    JsonNode evaluated = evaluate(model, "--test-ids", testIds(model), "--json").succeeds().json();

    assertThat(evaluated.get("systems").get(0).get("confusion"))
        .isEqualTo(trained.get("systems").get(0).get("confusion"));
    assertThat(evaluated.get("systems").get(0).get("accuracy"))
        .isEqualTo(trained.get("systems").get(0).get("accuracy"));
  }

  @Test
  void everyLabelledPost_isMeasuredWhereNoIdsAreNamed() {
    JsonNode inspected = Call.covalence("inspect", "--data", Made.posts(), "--json").json();

    JsonNode evaluated = evaluate(Made.model(), "--json").succeeds().json();

    assertThat(evaluated.get("systems").get(0).get("posts")).isEqualTo(inspected.get("usable"));
  }

  @Test
  void posts_thatStoodInTraining_areToldAndScoresWithoutThemStandBeside() throws IOException {
    JsonNode inspected = Call.covalence("inspect", "--data", Made.posts(), "--json").json();
    JsonNode model = new JsonMapper().readTree(Made.model().resolve("model.json").toFile());
    int learnt =
        Pattern.compile("[0-9]+")
            .matcher(model.get("provenance").get("trainingClasses").asText())
            .results()
            .mapToInt(count -> Integer.parseInt(count.group()))
            .sum();
    Path report = folder.resolve("report.html");

    Call call = evaluate(Made.model(), "--report", report, "--json").succeeds();

    JsonNode without = call.json().get("withoutTwins");
    assertThat(without.get("leftOut").asInt()).isGreaterThanOrEqualTo(learnt);
    assertThat(without.get("posts").asInt() + without.get("leftOut").asInt())
        .isEqualTo(inspected.get("usable").asInt());
    assertThat(without.get("systems").get(0).get("accuracy").has("low")).isTrue();
    assertThat(report).content().contains("without a twin in training");
  }

  @Test
  void posts_thatTheModelCannotReadAreLeftOutAndTold() {
    Call call = evaluate(Made.textModel(), "--json").succeeds();

    call.says("left out").says("the post has none of what the model reads: [text]");
    assertThat(call.json().get("systems").get(0).get("posts").asInt()).isPositive();
  }

  @Test
  void strict_stopsAtThePostThatTheModelCannotRead() {
    evaluate(Made.textModel(), "--strict").fails(3).says("none of what the model reads");
  }

  @Test
  void out_holdsMetricsTablePredictionsAndTheConfiguration() throws IOException {
    Path out = folder.resolve("evaluation");
    Path ids = testIds(Made.model());

    Call call = evaluate(Made.model(), "--test-ids", ids, "--out", out).succeeds();

    assertThat(call.results()).contains("floor: always ", "text+image", "rule:standard|split:ids:");
    assertThat(out.resolve("comparison.md")).content().contains("text+image");
    assertThat(Call.lines(Files.readString(out.resolve("predictions.jsonl"))))
        .hasSize(Files.readAllLines(ids).size());
    Path again = folder.resolve("again");
    Call.covalence("evaluate", "--config", out.resolve("config.yaml"), "--out", again).succeeds();
    for (String file :
        List.of("metrics.json", "comparison.md", "report.html", "predictions.jsonl")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(out.resolve(file));
    }
  }

  @Test
  void report_isWrittenWithoutAFolderToo() {
    Path report = folder.resolve("report.html");

    evaluate(Made.model(), "--report", report).succeeds().says("the report is in " + report);
    evaluate(Made.model(), "--report", report).succeeds();

    assertThat(report)
        .content()
        .contains("Evaluation of text+image", "covalence evaluate --model ", "<dt>model&#39;s data")
        .doesNotContain("<h2 id=\"differences\">", "<h2 id=\"training\">");
  }

  @Test
  void report_doesNotReplaceWhatIsNone() throws IOException {
    Path diary = Files.writeString(folder.resolve("diary.html"), "dear");

    evaluate(Made.model(), "--report", diary).fails(2).says("no earlier report");

    assertThat(diary).hasContent("dear");
  }

  @Test
  void out_withOtherThingsIsLeftAlone() throws IOException {
    Path diary = Files.writeString(folder.resolve("diary.txt"), "dear");

    evaluate(Made.model(), "--out", folder).fails(2).says(folder.toString());

    assertThat(diary).hasContent("dear");
  }

  @Test
  void ids_thatNoPostHasAreTold() throws IOException {
    Path ids = Files.writeString(folder.resolve("ids.txt"), "1\nnobody\n");

    evaluate(Made.model(), "--test-ids", ids).succeeds().says("no labelled post is called nobody");
  }

  @Test
  void ids_ofNoPostAtAllAreBadData() throws IOException {
    Path ids = Files.writeString(folder.resolve("ids.txt"), "nobody\n");

    Call call = evaluate(Made.model(), "--test-ids", ids);

    call.fails(3).says("there is no labelled post to measure on");
  }

  @Test
  void posts_withoutLabelsAreBadData() throws IOException {
    Path file = Files.writeString(folder.resolve("posts.csv"), "id,text\n1,hello\n");

    Call.covalence("evaluate", "--model", Made.model(), "--data", file)
        .fails(3)
        .says("there is no labelled post to measure on");
  }
}
