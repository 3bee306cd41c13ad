package org.covalence.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.covalence.evaluation.ReferenceValues.TOLERANCE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WilcoxonTest {
  static Stream<JsonNode> cases() {
    return ReferenceValues.eachOfSignificance("wilcoxon");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void test_isThatOfSciPy_orOfCountingAllSigns(JsonNode reference) {
    Wilcoxon test =
        Wilcoxon.of(
            ReferenceValues.doubles(reference.get("first")),
            ReferenceValues.doubles(reference.get("second")));
    assertThat(test.plus()).isEqualTo(reference.get("plus").asDouble());
    assertThat(test.minus()).isEqualTo(reference.get("minus").asDouble());
    assertThat(test.p()).isCloseTo(reference.get("p").asDouble(), within(TOLERANCE));
    assertThat(test.exact()).isEqualTo(reference.get("exact").asBoolean());
  }

  @Test
  void differences_thatAreEqualButForRounding_shareTheirRanks() {
    Wilcoxon test =
        Wilcoxon.of(new double[] {0.8, 0.7, 0.3 + 0.1, 0.5}, new double[] {0.7, 0.6, 0.3, 0.7});
    assertThat(test.plus()).isEqualTo(6);
    assertThat(test.minus()).isEqualTo(4);
    assertThat(Wilcoxon.of(new double[] {0.1 + 0.2}, new double[] {0.3}).differences()).isZero();
  }

  @Test
  void equalSystems_andNothingButTies_haveDefinedResults() {
    double[] scores = {0.7, 0.7, 0.7};
    assertThat(Wilcoxon.of(scores, scores)).isEqualTo(new Wilcoxon(0, 0, 0, 1, true));
    assertThat(Wilcoxon.of(scores, new double[] {0.6, 0.6, 0.6}))
        .isEqualTo(new Wilcoxon(3, 6, 0, 0.25, true));
    assertThat(Wilcoxon.of(new double[] {1}, new double[] {0}))
        .isEqualTo(new Wilcoxon(1, 1, 0, 1, true));
    double[] many = new double[80];
    assertThat(Wilcoxon.of(many, many).p()).isEqualTo(1);
  }

  @Test
  void exchangedSystems_haveTheSameP() {
    double[] first = {0.71, 0.73, 0.69, 0.75, 0.7};
    double[] second = {0.7, 0.69, 0.71, 0.7, 0.68};
    assertThat(Wilcoxon.of(second, first).p()).isEqualTo(Wilcoxon.of(first, second).p());
  }

  @Test
  void nothing_unequalLengths_andWhatIsNoNumber_areRefused() {
    double[] one = {1};
    assertThatThrownBy(() -> Wilcoxon.of(new double[0], new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Wilcoxon.of(one, new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Wilcoxon.of(one, new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
