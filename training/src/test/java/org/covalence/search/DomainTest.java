package org.covalence.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DomainTest {
  static Stream<Domain> domains() {
    return Stream.of(
        new Domain.Real(-5, 10, false),
        new Domain.Real(1e-300, 1e300, true),
        new Domain.Real(1e-5, 1.1e-5, true),
        new Domain.Real(-1e308, 1e300, false),
        new Domain.Whole(1, 2, false, 1),
        new Domain.Whole(1, 2, true, 1),
        new Domain.Whole(-7, 93, false, 10),
        new Domain.Whole(16, 512, true, 1),
        new Domain.Whole(-Domain.MOST_WHOLE, Domain.MOST_WHOLE, false, 1),
        new Domain.Choice(List.of("attention", "concatenation", "a, b")));
  }

  @ParameterizedTest
  @MethodSource("domains")
  void aValueByChance_isInTheDomainAndReadBackFromItsText(Domain domain) {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 2_000; i++) {
      double position = domain.draw(random);
      assertThat(domain.position(domain.text(position)).orElseThrow()).isEqualTo(position);
    }
  }

  @ParameterizedTest
  @MethodSource("domains")
  void whatIsNotInTheDomain_hasNoPosition(Domain domain) {
    for (String text :
        List.of("", "x", "NaN", "Infinity", "1.7976931348623157E308", "attention,")) {
      assertThat(domain.position(text)).isEmpty();
    }
  }

  @Test
  void stepsAndBounds_areKeptTo() {
    Domain whole = new Domain.Whole(-7, 93, false, 10);

    assertThat(whole.position("-7")).hasValue(-7);
    assertThat(whole.position("93")).hasValue(93);
    assertThat(Stream.of("-17", "103", "0", "3.5", "4").map(whole::position))
        .allMatch(java.util.OptionalDouble::isEmpty);
  }

  @Test
  void eachValue_isAsLikely_orEachRatioOnALogarithmicScale() {
    SplittableRandom random = new SplittableRandom(11);
    Domain steps = new Domain.Whole(0, 30, false, 10);
    Domain log = new Domain.Real(1e-4, 1, true);

    for (double step : new double[] {0, 10, 20, 30}) {
      assertThat(share(DoubleStream.generate(() -> steps.draw(random)), step, step))
          .isBetween(0.22, 0.28);
    }
    assertThat(share(DoubleStream.generate(() -> log.draw(random)), 1e-4, 1e-2))
        .isBetween(0.47, 0.53);
  }

  private static double share(DoubleStream values, double from, double to) {
    return values.limit(4_000).filter(v -> v >= from && v <= to).count() / 4_000.0;
  }

  @Test
  void aDomainOfOneValueOrNone_isRefused() {
    assertThatThrownBy(() -> new Domain.Real(1, 1, false)).hasMessageContaining("two values");
    assertThatThrownBy(() -> new Domain.Real(0, 1, true)).hasMessageContaining("two values");
    assertThatThrownBy(() -> new Domain.Real(Double.NaN, 1, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Domain.Whole(1, 10, false, 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Domain.Whole(2, 10, true, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Domain.Choice(List.of("a", "a")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
