package org.covalence.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Robustness;
import org.covalence.compare.Robustness.Curve;
import org.covalence.compare.Robustness.Measured;
import org.covalence.compare.Robustness.Model;
import org.covalence.compare.Robustness.Point;
import org.covalence.compare.Systems;
import org.covalence.disturb.Kind;
import org.covalence.post.Modality;
import org.covalence.store.CovalenceException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class RobustnessReportTest {
  private static final int POSTS = 300;

  private static Evaluation evaluation(String model, double skill) {
    return Systems.evaluation(model, 1, POSTS, skill);
  }

  private static Model both(String name) {
    return new Model(name, new TreeSet<>(List.of(Modality.TEXT, Modality.IMAGE)), false);
  }

  private static Model image(String name) {
    return new Model(name, new TreeSet<>(List.of(Modality.IMAGE)), true);
  }

  /** A fused model that falls to {@code end} without its text, beside one of pictures alone. */
  private static Robustness robustness(String fused, String plain, double end) {
    Evaluation ofFused = evaluation(fused, 0.9);
    Evaluation ofPlain = evaluation(plain, 0.6);
    List<Point> missingText = new ArrayList<>();
    for (double level : new double[] {50, 100}) {
      double skill = level == 100 ? end : 0.88;
      missingText.add(
          new Point(
              level,
              (int) (2.9 * level),
              List.of(
                  Measured.of(evaluation(fused, skill), ofFused), Measured.untouched(ofPlain))));
    }
    Point missingImage =
        new Point(100, 280, List.of(Measured.of(evaluation(fused, 0.899), ofFused)));
    Point blur =
        new Point(
            8,
            POSTS,
            List.of(
                Measured.of(evaluation(fused, 0.85), ofFused),
                Measured.of(evaluation(plain, 0.1), ofPlain)));
    return Robustness.of(
        List.of(both(fused), image(plain)),
        List.of(ofFused, ofPlain),
        2,
        1,
        List.of(
            new Curve(Kind.MISSING, Modality.IMAGE, 1, List.of(missingImage)),
            new Curve(Kind.MISSING, Modality.TEXT, 10, missingText),
            new Curve(Kind.BLUR, Modality.IMAGE, 0, List.of(blur))));
  }

  private static String words(Robustness robustness) {
    return String.join("\n", RobustnessWords.all(robustness));
  }

  @Test
  void modelThatIsLostWithoutItsText_isWorseThanOneThatNeverHadIt() {
    Robustness robustness = robustness("both", "image-only", 0.1);

    assertThat(robustness.fallbacks()).singleElement().matches(f -> f.isWorse());
    assertThat(words(robustness))
        .startsWith(
            "At 100 % missing text, both is worse than image-only beyond the interval, in accuracy and in macro-F1: accuracy -")
        .contains("10 posts have nothing but text and keep it.");
  }

  @Test
  void modelThatDoesWithoutItsText_isNotWorse() {
    Robustness robustness = robustness("both", "image-only", 0.7);

    assertThat(robustness.fallbacks()).singleElement().matches(f -> !f.isWorse());
    assertThat(words(robustness))
        .startsWith(
            "At 100 % missing text, both is not worse than image-only beyond the interval:");
  }

  @Test
  void missingThatStopsBeforeTheEnd_comparesNoModels() {
    Evaluation ofFused = evaluation("both", 0.9);
    Evaluation ofPlain = evaluation("image-only", 0.6);
    Point half =
        new Point(50, 9, List.of(Measured.untouched(ofFused), Measured.untouched(ofPlain)));
    Curve curve = new Curve(Kind.MISSING, Modality.TEXT, 0, List.of(half));

    assertThat(
            Robustness.of(
                    List.of(both("both"), image("image-only")),
                    List.of(ofFused, ofPlain),
                    0,
                    1,
                    List.of(curve))
                .fallbacks())
        .isEmpty();
  }

  @Test
  void fall_isToldFromTheLevelOnFromWhichItStays() {
    Robustness robustness = robustness("both", "image-only", 0.1);
    Curve text = robustness.curves().get(1);
    Curve blur = robustness.curves().get(2);

    assertThat(text.falls(both("both"))).map(Point::level).contains(100.0);
    assertThat(text.falls(image("image-only"))).isEmpty();
    assertThat(blur.falls(image("image-only"))).map(Point::level).contains(8.0);
    assertThat(words(robustness))
        .contains("missing-text: the accuracy of both falls beyond its interval from 100 % on: -")
        .contains("blur: the accuracy of image-only falls beyond its interval from radius 8 on: -")
        .contains("missing-image: no fall in the accuracy of both could be shown at the strongest")
        .contains("1 post has nothing but image and keeps it.");
  }

  @Test
  void whatCouldNotBeMeasured_isTold() {
    assertThat(words(robustness("both", "image-only", 0.1)))
        .contains("missing-image: image-only reads nothing else, and cannot be measured without.")
        .contains("2 labelled posts are left out, since not every model can answer them")
        .contains("image-only was made from posts of this source")
        .doesNotContain("both was made from");
  }

  @Test
  void text_fitsTheScreen() {
    String text = RobustnessReport.text(robustness("both", "a/rather/long/path/to/one", 0.1));

    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(text).contains("missing-text, both:", "as it is", "radius 8", "rule:standard|");
    // What a model does not read is no row of its own.
    assertThat(text).doesNotContain("missing-text, a/rather");
  }

  @Test
  void markdown_hasARowForEachPointAndModel() {
    String page = RobustnessReport.markdown(robustness("both", "image_only", 0.1));

    assertThat(page)
        .contains(
            "### missing-text", "### blur", "| radius 8 | both |", "| radius 8 | image\\_only |")
        .contains("## Signature");
  }

  @Test
  void json_hasEveryCurveWithIntervals() throws IOException {
    JsonNode document =
        new ObjectMapper().readTree(RobustnessJson.of(robustness("both", "image-only", 0.1)));

    assertThat(document.get("models")).hasSize(2);
    assertThat(document.get("models").get(1).get("reads").toString()).isEqualTo("[\"image\"]");
    assertThat(document.get("models").get(1).get("seen").asBoolean()).isTrue();
    JsonNode curve = document.get("curves").get(1);
    assertThat(curve.get("name").asText()).isEqualTo("missing-text");
    assertThat(curve.get("spared").asInt()).isEqualTo(10);
    JsonNode last = curve.get("points").get(1);
    assertThat(last.get("level").asDouble()).isEqualTo(100);
    JsonNode fused = last.get("models").get(0);
    assertThat(fused.get("accuracy").get("low").asDouble())
        .isLessThan(fused.get("accuracy").get("high").asDouble());
    assertThat(fused.get("change").get("accuracy").get("high").asDouble()).isNegative();
    assertThat(document.get("curves").get(0).get("points").get(0).get("models")).hasSize(1);
    JsonNode fallback = document.get("fallbacks").get(0);
    assertThat(fallback.get("lost").asText()).isEqualTo("both");
    assertThat(fallback.get("neverHad").asText()).isEqualTo("image-only");
    assertThat(fallback.get("worse").asBoolean()).isTrue();
    assertThat(fallback.get("mcNemarP").asDouble()).isBetween(0.0, 0.05);
  }

  @Test
  void page_isSoundAndNeedsNothingOutsideItself() {
    String odd = "<script>alert(1)</script>";
    String html =
        RobustnessPage.of(
            robustness(odd, "image-only", 0.1),
            Map.of("source", "posts & more"),
            "covalence robustness --config config.yaml --out OTHER");
    Parser parser = Parser.htmlParser().setTrackErrors(20);
    Document page = Jsoup.parse(html, "", parser);

    assertThat(parser.getErrors()).isEmpty();
    assertThat(HtmlReport.isReport(html.substring(0, 300))).isTrue();
    assertThat(page.select("script")).hasSize(3);
    assertThat(page.select("[src], link[href]")).isEmpty();
    assertThat(page.select("meta[http-equiv]").attr("content")).contains("default-src 'none'");
    assertThat(page.select("canvas").eachAttr("id"))
        .containsExactly(
            "chart-missing-image-accuracy",
            "chart-missing-image-macroF1",
            "chart-missing-text-accuracy",
            "chart-missing-text-macroF1",
            "chart-blur-accuracy",
            "chart-blur-macroF1");
    assertThat(page.select("main h2").eachText())
        .startsWith("What these posts show", "What was measured", "missing-image");
    assertThat(page.select("h1").text()).isEqualTo("Robustness of 2 models");
    // One table a curve and model that reads what is disturbed: 1, 1 and 2.
    assertThat(page.select("table")).hasSize(4);
    assertThat(page.select("main").text()).contains(odd).contains("posts & more");
  }

  @Test
  void page_isTheSameForTheSame() {
    Robustness robustness = robustness("both", "image-only", 0.4);

    assertThat(RobustnessPage.of(robustness, Map.of(), ""))
        .isEqualTo(RobustnessPage.of(robustness, Map.of(), ""));
  }

  @Test
  void nothingMeasured_isWrongUsage() {
    assertThatThrownBy(() -> Robustness.of(List.of(), List.of(), 0, 1, List.of()))
        .isInstanceOf(CovalenceException.class);
  }
}
