package org.covalence.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.compare.FoldScore;
import org.covalence.compare.FoldScores;
import org.covalence.compare.Protocol;
import org.covalence.compare.Scored;
import org.covalence.compare.Signature;
import org.covalence.compare.Systems;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;
import org.covalence.split.Groups;
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

  /** Two systems on five folds of twenty posts each. */
  private static Comparison crossValidated() {
    List<Evaluation> systems =
        List.of(
            Systems.evaluation("text", 1, 100, 0.5), Systems.evaluation("text+image", 1, 100, 0.8));
    List<FoldScore> folds = new ArrayList<>();
    for (Evaluation system : systems) {
      for (int fold = 0; fold < 5; fold++) {
        folds.add(
            new FoldScore(
                system.system(),
                1,
                1,
                fold + 1,
                72,
                ConfusionMatrix.of(
                    3,
                    Arrays.copyOfRange(system.scored().truth(), 20 * fold, 20 * fold + 20),
                    Arrays.copyOfRange(system.scored().predicted(), 20 * fold, 20 * fold + 20))));
      }
    }
    return Comparison.of(systems).withFolds(new FoldScores(folds));
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
  void folds_asText() throws IOException {
    Approved.require("folds.txt", TextReport.of(crossValidated()));
  }

  @Test
  void folds_standInThePageAndInTheJson() throws IOException {
    assertThat(MarkdownReport.of(crossValidated()))
        .contains("| text (mean of 5 folds) | ")
        .contains("## Differences over the folds")
        .contains("| text+image - text | accuracy | ")
        .contains("| text+image - text | macro-F1 | ");
    JsonNode json = new ObjectMapper().readTree(MetricsJson.of(crossValidated()));
    assertThat(json.get("folds")).hasSize(10);
    assertThat(json.get("foldSpreads")).hasSize(2);
    assertThat(json.get("foldComparisons")).hasSize(2);
    JsonNode accuracy = json.get("foldComparisons").get(0);
    assertThat(accuracy.get("metric").asText()).isEqualTo("accuracy");
    assertThat(accuracy.get("correctedResampledT").get("p").asDouble()).isBetween(0.0, 1.0);
    assertThat(accuracy.get("wilcoxon").get("p").asDouble()).isEqualTo(0.0625);
    assertThat(accuracy.has("fiveByTwoF")).isFalse();
  }

  @Test
  void folds_thatAllDifferByTheSame_areWrittenWithoutAnInfinity() throws IOException {
    List<FoldScore> folds = new ArrayList<>();
    for (int fold = 1; fold <= 3; fold++) {
      int[][] half = {{1, 1, 0}, {0, 0, 0}, {0, 0, 0}};
      int[][] all = {{2, 0, 0}, {0, 0, 0}, {0, 0, 0}};
      folds.add(new FoldScore("text", 1, 1, fold, 4, ConfusionMatrix.ofRows(half)));
      folds.add(new FoldScore("text+image", 1, 1, fold, 4, ConfusionMatrix.ofRows(all)));
    }
    Comparison comparison = crossValidated().withFolds(new FoldScores(folds));

    JsonNode json = new ObjectMapper().readTree(MetricsJson.of(comparison));

    JsonNode test = json.get("foldComparisons").get(0).get("correctedResampledT");
    assertThat(test.has("t")).isFalse();
    assertThat(test.get("p").asDouble()).isZero();
    assertThat(TextReport.of(comparison)).contains("over the folds");
    assertThat(MarkdownReport.of(comparison)).contains("Infinity");
  }

  @Test
  void copies_areToldInTheCaption() {
    Evaluation alone = Systems.evaluation("text", 1, 60, 0.5);
    Protocol grouped =
        alone.protocol().with(new Groups(Map.of("p0", "one tweet", "p1", "one tweet")));

    assertThat(TextReport.of(Comparison.of(List.of(alone))).replace('\n', ' '))
        .contains("Wilson for accuracy");
    assertThat(
            TextReport.of(Comparison.of(List.of(Evaluation.of(grouped, "text", 1, alone.scored()))))
                .replace('\n', ' '))
        .contains("bootstrap over groups of copies.")
        .doesNotContain("Wilson");
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
