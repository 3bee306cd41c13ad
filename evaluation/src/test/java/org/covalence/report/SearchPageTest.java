package org.covalence.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.covalence.report.SearchContent.State;
import org.covalence.report.SearchContent.Trial;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class SearchPageTest {
  private static SearchContent content(List<Trial> trials, boolean withImportance) {
    return new SearchContent(
        "macro-F1",
        List.of(
            new SearchContent.Parameter(
                "learning-rate",
                "0.0001 to 0.01, logarithmic",
                new SearchContent.Numbers(1e-4, 1e-2, true)),
            new SearchContent.Parameter(
                "fusion",
                "one of attention, joint, <b>",
                new SearchContent.Words(List.of("attention", "joint", "<b>"))),
            new SearchContent.Parameter(
                "fusion-heads",
                "1 to 4, whole, where fusion is joint",
                new SearchContent.Numbers(1, 4, false))),
        trials,
        withImportance
            ? Optional.of(
                new SearchContent.Importance(
                    new TreeMap<>(Map.of("fusion", 0.75, "learning-rate", 0.25)), 3, 1))
            : Optional.empty(),
        Map.of("sampler", "tpe"),
        "covalence train --config best.yaml --out models/MODEL");
  }

  private static Trial trial(int number, State state, double value, String fusion) {
    Map<String, String> settings =
        fusion.equals("joint")
            ? Map.of("learning-rate", "0.00123456", "fusion", fusion, "fusion-heads", "2")
            : Map.of("learning-rate", "0.01", "fusion", fusion);
    return new Trial(
        number,
        state,
        settings,
        state == State.FAILED ? OptionalDouble.empty() : OptionalDouble.of(value),
        state == State.PRUNED ? 3 : 9,
        state == State.FAILED ? "training diverged </script>" : "");
  }

  private static SearchContent full() {
    return content(
        List.of(
            trial(0, State.ENDED, 0.61, "attention"),
            trial(1, State.PRUNED, 0.4, "joint"),
            trial(2, State.FAILED, 0, "<b>"),
            trial(3, State.ENDED, 0.7, "joint"),
            trial(4, State.ENDED, 0.65, "attention")),
        true);
  }

  private static Document parse(String html) {
    Parser parser = Parser.htmlParser().setTrackErrors(20);
    Document document = Jsoup.parse(html, "", parser);
    assertThat(parser.getErrors()).isEmpty();
    return document;
  }

  private static JsonNode charts(Document page) throws IOException {
    return new ObjectMapper().readTree(page.selectFirst("#chart-data").data());
  }

  private static JsonNode chart(String id) throws IOException {
    for (JsonNode chart : charts(parse(SearchPage.of(full())))) {
      if (chart.get("id").asText().equals(id)) {
        return chart;
      }
    }
    throw new AssertionError("there is no chart " + id);
  }

  @Test
  void page_asksForNothingOutsideItselfAndHasACanvasForEachChart() throws IOException {
    Document page = parse(SearchPage.of(full()));

    assertThat(HtmlReport.isReport(SearchPage.of(full()))).isTrue();
    assertThat(page.select("link, iframe, object, embed, base, form, img, b")).isEmpty();
    for (Element element : page.getAllElements()) {
      assertThat(element.attr("src")).isEmpty();
      assertThat(element.attr("href")).matches("|#[a-z0-9-]+");
    }
    List<String> ids = new ArrayList<>();
    charts(page).forEach(chart -> ids.add(chart.get("id").asText()));
    assertThat(ids)
        .contains("chart-history", "chart-importance", "chart-parallel", "chart-slice-2")
        .doesNotHaveDuplicates();
    assertThat(page.select("canvas").eachAttr("id")).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void page_tellsTheBestFirstAndThatItIsTooGood() {
    Document page = parse(SearchPage.of(full()));

    assertThat(page.selectFirst(".lead").text())
        .isEqualTo(
            "5 trials: 3 ended, 1 given up, 1 failed. The best, trial 3, came to 70.0 per cent macro-F1 on the validation part.");
    assertThat(page.select("section").get(0).text())
        .contains("too good to be true")
        .contains("covalence train --config best.yaml");
    assertThat(page.select("section").get(0).select("tbody th").eachText())
        .containsExactly("3", "4", "0");
    assertThat(page.text()).contains("training diverged </script>");
  }

  @Test
  void history_hasTheBestSoFarUpToTheLastTrial() throws IOException {
    JsonNode best = chart("chart-history").get("series").get(0);

    assertThat(best.get("stepped").asBoolean()).isTrue();
    assertThat(best.get("points").findValuesAsText("x")).containsExactly("0.0", "3.0", "4.0");
    assertThat(best.get("points").findValuesAsText("y")).containsExactly("61.0", "70.0", "70.0");
  }

  @Test
  void parallelCoordinates_areOneLineATrialThroughTheSettingsItHas() throws IOException {
    JsonNode series = chart("chart-parallel").get("series");

    assertThat(series).hasSize(3);
    assertThat(series.get(0).get("points")).hasSize(4);
    assertThat(series.get(1).get("points")).hasSize(3);
    assertThat(series.findValuesAsText("x")).allMatch(x -> Double.parseDouble(x) <= 1);
    assertThat(series.get(0).get("points").get(1).get("x").asDouble()).isEqualTo(0.5458);
  }

  @Test
  void slices_leaveOutTrialsThatDoNotHaveTheSetting() throws IOException {
    assertThat(chart("chart-slice-0").get("x").get("log").asBoolean()).isTrue();
    assertThat(chart("chart-slice-0").get("series").get(0).get("points").get(1).get("x").asDouble())
        .isEqualTo(0.001235);
    assertThat(chart("chart-slice-1").get("x").get("words")).hasSize(3);
    JsonNode heads = chart("chart-slice-2").get("series");
    assertThat(heads.get(0).get("points")).hasSize(1);
    assertThat(heads.get(1).get("points")).hasSize(1);
  }

  @Test
  void page_ofTrialsThatTellNothingIsWhole() {
    for (SearchContent content :
        List.of(
            content(List.of(), false),
            content(List.of(trial(0, State.FAILED, 0, "joint")), false),
            content(List.of(trial(0, State.ENDED, 0.5, "joint")), false))) {
      assertThat(parse(SearchPage.of(content)).select("section")).hasSize(7);
      assertThat(SearchReport.text(content)).contains("too few of them ended");
      assertThat(SearchReport.json(content)).endsWith("}\n");
    }
  }

  @Test
  void text_fitsTheScreenAndShortensNumbers() {
    String text = SearchReport.text(full());

    assertThat(text.lines()).allMatch(l -> l.length() <= 80);
    assertThat(text.replaceAll("\\s+", " "))
        .contains(
            "learning-rate 0.00123", "70.0", "fusion 75.0, learning-rate 25.0", "mostly noise")
        .doesNotContain("0.00123456");
  }

  @Test
  void shownNumbers_haveThreeDigitsAndWholeOnesAll() {
    assertThat(SearchContent.shown("20000")).isEqualTo("20000");
    assertThat(SearchContent.shown("0.123456")).isEqualTo("0.123");
    assertThat(SearchContent.shown("1.5E-9")).isEqualTo("1.50e-09");
    assertThat(SearchContent.shown("0.0")).isEqualTo("0");
    assertThat(SearchContent.shown("joint")).isEqualTo("joint");
  }
}
