package org.covalence.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Systems;
import org.covalence.metric.Metric;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {
  private static final String FULL = HtmlReport.of(Contents.full());

  private static Document parse(String html) {
    Parser parser = Parser.htmlParser().setTrackErrors(20);
    Document document = Jsoup.parse(html, "", parser);
    assertThat(parser.getErrors()).isEmpty();
    return document;
  }

  private static Document full() {
    return parse(FULL);
  }

  private static ReportContent withMistake(Mistake mistake) {
    return new ReportContent(
        Contents.threeSystems(), List.of(), List.of(mistake), List.of(), Map.of(), "");
  }

  private static Mistake mistake(String system, String id, String text) {
    return new Mistake(
        system, 1, id, "positive", "negative", 0.9, 0.05, Optional.of(text), Optional.empty());
  }

  static Stream<ReportContent> contents() {
    return Stream.of(
        Contents.full(),
        Contents.oddNames(),
        Contents.manySeeds(),
        ReportContent.of(Contents.threeSystems()),
        ReportContent.of(Contents.twoSeeds()),
        ReportContent.of(Comparison.of(List.of(Contents.sure("one", 1, 1, 0.5)))),
        ReportContent.of(Comparison.of(List.of(Systems.evaluation("labels alone", 1, 40, 0.5)))));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void page_isWellFormedAndAsksForNothingOutsideItself(ReportContent content) {
    String html = HtmlReport.of(content);
    Document page = parse(html);

    assertThat(page.select("link, iframe, object, embed, base, form, video, audio")).isEmpty();
    for (Element element : page.getAllElements()) {
      for (String attribute : List.of("src", "href", "srcset", "action", "data", "poster")) {
        if (element.hasAttr(attribute)) {
          assertThat(element.attr(attribute))
              .matches("#[a-z0-9-]+|data:image/(jpeg|png);base64,.*");
        }
      }
      assertThat(element.attributes())
          .as(element.tagName())
          .noneMatch(a -> a.getKey().startsWith("on") || a.getKey().equals("style"));
    }
    assertThat(page.select("style").html()).doesNotContain("url(", "@import");
    assertThat(html).doesNotContain("sourceMappingURL");
  }

  @ParameterizedTest
  @MethodSource("contents")
  void everySection_standsInTheContentsAndHasItsHeading(ReportContent content) {
    Document page = parse(HtmlReport.of(content));

    List<String> links = page.select("nav a").eachAttr("href");
    assertThat(links)
        .isEqualTo(
            page.select("main > section > h2").eachAttr("id").stream().map(i -> "#" + i).toList());
    assertThat(page.select("h1")).hasSize(1);
    for (Element section : page.select("section")) {
      assertThat(section.attr("aria-labelledby")).isEqualTo(section.select("> h2").attr("id"));
    }
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("contents")
  void everyTable_hasACaptionAndHeadingsThatSayWhatTheyHead(ReportContent content) {
    for (Element table : parse(HtmlReport.of(content)).select("table")) {
      assertThat(table.select("caption").text()).isNotBlank();
      int columns = table.select("thead th[scope=col]").size();
      for (Element row : table.select("tbody tr")) {
        assertThat(row.select("> th[scope=row]")).hasSize(1);
        assertThat(row.children()).as(table.select("caption").text()).hasSize(columns);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("contents")
  void everyChart_hasItsDataItsWordsAndATableBesideIt(ReportContent content) throws IOException {
    Document page = parse(HtmlReport.of(content));
    JsonNode charts = new ObjectMapper().readTree(page.select("#chart-data").first().data());

    assertThat(page.select("canvas").eachAttr("id"))
        .containsExactlyElementsOf(charts.findValuesAsText("id"));
    for (JsonNode chart : charts) {
      Element canvas = page.getElementById(chart.get("id").asText());
      assertThat(canvas.attr("role")).isEqualTo("img");
      assertThat(canvas.attr("aria-label")).contains("below");
      assertThat(canvas.closest("section").select("table")).isNotEmpty();
      assertThat(chart.get("series")).isNotEmpty();
      for (JsonNode series : chart.get("series")) {
        assertThat(series.get("points")).isNotEmpty();
      }
    }
  }

  @Test
  void sections_withoutContentAreLeftOut() {
    Document alone =
        parse(
            HtmlReport.of(
                ReportContent.of(
                    Comparison.of(List.of(Systems.evaluation("labels alone", 1, 40, 0.5))))));

    assertThat(full().select("h2").eachAttr("id"))
        .containsExactly(
            "claims",
            "subject",
            "scores",
            "differences",
            "classes",
            "calibration",
            "abstaining",
            "subsets",
            "training",
            "mistakes",
            "origin");
    assertThat(alone.select("h2").eachAttr("id"))
        .containsExactly("claims", "subject", "scores", "classes", "origin");
    assertThat(alone.select("h1").text()).isEqualTo("Evaluation of labels alone");
  }

  @Test
  void policy_namesTheScriptsAndTheStyleByTheirHashesAndNothingElse() throws Exception {
    Document page = full();
    String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");

    List<String> hashes = new ArrayList<>();
    for (Element inline : page.select("style, script:not([type])")) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(inline.data().getBytes(StandardCharsets.UTF_8));
      hashes.add("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }
    assertThat(hashes).hasSize(3);
    assertThat(policy)
        .isEqualTo(
            "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src "
                + hashes.get(0)
                + "; script-src "
                + hashes.get(1)
                + " "
                + hashes.get(2));
  }

  @Test
  void scores_areThoseOfMetricsJson() throws IOException {
    Comparison comparison = Contents.threeSystems();
    JsonNode json = new ObjectMapper().readTree(MetricsJson.of(comparison));
    Document page = parse(HtmlReport.of(ReportContent.of(comparison)));

    List<Element> rows = page.select("#scores ~ div table tbody tr");
    assertThat(rows).hasSize(1 + 3);
    for (int s = 0; s < 3; s++) {
      JsonNode system = json.get("systems").get(s);
      Element row = rows.get(1 + s);
      assertThat(row.select("th").text()).isEqualTo(system.get("name").asText());
      for (Metric metric : Metric.values()) {
        JsonNode score = system.get(metric.key());
        assertThat(row.select("td").get(metric.ordinal()).text())
            .isEqualTo(
                Figures.percent(score.get("value").asDouble())
                    + " ["
                    + Figures.percent(score.get("low").asDouble())
                    + ", "
                    + Figures.percent(score.get("high").asDouble())
                    + "]");
      }
      JsonNode confusion = system.get("confusion");
      List<Element> cells = page.select("table.confusion").get(s).select("td");
      for (int i = 0; i < 9; i++) {
        assertThat(cells.get(i).ownText()).isEqualTo(confusion.get(i / 3).get(i % 3).asText());
      }
    }
    assertThat(rows.get(0).select("td").get(0).text())
        .isEqualTo(
            Figures.percent(json.get("systems").get(0).get("floor").get("accuracy").asDouble()));
  }

  @Test
  void differences_areThoseOfMetricsJsonWithTheirVerdicts() throws IOException {
    Comparison comparison = Contents.threeSystems();
    JsonNode json = new ObjectMapper().readTree(MetricsJson.of(comparison));
    Document page = parse(HtmlReport.of(ReportContent.of(comparison)));

    List<Element> rows = page.select("#differences ~ div table tbody tr");
    assertThat(rows).hasSize(json.get("comparisons").size());
    for (int i = 0; i < rows.size(); i++) {
      JsonNode pair = json.get("comparisons").get(i);
      JsonNode test = pair.get("tests").get("mcnemarExact");
      assertThat(rows.get(i).select("th").text())
          .isEqualTo(pair.get("a").asText() + " - " + pair.get("b").asText());
      assertThat(rows.get(i).select("td").eachText())
          .endsWith(
              test.get("onlyA").asText(),
              test.get("onlyB").asText(),
              Figures.p(test.get("p").asDouble()),
              Figures.p(test.get("midP").asDouble()),
              Figures.p(test.get("pHolm").asDouble()),
              pair.get("shown").asBoolean() ? "yes" : "no",
              Figures.p(pair.get("tests").get("randomisation").get("pHolm").asDouble()),
              pair.get("shownInMacroF1").asBoolean() ? "yes" : "no",
              Figures.percent(pair.get("smallestDifferenceShown").asDouble()));
      assertThat(page.select(".claims").text()).contains(pair.get("verdict").asText());
    }
  }

  @Test
  void chartOfScores_hasTheNumbersOfTheTable() throws IOException {
    Comparison comparison = Contents.threeSystems();
    Document page = parse(HtmlReport.of(ReportContent.of(comparison)));
    JsonNode chart = new ObjectMapper().readTree(page.select("#chart-data").first().data()).get(0);

    assertThat(chart.get("categories").toString()).isEqualTo("[\"text\",\"image\",\"text+image\"]");
    for (int s = 0; s < 3; s++) {
      var accuracy = comparison.evaluations().get(s).score(Metric.ACCURACY);
      JsonNode dot = chart.get("series").get(0).get("points").get(s);
      assertThat(dot.get("value").asDouble()).isEqualTo(Math.rint(1e6 * accuracy.value()) / 1e4);
      assertThat(dot.get("low").asDouble()).isEqualTo(Math.rint(1e6 * accuracy.low()) / 1e4);
      assertThat(dot.get("tip").asText()).contains(Figures.interval(accuracy));
    }
  }

  @Test
  void severalSeeds_haveTheirMeanAndEveryValue() {
    Document page = parse(HtmlReport.of(ReportContent.of(Contents.twoSeeds())));

    assertThat(page.select("#scores ~ div table tbody th").eachText())
        .containsExactly(
            "floor: always positive",
            "text (seed 1)",
            "text (seed 2)",
            "text+image (seed 1)",
            "text+image (seed 2)",
            "text (mean of 2 seeds)",
            "text+image (mean of 2 seeds)");
  }

  @Test
  void sameContent_givesTheSameBytes() {
    assertThat(HtmlReport.of(Contents.full())).isEqualTo(FULL);
  }

  @Test
  void words_fromOutsideAreTextWhateverTheyLookLike() {
    String evil =
        "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"quoted\" 'single' & <!-- ]]>";
    Evaluation named = Contents.sure(evil.substring(0, 60), 1, 40, 0.5);
    ReportContent content =
        new ReportContent(
            Comparison.of(List.of(named, Contents.sure("b", 1, 40, 0.9))),
            List.of(Contents.curve(evil)),
            List.of(mistake(evil, evil, evil)),
            List.of(new SubsetResult(evil, evil, List.of(named))),
            Map.of(evil, evil),
            evil);

    Document page = parse(HtmlReport.of(content));

    assertThat(page.select("img")).isEmpty();
    assertThat(page.select("script")).hasSize(3);
    assertThat(page.select(".card .post").text()).isEqualTo(evil);
    assertThat(page.select("pre code").first().wholeText()).isEqualTo(evil);
    assertThat(page.select("dt").eachText()).contains(evil);
  }

  @Test
  void words_fromRightToLeftStayInTheirOwnParagraph() {
    String arabic = "\u0645\u0631\u062d\u0628\u0627 \u202e123\u202c";
    Document page = parse(HtmlReport.of(withMistake(mistake("text", "\u05d0\u05d1", arabic))));

    assertThat(page.select(".card .post").attr("dir")).isEqualTo("auto");
    assertThat(page.select(".card .post").text()).isEqualTo(arabic);
    assertThat(page.select(".card bdi").text()).isEqualTo("\u05d0\u05d1");
  }

  @Test
  void characters_thatHtmlForbidsAreReplaced() {
    Document page =
        parse(
            HtmlReport.of(
                withMistake(mistake("text", "4", "a\u0000b\ud83dc\u0085d\uffffe\ud83d\ude00"))));

    assertThat(page.select(".card .post").text())
        .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\ud83d\ude00");
  }

  @Test
  void longWords_areCutAfterFiveHundredCharacters() {
    String word = "\ud83d\ude00".repeat(2000);
    Document page = parse(HtmlReport.of(withMistake(mistake("text", "4", word))));

    assertThat(page.select(".card .post").text()).isEqualTo("\ud83d\ude00".repeat(500) + "…");
  }

  @Test
  void mistakes_areThoseOfHighestConfidenceFirst() {
    Evaluation evaluation = Contents.sure("text", 1, 300, 0.5);
    List<Mistake> worst = Mistake.worst(evaluation, 5);

    assertThat(worst).hasSize(5).allMatch(m -> !m.truth().equals(m.called()));
    assertThat(worst).extracting(m -> -m.probability()).isSorted();
    assertThat(Mistake.worst(evaluation, 1000))
        .hasSize(evaluation.matrix().posts() - evaluation.matrix().correct());
    assertThat(Mistake.worst(Systems.evaluation("labels", 1, 40, 0.5), 5)).isEmpty();
  }

  @Test
  void charts_cannotEndTheElementTheyStandIn() {
    Charts charts = new Charts();
    charts.intervals("a", Charts.Axis.of("</script>"), List.of("<!--"));

    assertThat(charts.json()).doesNotContain("<").contains("\\u003c/script>");
  }

  @Test
  void skeleton_isAsApproved() throws IOException {
    Document page = full();
    page.select("script:not([type]), style").forEach(e -> e.html("…"));
    page.select("footer pre").forEach(e -> e.text("…"));
    page.select("meta[http-equiv]").attr("content", "…");
    page.select("#chart-data").first().html("…");
    page.select("details, .card ~ .card, tbody tr ~ tr, h3 ~ h3, h3 ~ h3 ~ *").remove();
    page.outputSettings().indentAmount(1).prettyPrint(true);

    Approved.require("report.html", page.outerHtml() + "\n");
  }

  /** After a change of layout, look at them in a browser: narrow, wide, dark and printed. */
  @Test
  void samples_areThereToBeLookedAt() throws IOException {
    for (Map.Entry<String, ReportContent> sample :
        Map.of(
                "sample.html", Contents.full(),
                "odd-names.html", Contents.oddNames(),
                "many-seeds.html", Contents.manySeeds())
            .entrySet()) {
      Path file = Path.of("target", "received", sample.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, HtmlReport.of(sample.getValue()));
      assertThat(Files.size(file)).isLessThan(1_000_000);
    }
  }
}
