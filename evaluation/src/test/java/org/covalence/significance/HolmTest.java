package org.covalence.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HolmTest {
  static Stream<JsonNode> cases() {
    return ReferenceValues.each("holm");
  }

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void adjusted_areThoseOfStatsmodels(JsonNode reference) {
    assertThat(Holm.adjust(ReferenceValues.doubles(reference.get("p"))))
        .containsExactly(
            ReferenceValues.doubles(reference.get("adjusted")), within(ReferenceValues.TOLERANCE));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void adjusted_keepTheOrderAndLieBetweenTheRawAndBonferroni(long seed) {
    double[] p = new Random(seed).doubles(1 + seed % 9).toArray();
    double[] adjusted = Holm.adjust(p);
    for (int i = 0; i < p.length; i++) {
      assertThat(adjusted[i]).isBetween(p[i], Math.min(1, p.length * p[i]));
      for (int j = 0; j < p.length; j++) {
        assertThat(p[i] < p[j] && adjusted[i] > adjusted[j]).isFalse();
      }
    }
  }

  @Test
  void nothing_staysNothing() {
    assertThat(Holm.adjust(new double[0])).isEmpty();
  }

  @Test
  void whatIsNoProbability_isRefused() {
    assertThatThrownBy(() -> Holm.adjust(new double[] {0.1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Holm.adjust(new double[] {1.1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
