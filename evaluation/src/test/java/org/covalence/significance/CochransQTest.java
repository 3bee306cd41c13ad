package org.covalence.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CochransQTest {
  static Stream<JsonNode> cases() {
    return ReferenceValues.eachOfSignificance("cochran");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void test_isThatOfStatsmodelsAndMlxtend(JsonNode reference) {
    CochransQ test =
        CochransQ.of(
            ReferenceValues.ints(reference.get("truth")),
            ReferenceValues.rows(reference.get("called")));
    assertThat(test.degrees()).isEqualTo(reference.get("called").size() - 1);
    assertThat(test.statistic())
        .isCloseTo(reference.get("statistic").asDouble(), within(ReferenceValues.TOLERANCE));
    assertThat(test.p())
        .isCloseTo(reference.get("p").asDouble(), within(ReferenceValues.TOLERANCE));
  }

  @Test
  void equalSystems_andSystemsThatAreAllRightOrAllWrong_cannotBeToldApart() {
    int[] truth = {0, 1, 2};
    int[] called = {0, 2, 2};
    assertThat(CochransQ.of(truth, called, called, called)).isEqualTo(new CochransQ(0, 2, 1));
    assertThat(CochransQ.of(truth, truth, truth)).isEqualTo(new CochransQ(0, 1, 1));
    int[] wrong = {1, 2, 0};
    assertThat(CochransQ.of(truth, wrong, wrong)).isEqualTo(new CochransQ(0, 1, 1));
  }

  @Test
  void onePost_thatOneSystemHasRight_saysLittle() {
    CochransQ test = CochransQ.of(new int[] {1}, new int[] {1}, new int[] {0});
    assertThat(test.statistic()).isEqualTo(1);
    assertThat(test.p()).isBetween(0.31, 0.32);
  }

  @Test
  void noPosts_cannotTellSystemsApart() {
    assertThat(CochransQ.of(new int[0], new int[0], new int[0])).isEqualTo(new CochransQ(0, 1, 1));
  }

  @Test
  void oneSystem_isRefused() {
    assertThatThrownBy(() -> CochransQ.of(new int[] {0}, new int[] {0}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
