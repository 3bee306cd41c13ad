package org.covalence.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.covalence.compare.Ablation;
import org.covalence.compare.Evaluation;
import org.covalence.compare.FoldScore;
import org.covalence.compare.FoldScores;
import org.covalence.compare.Scored;
import org.covalence.compare.Systems;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Settings;
import org.covalence.spec.Variant;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class AblationReportTest {
  private static final int POSTS = 300;
  private static final ExperimentSpec SPEC =
      ExperimentSpec.read(new Settings().put("data", "posts", "--data"));

  /** Variants by name: how right each is, the full configuration on eight of ten posts. */
  private static AblationContent content(Map<String, Double> skills, long... seeds) {
    List<Evaluation> evaluations = new ArrayList<>();
    List<Variant> variants = new ArrayList<>();
    add("full", 0.8, evaluations, seeds);
    skills.forEach(
        (name, skill) -> {
          add(name, skill, evaluations, seeds);
          variants.add(new Variant(name, name, "what is " + name, SPEC));
        });
    return content(evaluations, variants);
  }

  private static AblationContent content(List<Evaluation> evaluations, List<Variant> variants) {
    List<FoldScore> folds = new ArrayList<>();
    for (Evaluation e : evaluations) {
      for (int fold = 1; fold <= 4; fold++) {
        // The same matrix on each fold: only what is told of folds is of interest here.
        folds.add(new FoldScore(e.system(), e.seed(), 1, fold, 200, e.matrix()));
      }
    }
    return new AblationContent(
        Ablation.of(evaluations, new FoldScores(folds)),
        variants,
        0,
        Map.of("source", "posts & more"),
        "covalence ablate --config config.yaml --out OTHER");
  }

  private static void add(String name, double skill, List<Evaluation> evaluations, long... seeds) {
    for (long seed : seeds) {
      evaluations.add(Systems.evaluation(name, seed, POSTS, skill));
    }
  }

  private static String words(AblationContent content) {
    return String.join("\n", AblationWords.all(content.ablation()));
  }

  @Test
  void aPartThatHelps_isSaidToWithItsNumbers() {
    assertThat(words(content(Map.of("without bge", 0.3), 1)))
        .startsWith(
            "Without bge, accuracy is lower on these posts, and macro-F1 is lower: full minus variant +")
        .contains("McNemar p <0.0001", "randomisation p 0.00")
        .doesNotContain("Holm");
  }

  @Test
  void aPartThatHarms_isSaidTo() {
    assertThat(words(content(Map.of("without bge", 0.99), 1)))
        .startsWith(
            "Without bge, accuracy is higher on these posts, and macro-F1 is higher: full minus variant -");
  }

  /** An interval that holds zero is no proof of nothing. */
  @Test
  void aPartOfWhichNothingIsShown_isNotSaidToBeWithoutEffect() {
    String words = words(content(Map.of("without bge", 0.79), 1));

    assertThat(words)
        .startsWith(
            "Without bge, no difference could be shown on these posts, which does not mean that there is none: full minus variant ")
        .containsPattern("points of accuracy \\[-\\d+\\.\\d, \\+\\d+\\.\\d]")
        .containsPattern(
            "Tests like this one would show \\d+\\.\\d points of accuracy or more in four of five cases\\.");
    assertThat(words.toLowerCase(Locale.ROOT)).doesNotContain("no effect", "worthless", "equal");
  }

  /** As many posts are right, but none of the rarest class any more. */
  @Test
  void aDifferenceInMacroF1Alone_isClaimedForMacroF1() {
    int[] truth = Systems.truth(POSTS);
    int[] full = truth.clone();
    int[] variant = truth.clone();
    int wrong = 0;
    for (int i = 0; i < POSTS; i++) {
      variant[i] = truth[i] == 1 ? 2 : truth[i];
      full[i] = truth[i] == 2 && wrong++ < 30 ? 0 : truth[i];
    }
    List<Evaluation> both = new ArrayList<>();
    both.add(evaluation("full", truth, full));
    both.add(evaluation("without bge", truth, variant));

    assertThat(words(content(both, List.of(new Variant("bge", "without bge", "no bge", SPEC)))))
        .startsWith(
            "Without bge, macro-F1 is lower on these posts; in accuracy no difference could be shown: full minus variant 0.0 points of accuracy");
  }

  private static Evaluation evaluation(String system, int[] truth, int[] said) {
    return Evaluation.of(
        Systems.protocol(), system, 1, Scored.of("test", Systems.ids(POSTS), truth, said));
  }

  @Test
  void aVariantThatAnswersAlike_isSaidToTellNothingOfOtherPosts() {
    assertThat(words(content(Map.of("without bge", 0.8), 1)))
        .isEqualTo(
            "Without bge, every post was called what the full configuration called it: on these posts nothing tells the two apart, and nothing is known of others.");
  }

  @Test
  void severalVariants_areToldToBeCorrectedFor() {
    AblationContent content = content(Map.of("without a", 0.3, "without b", 0.5), 1);

    assertThat(words(content)).contains("McNemar p (Holm, 2 variants)", "randomisation p (Holm)");
    assertThat(AblationWords.caption(content.ablation()))
        .contains("Holm's method over 2 variants")
        .contains("over 4 folds");
  }

  @Test
  void pooledTrainings_areToldAndNoPowerIsMadeUpForThem() {
    AblationContent content = content(Map.of("without bge", 0.79), 1, 2);

    assertThat(AblationWords.caption(content.ablation()))
        .contains("The same 300 posts")
        .contains("2 trainings of each pooled, where a post counts as one witness");
    assertThat(words(content)).doesNotContain("Tests like this one");
  }

  @Test
  void copies_areToldWhereverTheFiguresAre() {
    AblationContent none = content(Map.of("without bge", 0.79), 1);
    AblationContent some =
        new AblationContent(none.ablation(), none.variants(), 12, Map.of(), "again");
    String words = "12 of the 300 posts have a twin among those that the models learnt from";

    assertThat(AblationReport.markdown(some)).contains(words);
    assertThat(AblationPage.of(some)).contains(words);
    assertThat(AblationReport.text(some).replace('\n', ' ')).contains(words);
    assertThat(AblationReport.markdown(none) + AblationReport.text(none) + AblationPage.of(none))
        .doesNotContain("a twin among");
    assertThat(AblationJson.document(some).get("postsWithATwinInTraining").asInt()).isEqualTo(12);
  }

  @Test
  void text_fitsTheScreen() {
    String text =
        AblationReport.text(
            content(
                Map.of(
                    "with image-encoder=/a/rather/long/path/to/a/network/that/is/frozen.onnx",
                    0.3,
                    "without text-features-dropout",
                    0.77),
                1));

    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(text)
        .contains("The full configuration: accuracy", "full - variant", "folds p")
        .contains("without text-features-dropout   accuracy")
        .contains("rule:standard|");
  }

  @Test
  void markdown_hasARowForTheFullConfigurationAndEachVariant() {
    assertThat(AblationReport.markdown(content(Map.of("without min_lm", 0.3), 1)))
        .contains("## What these posts show", "| full |  |", "| without min\\_lm | what is without")
        .contains("## Signature");
  }

  @Test
  void json_hasEachVariantWithItsDifference() throws IOException {
    JsonNode document =
        new ObjectMapper().readTree(AblationJson.of(content(Map.of("without bge", 0.3), 1)));

    assertThat(document.get("posts").asInt()).isEqualTo(POSTS);
    assertThat(document.get("trainings").asInt()).isEqualTo(1);
    assertThat(document.get("full").get("name").asText()).isEqualTo("full");
    JsonNode variant = document.get("variants").get(0);
    assertThat(variant.get("variant").asText()).isEqualTo("without bge");
    assertThat(variant.get("about").asText()).isEqualTo("what is without bge");
    JsonNode difference = variant.get("fullMinusVariant");
    assertThat(difference.get("a").asText()).isEqualTo("full");
    assertThat(difference.get("accuracyDifference").get("low").asDouble()).isPositive();
    assertThat(difference.get("verdict").asText()).startsWith("Without bge, accuracy is lower");
    assertThat(difference.get("shown").asBoolean()).isTrue();
    assertThat(variant.get("overFolds").get("macroF1").get("folds").asInt()).isEqualTo(4);
    assertThat(variant.get("sameAnswers").asBoolean()).isFalse();
    assertThat(document.get("folds")).hasSize(2 * 4);
  }

  @Test
  void page_isSoundAndNeedsNothingOutsideItself() {
    String odd = "with <script>alert(1)</script>";
    String html = AblationPage.of(content(Map.of(odd, 0.3), 1));
    Parser parser = Parser.htmlParser().setTrackErrors(20);
    Document page = Jsoup.parse(html, "", parser);

    assertThat(parser.getErrors()).isEmpty();
    assertThat(HtmlReport.isReport(html.substring(0, 300))).isTrue();
    assertThat(page.select("script")).hasSize(3);
    assertThat(page.select("[src], link[href]")).isEmpty();
    assertThat(page.select("canvas").eachAttr("id"))
        .containsExactly("chart-differences", "chart-scores");
    assertThat(page.select("main h2").eachText())
        .containsExactly(
            "What these posts show",
            "What each part is worth",
            "Scores",
            "Folds",
            "What was measured",
            "Where it comes from, and how to get it again");
    assertThat(page.select("h1").text()).isEqualTo("Ablation over 1 variant");
    // Differences, scores, and two figures fold by fold.
    assertThat(page.select("table")).hasSize(4);
    assertThat(page.select("main").text()).contains(odd).contains("posts & more");
    assertThat(page.select(".lead").text())
        .contains(
            "Of its parts, one left out at a time, 1 makes a difference that could be shown.");
  }

  @Test
  void page_isTheSameForTheSame() {
    AblationContent content = content(Map.of("without a", 0.4), 1);

    assertThat(AblationPage.of(content)).isEqualTo(AblationPage.of(content));
  }

  @Test
  void variantsThatAreNotThoseOfTheEffects_areRefused() {
    AblationContent content = content(Map.of("without a", 0.4), 1);

    assertThatThrownBy(() -> new AblationContent(content.ablation(), List.of(), 0, Map.of(), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an effect for each variant");
  }
}
