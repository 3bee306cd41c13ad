package org.covalence.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.covalence.compare.Comparison;
import org.covalence.compare.Signature;
import org.covalence.compare.Systems;
import org.covalence.duplicate.Likeness;
import org.covalence.duplicate.Twins;
import org.junit.jupiter.api.Test;

final class TwinReportTest {
  private static final Comparison COMPARISON =
      Comparison.of(
          List.of(
              Systems.evaluation("text", 1, 200, 0.5),
              Systems.evaluation("text+image", 1, 200, 0.7)));

  private static Comparison without(Set<String> texts, Set<String> pictures) {
    return COMPARISON.without(
        new Twins(
            Map.of(
                Likeness.EQUAL_TEXT,
                Set.of(),
                Likeness.NORMALISED_TEXT,
                texts,
                Likeness.NEAR_PICTURE,
                pictures)));
  }

  @Test
  void text_showsTheScoresOnThePostsWithoutTwins() throws IOException {
    String text = TextReport.of(without(Set.of("p1", "p7"), Set.of("p7", "p9")));

    Approved.require("without-twins.txt", text);
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(Signature.parse(text.substring(text.indexOf("rule:"))))
        .isEqualTo(COMPARISON.signature());
  }

  @Test
  void text_withoutTwins_isOneSentenceMore() {
    String text = TextReport.of(without(Set.of(), Set.of()));

    assertThat(text)
        .contains("No post has a twin in training (compared by equal text, equal words, picture");
    assertThat(MarkdownReport.of(without(Set.of(), Set.of())))
        .contains("No post has a twin in training");
  }

  @Test
  void text_ofTwinsAlone_saysThatNoScoreIsLeft() {
    Set<String> all = Systems.ids(200).stream().collect(Collectors.toSet());

    assertThat(TextReport.of(without(all, Set.of())).replace('\n', ' '))
        .contains("All 200 of 200 posts whose twin is in training")
        .contains("no score would be left.");
  }

  @Test
  void json_hasCountsIdsAndSystems() throws IOException {
    JsonNode node =
        new ObjectMapper()
            .readTree(MetricsJson.of(without(Set.of("p7", "p1"), Set.of("p9"))))
            .get("withoutTwins");

    assertThat(node.get("posts").asInt()).isEqualTo(197);
    assertThat(node.get("leftOut").asInt()).isEqualTo(3);
    assertThat(node.get("by").toString())
        .isEqualTo("{\"texts\":0,\"normalisedTexts\":2,\"nearImages\":1}");
    assertThat(node.get("ids").toString()).isEqualTo("[\"p1\",\"p7\",\"p9\"]");
    assertThat(node.get("systems")).hasSize(2);
    assertThat(node.get("systems").get(1).get("posts").asInt()).isEqualTo(197);
    assertThat(node.get("systems").get(1).get("macroF1").has("low")).isTrue();
  }

  @Test
  void reports_withoutTheQuestion_areAsBefore() {
    assertThat(TextReport.of(COMPARISON)).doesNotContain("twin");
    assertThat(MetricsJson.of(COMPARISON)).doesNotContain("withoutTwins");
    assertThat(MarkdownReport.of(without(Set.of("p1"), Set.of()))).contains("## Without twins");
  }
}
