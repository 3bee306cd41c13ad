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

class StochasticOrderTest {
  static Stream<JsonNode> cases() {
    return ReferenceValues.eachOfSignificance("stochasticOrder");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bound_isThatOfDeepSignificance(JsonNode reference) {
    double[] first = ReferenceValues.doubles(reference.get("first"));
    double[] second = ReferenceValues.doubles(reference.get("second"));
    StochasticOrder order = StochasticOrder.of(first, second, 0.95, 1, 1);
    assertThat(order.violation())
        .isCloseTo(reference.get("violation").asDouble(), within(TOLERANCE));
    // A spread from 1,000 rounds has a standard error of about 1/45 of itself; five times that.
    double allowed = 5 * 1.645 * reference.get("standardDeviation").asDouble() / 45;
    assertThat(order.epsilonMin())
        .isCloseTo(reference.get("epsilonMin").asDouble(), within(allowed));
    // Theirs has the same error, and that of its grid.
    assertThat(order.epsilonMin())
        .isCloseTo(
            reference.get("epsilonMinOfDeepSignificance").asDouble(), within(allowed + 0.05));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void violation_ofTheOneIsWhatIsLeftOfTheOther(JsonNode reference) {
    double[] first = ReferenceValues.doubles(reference.get("first"));
    double[] second = ReferenceValues.doubles(reference.get("second"));
    assertThat(StochasticOrder.violation(first, second))
        .isCloseTo(1 - StochasticOrder.violation(second, first), within(1e-12));
  }

  @Test
  void systemThatIsAlwaysBetter_hasNoViolation() {
    double[] low = {0.1, 0.2, 0.3};
    double[] high = {0.7, 0.8};
    assertThat(StochasticOrder.of(high, low, 0.95, 1, 1)).isEqualTo(new StochasticOrder(0, 0));
    assertThat(StochasticOrder.of(low, high, 0.95, 1, 1)).isEqualTo(new StochasticOrder(1, 1));
  }

  @Test
  void equalSystems_constantSystems_andOneSeed_haveDefinedResults() {
    double[] constant = {0.5, 0.5};
    assertThat(StochasticOrder.of(constant, constant, 0.95, 1, 1))
        .isEqualTo(new StochasticOrder(0.5, 0.5));
    assertThat(StochasticOrder.of(new double[] {0.5}, new double[] {0.4}, 0.95, 1, 1))
        .isEqualTo(new StochasticOrder(0, 0));
    double[] scores = {0.4, 0.5, 0.6};
    StochasticOrder same = StochasticOrder.of(scores, scores, 0.95, 1, 1);
    assertThat(same.violation()).isEqualTo(0.5);
    assertThat(same.epsilonMin()).isGreaterThan(0.5);
  }

  @Test
  void moreComparisons_makeTheBoundHigher_andTheSeedDecides() {
    double[] first = {0.52, 0.55, 0.61, 0.58, 0.5};
    double[] second = {0.5, 0.56, 0.55, 0.53, 0.51};
    double one = StochasticOrder.of(first, second, 0.95, 1, 1).epsilonMin();
    assertThat(StochasticOrder.of(first, second, 0.95, 3, 1).epsilonMin()).isGreaterThan(one);
    assertThat(StochasticOrder.of(first, second, 0.95, 1, 1).epsilonMin()).isEqualTo(one);
    assertThat(StochasticOrder.of(first, second, 0.95, 1, 2).epsilonMin()).isNotEqualTo(one);
  }

  @Test
  void nothing_andWhatIsNoNumber_areRefused() {
    double[] one = {1};
    assertThatThrownBy(() -> StochasticOrder.of(one, new double[0], 0.95, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StochasticOrder.of(one, one, 0.95, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StochasticOrder.of(one, new double[] {Double.NaN}, 0.95, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
