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

/** Bonferroni's correction and that of Benjamini and Hochberg. */
class CorrectionsTest {
  static Stream<JsonNode> cases() {
    return ReferenceValues.eachOfSignificance("corrections");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void adjusted_areThoseOfStatsmodels(JsonNode reference) {
    double[] p = ReferenceValues.doubles(reference.get("p"));
    assertThat(Bonferroni.adjust(p))
        .containsExactly(ReferenceValues.doubles(reference.get("bonferroni")), within(TOLERANCE));
    assertThat(BenjaminiHochberg.adjust(p))
        .containsExactly(
            ReferenceValues.doubles(reference.get("benjaminiHochberg")), within(TOLERANCE));
  }

  @Test
  void nothing_staysNothing() {
    assertThat(Bonferroni.adjust(new double[0])).isEmpty();
    assertThat(BenjaminiHochberg.adjust(new double[0])).isEmpty();
  }

  @Test
  void whatIsNoProbability_isRefused() {
    double[] wrong = {0.1, Double.NaN};
    assertThatThrownBy(() -> Bonferroni.adjust(wrong)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BenjaminiHochberg.adjust(wrong))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
