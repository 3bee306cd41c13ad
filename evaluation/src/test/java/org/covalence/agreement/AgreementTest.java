package org.covalence.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgreementTest {
  private static final double TOLERANCE = 1e-9;
  private static final int[] NOBODY = {};

  static Stream<JsonNode> cases() throws IOException {
    try (InputStream file = AgreementTest.class.getResourceAsStream("agreement.json")) {
      JsonNode cases = new ObjectMapper().readTree(file).required("cases");
      return StreamSupport.stream(cases.spliterator(), false);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void figures_areThoseOfTheReferenceTools(JsonNode reference) {
    JsonNode expected = reference.required("expected");

    Agreement found =
        Agreement.of(votes(reference.required("classes").asInt(), reference.required("votes")));

    assertThat(found.posts()).isEqualTo(expected.required("posts").asInt());
    assertFigure(found.meanPairwise(), expected.required("meanPairwise"));
    assertFigure(found.fleissKappa(), expected.required("fleissKappa"));
    assertFigure(found.cohenKappa(), expected.required("cohenKappa"));
    assertFigure(found.alphaNominal(), expected.required("alphaNominal"));
    assertFigure(found.alphaOrdinal(), expected.required("alphaOrdinal"));
  }

  @Test
  @Tag("data")
  void figures_areTheGoldenOnes() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode inputs =
        mapper.readTree(SharedFiles.require("golden/statistics/inputs.json").toFile());
    JsonNode golden =
        mapper.readTree(SharedFiles.require("golden/statistics/expected.json").toFile());
    Map<String, String> names =
        Map.of(
            "krippendorff_alpha_nominal", "alphaNominal",
            "krippendorff_alpha_ordinal", "alphaOrdinal",
            "fleiss_kappa", "fleissKappa",
            "cohen_kappa", "cohenKappa",
            "mean_pairwise_agreement", "meanPairwise");
    int checked = 0;
    for (Map.Entry<String, JsonNode> entry : golden.required("agreement").properties()) {
      Agreement found = Agreement.of(votes(3, inputs.required("annotations").get(entry.getKey())));
      for (Map.Entry<String, JsonNode> figure : entry.getValue().properties()) {
        OptionalDouble value =
            switch (String.valueOf(names.get(figure.getKey()))) {
              case "alphaNominal" -> found.alphaNominal();
              case "alphaOrdinal" -> found.alphaOrdinal();
              case "fleissKappa" -> found.fleissKappa();
              case "cohenKappa" -> found.cohenKappa();
              default -> found.meanPairwise();
            };
        assertFigure(value, figure.getValue());
        checked++;
      }
    }
    assertThat(checked).isEqualTo(15);
  }

  @Test
  void noVotes_leaveEverythingUndefined() {
    for (int[][] rows : new int[][][] {{}, {NOBODY, NOBODY}, {{1}, {2}}, {{1, -1}, {-1, -1}}}) {
      Agreement found = Agreement.of(Votes.of(3, rows));

      assertThat(found.posts()).isZero();
      assertThat(
              Stream.of(
                  found.meanPairwise(),
                  found.fleissKappa(),
                  found.cohenKappa(),
                  found.alphaNominal(),
                  found.alphaOrdinal()))
          .containsOnly(OptionalDouble.empty());
      assertThat(Ceiling.of(Votes.of(3, rows)).majority()).isEmpty();
    }
  }

  @Test
  void annotatorsInAnotherOrder_agreeAsMuch() {
    int[][] rows = {{0, 1, 2}, {1, 1, 0}, {2, 2, 2}, {0, -1, 0}};
    int[][] turned = {{2, 0, 1}, {0, 1, 1}, {2, 2, 2}, {0, 0, -1}};

    assertThat(Agreement.of(Votes.of(3, turned))).isEqualTo(Agreement.of(Votes.of(3, rows)));
  }

  @Test
  void votes_thatAreNoClasses_areRefused() {
    assertThatThrownBy(() -> Votes.of(3, new int[][] {{0, 3}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a class below 3 or none, found 3");
    assertThatThrownBy(() -> Votes.of(3, new int[][] {{0, 1}, {0}}))
        .hasMessageContaining("expected 2 annotators a post, found 1");
    assertThatThrownBy(() -> Votes.of(1, new int[][] {{0}})).hasMessageContaining("two classes");
  }

  private static Votes votes(int classes, JsonNode rows) {
    return Votes.of(
        classes,
        StreamSupport.stream(rows.spliterator(), false)
            .map(
                row ->
                    StreamSupport.stream(row.spliterator(), false)
                        .mapToInt(v -> v.isNull() ? Votes.MISSING : v.asInt())
                        .toArray())
            .toArray(int[][]::new));
  }

  private static void assertFigure(OptionalDouble found, JsonNode expected) {
    if (expected.isNull()) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).isPresent();
      assertThat(found.getAsDouble()).isCloseTo(expected.asDouble(), within(TOLERANCE));
    }
  }
}
