package org.covalence.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.covalence.search.Trial.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportanceTest {
  private static List<Trial> trials(Functions function, int number) {
    StudyPlan plan =
        new StudyPlan(function.space(), Direction.MINIMISE, 3, new RandomSearch(), new NoPruning());
    List<Trial> trials = new ArrayList<>();
    for (int n = 0; n < number; n++) {
      trials.add(Trials.ended(n, plan.sampler().propose(plan, n, trials), function::value));
    }
    return trials;
  }

  @ParameterizedTest
  @EnumSource
  void shares_areBetweenZeroAndOne_fallAndSumToOne(Functions function) {
    for (int number : new int[] {2, 11, 60, 200}) {
      Importance importance =
          Importance.of(function.space(), Direction.MINIMISE, trials(function, number))
              .orElseThrow();

      assertThat(importance.shares().keySet())
          .containsExactlyInAnyOrderElementsOf(function.space().about().keySet());
      assertThat(List.copyOf(importance.shares().values()))
          .allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0))
          .isSortedAccordingTo(Comparator.reverseOrder());
      assertThat(importance.shares().values().stream().mapToDouble(s -> s).sum())
          .isCloseTo(1, within(1e-12));
      assertThat(importance.trials()).isEqualTo(number);
      assertThat(importance.best()).isEqualTo((number + 9) / 10);
    }
  }

  @Test
  void aParameterThatDecides_hasTheLargestShare() {
    List<Trial> trials =
        trials(Functions.HARTMANN, 200).stream()
            .map(
                t ->
                    Trials.ended(
                        t.number(), t.settings(), s -> Math.abs(Functions.number(s, "x3") - 0.4)))
            .toList();

    Map<String, Double> shares =
        Importance.of(Functions.HARTMANN.space(), Direction.MINIMISE, trials)
            .orElseThrow()
            .shares();

    assertThat(shares.entrySet().iterator().next().getKey()).isEqualTo("x3");
    assertThat(shares.get("x3")).isGreaterThan(0.8);
  }

  @Test
  void trialsThatSayNothing_giveNothing() {
    SearchSpace space = Functions.BRANIN.space();
    List<Trial> trials = trials(Functions.BRANIN, 10);

    assertThat(Importance.of(space, Direction.MINIMISE, List.of())).isEmpty();
    assertThat(Importance.of(space, Direction.MINIMISE, trials.subList(0, 1))).isEmpty();
    assertThat(
            Importance.of(
                space,
                Direction.MINIMISE,
                trials.stream().map(t -> Trials.ended(t.number(), t.settings(), s -> 1)).toList()))
        .isEmpty();
    assertThat(
            Importance.of(
                space,
                Direction.MINIMISE,
                trials.stream()
                    .map(t -> Trials.unfinished(t.number(), t.settings(), State.PRUNED, 1))
                    .toList()))
        .isEmpty();
  }
}
