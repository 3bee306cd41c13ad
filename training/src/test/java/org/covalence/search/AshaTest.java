package org.covalence.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.covalence.search.Pruning.Advice;
import org.covalence.search.Trial.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AshaTest {
  private static final Asha ASHA = new Asha(1, 3);

  private static Trial trial(double... reports) {
    return Trials.unfinished(0, Map.of(), State.RUNNING, reports);
  }

  private static Trial at(int step, double value) {
    return new Trial(
        0, Map.of(), State.RUNNING, new TreeMap<>(Map.of(step, value)), OptionalDouble.empty(), "");
  }

  private static Advice advice(Trial trial, List<Trial> others) {
    return ASHA.advise(trial, others, Direction.MAXIMISE);
  }

  @Test
  void theFirstAtARung_goesOn() {
    assertThat(advice(trial(0.1), List.of())).isEqualTo(Advice.GO_ON);
    assertThat(advice(trial(0.1, 0.1, 0.1), List.of(trial(0.9), trial(0.9, 0.9))))
        .isEqualTo(Advice.GO_ON);
  }

  @Test
  void oneInThree_goesOn_andEqualOnesDo() {
    List<Trial> others = List.of(trial(0.1), trial(0.2), trial(0.3), trial(0.4), trial(0.5));

    assertThat(advice(trial(0.45), others)).isEqualTo(Advice.GO_ON);
    assertThat(advice(trial(0.4), others)).isEqualTo(Advice.GO_ON);
    assertThat(advice(trial(0.35), others)).isEqualTo(Advice.STOP);
    assertThat(ASHA.advise(trial(0.15), others, Direction.MINIMISE)).isEqualTo(Advice.GO_ON);
    assertThat(ASHA.advise(trial(0.35), others, Direction.MINIMISE)).isEqualTo(Advice.STOP);
  }

  @Test
  void betweenRungs_nothingIsDecided() {
    List<Trial> others = List.of(trial(0.9, 0.9, 0.9, 0.9), trial(0.8, 0.8, 0.8, 0.8));

    assertThat(advice(trial(0.9, 0.0), others)).isEqualTo(Advice.GO_ON);
    assertThat(advice(trial(0.9, 0.9, 0.0), others)).isEqualTo(Advice.STOP);
    assertThat(advice(trial(0.9, 0.9, 0.9, 0.0), others)).isEqualTo(Advice.GO_ON);
  }

  @Test
  void aRungThatIsJumpedOver_isJudgedByTheReportBehindIt() {
    List<Trial> others = List.of(at(10, 0.5), at(10, 0.6), at(2, 0.9));

    assertThat(advice(at(5, 0.55), others)).isEqualTo(Advice.STOP);
    assertThat(advice(at(5, 0.95), others)).isEqualTo(Advice.GO_ON);
  }

  @Test
  void aStepBeyondAllInts_isNoTrouble() {
    assertThat(
            new Asha(1_000_000_000, 1_000_000_000)
                .advise(at(Integer.MAX_VALUE, 1), List.of(), Direction.MINIMISE))
        .isEqualTo(Advice.GO_ON);
  }

  @ParameterizedTest
  @EnumSource
  void ofManyTrials_aboutOneInThreeLeavesARung_andTheBestIsAmongThem(Direction direction) {
    SplittableRandom random = new SplittableRandom(9);
    List<Trial> done = new ArrayList<>();
    int[] reached = new int[28];
    double best = direction == Direction.MAXIMISE ? -1 : 2;
    for (int n = 0; n < 600; n++) {
      double value = random.nextDouble();
      best = direction.isBetter(value, best) ? value : best;
      double[] reports = new double[0];
      Advice advice = Advice.GO_ON;
      while (advice == Advice.GO_ON && reports.length < 27) {
        reports = java.util.Arrays.copyOf(reports, reports.length + 1);
        reports[reports.length - 1] = value;
        advice = ASHA.advise(trial(reports), done, direction);
      }
      reached[reports.length]++;
      done.add(trial(reports));
    }

    assertThat(reached[1]).isBetween(350, 450);
    assertThat(reached[3]).isBetween(80, 200);
    assertThat(reached[2] + reached[4]).isZero();
    double winner = best;
    assertThat(done).anyMatch(t -> t.reports().getOrDefault(27, -9.0) == winner);
  }

  @Test
  void withoutPruning_everyTrialGoesOn() {
    assertThat(new NoPruning().advise(trial(0), List.of(trial(1)), Direction.MAXIMISE))
        .isEqualTo(Advice.GO_ON);
  }

  @Test
  void settingsThatMakeNoRungs_areRefused() {
    assertThatThrownBy(() -> new Asha(0, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Asha(1, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
