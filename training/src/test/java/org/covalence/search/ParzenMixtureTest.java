package org.covalence.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParzenMixtureTest {
  private static List<Trial> trials(Domain domain, int number) {
    SplittableRandom random = new SplittableRandom(number);
    return IntStream.range(0, number)
        .mapToObj(
            n -> Trials.ended(n, Map.of("p", domain.text(domain.draw(random))), settings -> n))
        .toList();
  }

  static Stream<Domain> countable() {
    return Stream.of(
        new Domain.Whole(1, 2, false, 1),
        new Domain.Whole(-7, 93, false, 10),
        new Domain.Whole(1, 64, true, 1),
        new Domain.Choice(List.of("a", "b", "c")));
  }

  @ParameterizedTest
  @MethodSource("countable")
  void chancesOfAllValues_sumToOne(Domain domain) {
    double[] positions =
        domain instanceof Domain.Whole whole
            ? DoubleStream.iterate(whole.low(), v -> v <= whole.high(), v -> v + whole.step())
                .toArray()
            : new double[] {0, 1, 2};
    for (int number : new int[] {0, 1, 2, 7, 40}) {
      ParzenMixture mixture =
          new ParzenMixture(List.of(new Parameter("p", domain)), trials(domain, number));
      double sum =
          Arrays.stream(positions)
              .map(position -> Math.exp(mixture.logDensity(new double[] {position})))
              .sum();
      assertThat(sum).as("%s, %d trials", domain.about(), number).isCloseTo(1, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void densityOfRealNumbers_integratesToOneOverTheirScale(boolean log) {
    Domain.Real domain = new Domain.Real(0.01, 3, log);
    for (int number : new int[] {0, 1, 30}) {
      ParzenMixture mixture =
          new ParzenMixture(List.of(new Parameter("p", domain)), trials(domain, number));
      int steps = 20_000;
      double width = (domain.scaled(3) - domain.scaled(0.01)) / steps;
      double sum =
          IntStream.range(0, steps)
              .mapToDouble(i -> domain.atScaled(domain.scaled(0.01) + (i + 0.5) * width))
              .map(position -> Math.exp(mixture.logDensity(new double[] {position})) * width)
              .sum();
      assertThat(sum).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void whatIsDrawn_isSpreadAsTheDensitySays() {
    Domain.Whole domain = new Domain.Whole(1, 12, true, 1);
    Domain.Choice words = new Domain.Choice(List.of("a", "b", "c"));
    List<Trial> trials =
        List.of(
            Trials.ended(0, Map.of("p", "3", "q", "a"), s -> 0),
            Trials.ended(1, Map.of("p", "9", "q", "b"), s -> 0));
    ParzenMixture mixture =
        new ParzenMixture(List.of(new Parameter("p", domain), new Parameter("q", words)), trials);
    SplittableRandom random = new SplittableRandom(1);
    double[][] counts = new double[13][3];
    int draws = 200_000;
    for (int i = 0; i < draws; i++) {
      double[] point = mixture.draw(random);
      counts[(int) point[0]][(int) point[1]]++;
    }
    for (int p = 1; p <= 12; p++) {
      for (int q = 0; q < 3; q++) {
        assertThat(counts[p][q] / draws)
            .isCloseTo(Math.exp(mixture.logDensity(new double[] {p, q})), within(0.004));
      }
    }
  }

  @Test
  void parametersThatWentTogether_areDrawnTogether() {
    Domain.Real domain = new Domain.Real(0, 1, false);
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String value = i % 2 == 0 ? "0.1" : "0.9";
      trials.add(Trials.ended(i, Map.of("p", value, "q", value), s -> 0));
    }
    ParzenMixture mixture =
        new ParzenMixture(List.of(new Parameter("p", domain), new Parameter("q", domain)), trials);

    assertThat(mixture.logDensity(new double[] {0.1, 0.1}))
        .isGreaterThan(mixture.logDensity(new double[] {0.1, 0.9}) + 2);
  }

  @Test
  void weights_fallWithAgeBehindTheNewestTwentyFive() {
    assertThat(ParzenMixture.weights(0)).isEmpty();
    assertThat(ParzenMixture.weights(25)).containsOnly(1);
    assertThat(ParzenMixture.weights(26)).startsWith(1 / 26.0, 1).hasSize(26);
    double[] many = ParzenMixture.weights(28);
    assertThat(Arrays.copyOf(many, 3))
        .containsExactly(new double[] {1 / 28.0, 14.5 / 28, 1}, within(1e-12));
  }

  @Test
  void aValueFarFromAllOthers_hasADensity() {
    Domain.Real domain = new Domain.Real(1e-300, 1e300, true);
    List<Trial> trials =
        IntStream.range(0, 200)
            .mapToObj(i -> Trials.ended(i, Map.of("p", "1e-300"), s -> 0))
            .toList();
    ParzenMixture mixture = new ParzenMixture(List.of(new Parameter("p", domain)), trials);

    assertThat(mixture.logDensity(new double[] {1e300})).isFinite();
  }
}
