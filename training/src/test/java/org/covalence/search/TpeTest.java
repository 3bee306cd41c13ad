package org.covalence.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.covalence.search.Trial.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TpeTest {
  private static StudyPlan plan(SearchSpace space, long seed, Sampler sampler) {
    return new StudyPlan(space, Direction.MINIMISE, seed, sampler, new NoPruning());
  }

  static Stream<Sampler> samplers() {
    return Stream.of(new RandomSearch(), new Tpe(), new Tpe(3, 5, false));
  }

  /** A space by chance, with conditions up to three deep. */
  private static SearchSpace space(SplittableRandom random) {
    List<Parameter> parameters = new ArrayList<>();
    List<Parameter> choices = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Domain domain =
          switch (random.nextInt(5)) {
            case 0 -> new Domain.Real(-3, 7, false);
            case 1 -> new Domain.Real(1e-6, 1, true);
            case 2 -> new Domain.Whole(1, 300, true, 1);
            case 3 -> new Domain.Whole(-8, 8, false, 4);
            default -> new Domain.Choice(List.of("a", "b", "c"));
          };
      TreeMap<String, List<String>> when = new TreeMap<>();
      if (!choices.isEmpty() && random.nextBoolean()) {
        String parent = choices.get(random.nextInt(choices.size())).key();
        when.put(parent, random.nextBoolean() ? List.of("a") : List.of("c", "b"));
      }
      Parameter parameter = new Parameter("p" + i, domain, when);
      parameters.add(parameter);
      if (domain instanceof Domain.Choice) {
        choices.add(parameter);
      }
    }
    return new SearchSpace(parameters);
  }

  /** A trial in any state, with ties and odd values. */
  private static Trial told(int number, Map<String, String> settings, SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> Trials.unfinished(number, settings, State.FAILED);
      case 1 -> Trials.unfinished(number, settings, State.RUNNING, 1, 2);
      case 2 -> Trials.unfinished(number, settings, State.PRUNED, random.nextDouble());
      case 3 -> Trials.unfinished(number, settings, State.PRUNED);
      case 4 -> Trials.ended(number, settings, s -> random.nextInt(2) * 1e300);
      default -> Trials.ended(number, settings, s -> random.nextDouble());
    };
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void proposals_areInTheSpaceWhateverIsTold(Sampler sampler) {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      SearchSpace space = space(random);
      List<Trial> told = new ArrayList<>();
      for (int n = 0; n < 40; n++) {
        Map<String, String> settings =
            sampler.propose(plan(space, seed, sampler), n, List.copyOf(told));
        assertThat(space.fault(settings)).as("seed %d, trial %d: %s", seed, n, settings).isEmpty();
        told.add(told(n, settings, random));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void aProposal_dependsOnSeedNumberAndWhatWasTold(Sampler sampler) {
    SearchSpace space = Functions.FAMILIES.space();
    List<Trial> told = trials(30);

    Map<String, String> proposal = sampler.propose(plan(space, 1, sampler), 30, told);

    assertThat(sampler.propose(plan(space, 1, sampler), 30, told)).isEqualTo(proposal);
    assertThat(sampler.propose(plan(space, 2, sampler), 30, told)).isNotEqualTo(proposal);
    assertThat(sampler.propose(plan(space, 1, sampler), 31, told)).isNotEqualTo(proposal);
    assertThat(sampler.propose(plan(space, 1, sampler), 30, trials(15)).equals(proposal))
        .isEqualTo(sampler instanceof RandomSearch);
  }

  private static List<Trial> trials(int number) {
    StudyPlan plan = plan(Functions.FAMILIES.space(), 7, new RandomSearch());
    List<Trial> trials = new ArrayList<>();
    for (int n = 0; n < number; n++) {
      trials.add(
          Trials.ended(n, plan.sampler().propose(plan, n, trials), Functions.FAMILIES::value));
    }
    return trials;
  }

  @Test
  void firstTen_areThoseOfRandomSearch_andFailedAndRunningOnesAreNotAmongThem() {
    SearchSpace space = Functions.BRANIN.space();
    List<Trial> told = new ArrayList<>();
    Map<String, String> settings = Map.of("x", "1.0", "y", "2.0");
    for (int n = 0; n < 30; n++) {
      told.add(
          n < 9
              ? Trials.ended(n, settings, s -> 1)
              : Trials.unfinished(n, settings, n % 2 == 0 ? State.FAILED : State.RUNNING, 1));
    }
    Map<String, String> byChance = new RandomSearch().propose(plan(space, 1, new Tpe()), 30, told);

    assertThat(new Tpe().propose(plan(space, 1, new Tpe()), 30, told)).isEqualTo(byChance);
    told.set(9, Trials.unfinished(9, settings, State.PRUNED, 1));
    assertThat(new Tpe().propose(plan(space, 1, new Tpe()), 30, told)).isNotEqualTo(byChance);
  }

  @Test
  void proposals_gatherWhereTrialsWereGood_inEitherDirection() {
    SearchSpace space = new SearchSpace(List.of(new Parameter("x", new Domain.Real(0, 1, false))));
    for (Direction direction : Direction.values()) {
      StudyPlan plan = new StudyPlan(space, direction, 1, new Tpe(), new NoPruning());
      List<Trial> told = new ArrayList<>();
      for (int n = 0; n < 50; n++) {
        told.add(
            Trials.ended(n, plan.sampler().propose(plan, n, told), s -> Functions.number(s, "x")));
      }
      double mean =
          told.subList(20, 50).stream()
              .mapToDouble(t -> t.value().orElseThrow())
              .average()
              .orElseThrow();
      assertThat(direction == Direction.MINIMISE ? mean : 1 - mean).isLessThan(0.2);
    }
  }

  @Test
  void aRunningTrial_keepsOthersAwayFromItself() {
    SearchSpace space = new SearchSpace(List.of(new Parameter("x", new Domain.Real(0, 1, false))));
    List<Trial> told = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      Map<String, String> settings = new RandomSearch().propose(plan(space, 3, new Tpe()), n, told);
      told.add(Trials.ended(n, settings, s -> Math.abs(Functions.number(s, "x") - 0.5)));
    }
    double spread = 0;
    double spreadWithoutLiar = 0;
    for (int seed = 0; seed < 20; seed++) {
      spread += nearest(space, told, seed, new Tpe());
      spreadWithoutLiar += nearest(space, told, seed, new Tpe(10, 24, false));
    }
    assertThat(spread).isGreaterThan(spreadWithoutLiar);
  }

  /** How far the sixth of six trials that run at once is from the next of the others. */
  private static double nearest(SearchSpace space, List<Trial> ended, long seed, Sampler sampler) {
    List<Trial> told = new ArrayList<>(ended);
    for (int n = 40; n < 46; n++) {
      told.add(
          Trials.unfinished(
              n, sampler.propose(plan(space, seed, sampler), n, told), State.RUNNING));
    }
    double last = Functions.number(told.get(45).settings(), "x");
    return told.subList(40, 45).stream()
        .mapToDouble(t -> Math.abs(Functions.number(t.settings(), "x") - last))
        .min()
        .orElseThrow();
  }

  @Test
  void aParameterMore_doesNotShiftTheOthersOfRandomSearch() {
    List<Parameter> parameters = new ArrayList<>(Functions.BRANIN.space().parameters());
    parameters.add(0, new Parameter("w", new Domain.Choice(List.of("a", "b"))));
    Map<String, String> more =
        new LinkedHashMap<>(
            new RandomSearch()
                .propose(plan(new SearchSpace(parameters), 1, new RandomSearch()), 4, List.of()));
    more.remove("w");

    assertThat(more)
        .isEqualTo(
            new RandomSearch()
                .propose(plan(Functions.BRANIN.space(), 1, new RandomSearch()), 4, List.of()));
  }

  @Test
  void split_putsTheBestTenthFirst_endedBeforePruned_farBeforeNear() {
    List<Trial> told = new ArrayList<>();
    for (int n = 0; n < 21; n++) {
      told.add(
          switch (n) {
            case 3 -> Trials.ended(n, Map.of(), s -> 9);
            case 4 -> Trials.unfinished(n, Map.of(), State.PRUNED, 5, 5);
            case 5 -> Trials.unfinished(n, Map.of(), State.PRUNED, 5, 4);
            case 6 -> Trials.unfinished(n, Map.of(), State.FAILED, 0, 0, 0);
            case 7 -> Trials.unfinished(n, Map.of(), State.RUNNING, 0, 0, 0);
            case 8 -> Trials.unfinished(n, Map.of(), State.PRUNED);
            default -> Trials.unfinished(n, Map.of(), State.PRUNED, 0);
          });
    }

    TrialSplit split = TrialSplit.of(told, Direction.MINIMISE, true);

    assertThat(split.good()).extracting(Trial::number).containsExactly(3, 5);
    assertThat(split.bad())
        .extracting(Trial::number)
        .contains(4, 7, 8)
        .doesNotContain(6)
        .isSorted();
    assertThat(TrialSplit.of(told, Direction.MAXIMISE, false).good())
        .extracting(Trial::number)
        .containsExactly(3, 4);
    assertThat(TrialSplit.of(told, Direction.MINIMISE, false).bad())
        .extracting(Trial::number)
        .doesNotContain(7);
    assertThat(TrialSplit.of(List.of(), Direction.MINIMISE, true).good()).isEmpty();
  }

  @Test
  void settingsOfTheSampler_areCheckedAndTold() {
    assertThatThrownBy(() -> new Tpe(0, 24, true)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tpe(10, 0, true)).isInstanceOf(IllegalArgumentException.class);
    assertThat(samplers().map(Sampler::signature))
        .doesNotHaveDuplicates()
        .noneMatch(Objects::isNull);
  }
}
