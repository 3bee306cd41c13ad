package org.covalence.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Protocol;
import org.covalence.compare.Scored;
import org.covalence.compare.Signature;
import org.covalence.compare.Systems;
import org.covalence.metric.Metric;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static Comparison threeSystems() {
    return Comparison.of(
        List.of(
            Systems.evaluation("text", 1, 300, 0.5),
            Systems.evaluation("image", 1, 300, 0.4),
            Systems.evaluation("text+image", 1, 300, 0.65)));
  }

  private static Comparison twoSeeds() {
    return Comparison.of(
        List.of(
            Systems.evaluation("text", 1, 100, 0.5),
            Systems.evaluation("text", 2, 100, 0.5),
            Systems.evaluation("text+image", 1, 100, 0.7),
            Systems.evaluation("text+image", 2, 100, 0.7)));
  }

  private static Evaluation ofClasses(int classes, String name) {
    Protocol common = Systems.protocol();
    Protocol protocol =
        new Protocol(
            IntStream.range(0, classes).mapToObj(k -> "sentiment" + k).toList(),
            common.labelRule(),
            common.split(),
            common.dataFingerprint(),
            common.version(),
            common.bootstrap());
    int[] truth = IntStream.range(0, 60).map(i -> i % classes).toArray();
    return Evaluation.of(protocol, name, 1, Scored.of("test", Systems.ids(60), truth, truth));
  }

  @Test
  void threeSystems_asText() throws IOException {
    Approved.require("three-systems.txt", TextReport.of(threeSystems()));
  }

  @Test
  void threeSystems_asMarkdown() throws IOException {
    Approved.require("three-systems.md", MarkdownReport.of(threeSystems()));
  }

  @Test
  void threeSystems_asJson() throws IOException {
    Approved.require("three-systems.json", MetricsJson.of(threeSystems()));
  }

  @Test
  void oneSystem_asText() throws IOException {
    Approved.require(
        "one-system.txt",
        TextReport.of(Comparison.of(List.of(Systems.evaluation("text+image", 1, 300, 0.65)))));
  }

  @Test
  void twoSeeds_asText() throws IOException {
    Approved.require("two-seeds.txt", TextReport.of(twoSeeds()));
  }

  @Test
  void sameInput_givesTheSameBytes() {
    assertThat(TextReport.of(threeSystems())).isEqualTo(TextReport.of(threeSystems()));
    assertThat(MarkdownReport.of(threeSystems())).isEqualTo(MarkdownReport.of(threeSystems()));
    assertThat(MetricsJson.of(threeSystems())).isEqualTo(MetricsJson.of(threeSystems()));
  }

  @Test
  void json_hasFullPrecision() throws IOException {
    Comparison comparison = threeSystems();
    JsonNode system = new ObjectMapper().readTree(MetricsJson.of(comparison)).get("systems").get(2);
    for (Metric metric : Metric.values()) {
      assertThat(system.get(metric.key()).get("value").doubleValue())
          .isEqualTo(comparison.evaluations().get(2).score(metric).value());
    }
  }

  @Test
  void json_ofSeveralSeeds_hasTheirMeanAndEveryValue() throws IOException {
    JsonNode document = new ObjectMapper().readTree(MetricsJson.of(twoSeeds()));
    assertThat(document.get("systems")).hasSize(4);
    assertThat(document.get("comparisons")).hasSize(2);
    JsonNode spread = document.get("spreads").get(1);
    assertThat(spread.get("name").asText()).isEqualTo("text+image");
    assertThat(spread.get("seeds").toString()).isEqualTo("[1,2]");
    assertThat(spread.get("macroF1").get("mean").asDouble()).isBetween(0.4, 1.0);
    assertThat(spread.get("macroF1").get("standardDeviation").asDouble()).isBetween(0.0, 0.2);
  }

  @Test
  void json_ofASystemThatTellsProbabilities_hasTheirScores() throws IOException {
    JsonNode system = new ObjectMapper().readTree(MetricsJson.of(certain())).get("systems").get(0);
    JsonNode scores = system.get("probabilistic");

    assertThat(scores.get("logLoss").asDouble())
        .isCloseTo(-Math.log(0.8) * 0.75 - Math.log(0.2) * 0.25, within(1e-12));
    assertThat(scores.get("ece").asDouble()).isCloseTo(0.05, within(1e-12));
    assertThat(scores.get("bins").asInt()).isEqualTo(15);
    assertThat(scores.get("aurc").asDouble()).isCloseTo(0.25, within(1e-12));
    assertThat(scores.get("perClass").get("negative").has("rocAuc")).isTrue();
    assertThat(scores.get("perClass").get("neutral")).as("never occurs").isEmpty();
    assertThat(system.get("confusions").toString())
        .isEqualTo(
            "[{\"truth\":\"positive\",\"called\":\"negative\",\"count\":1,\"ids\":[\"p3\"]}]");
  }

  @Test
  void json_ofASystemThatTellsLabelsAlone_hasNoScoresOfProbabilities() throws IOException {
    JsonNode system =
        new ObjectMapper().readTree(MetricsJson.of(threeSystems())).get("systems").get(0);
    assertThat(system.has("probabilistic")).isFalse();
    assertThat(system.get("confusions").get(0).get("ids")).hasSize(5);
  }

  /** Four posts, negative twice and positive twice, of which three are called right with 0.8. */
  private static Comparison certain() {
    double[] negative = {0.8, 0, 0.2};
    double[] positive = {0.2, 0, 0.8};
    return Comparison.of(
        List.of(
            Evaluation.of(
                Systems.protocol(),
                "sure",
                1,
                Scored.of(
                    "test",
                    Systems.ids(4),
                    new int[] {0, 0, 2, 2},
                    new int[] {0, 0, 2, 0},
                    Optional.of(new double[][] {negative, negative, positive, negative})))));
  }

  @Test
  void signature_standsInEveryForm_andCanBeReadBack() throws IOException {
    Comparison comparison = threeSystems();
    String text = TextReport.of(comparison);
    assertThat(Signature.parse(text.substring(text.indexOf("rule:"))))
        .isEqualTo(comparison.signature());
    assertThat(MarkdownReport.of(comparison)).contains(comparison.signature().line());
    assertThat(new ObjectMapper().readTree(MetricsJson.of(comparison)).get("signature").asText())
        .isEqualTo(comparison.signature().line());
  }

  @Test
  void text_staysWithin80Columns_whateverTheNames() {
    String name = "runs/2026-11-24/a-very-long-name-without-any-space/with/folders.jsonl";
    Comparison comparison =
        Comparison.of(
            List.of(
                Systems.evaluation(name + " of the first try", 1, 50, 0.99),
                Systems.evaluation(name + " of the second try", 2, 50, 0.01)));
    assertThat(TextReport.of(comparison).lines()).allMatch(line -> line.length() <= 80);
    assertThat(TextReport.of(Comparison.of(List.of(ofClasses(30, "wide")))).lines())
        .allMatch(line -> line.length() <= 80)
        .anyMatch(line -> line.contains("too wide"));
  }

  @Test
  void namesThatLookLikeMarkup_areText() {
    String page = MarkdownReport.of(Comparison.of(List.of(ofClasses(3, "a|b <img> [x](y) *c*"))));
    assertThat(page).contains("a\\|b \\<img\\> [x\\](y) \\*c\\*").doesNotContain("<img>");
    String json = MetricsJson.of(Comparison.of(List.of(ofClasses(3, "a\"b"))));
    assertThat(json).contains("\"name\": \"a\\\"b\"");
  }
}
