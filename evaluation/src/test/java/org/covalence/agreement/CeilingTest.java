package org.covalence.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.covalence.spec.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CeilingTest {
  private static final int POSTS = 40_000;

  /** Annotators who are right with a known probability, and else call any other class. */
  private record Simulation(int[] truth, int[][] votes) {
    static Simulation of(int annotators, int classes, double accuracy) {
      SplittableRandom random =
          new Seeds(7).stream("annotators " + annotators + " " + classes + " " + accuracy);
      int[] truth = new int[POSTS];
      int[][] votes = new int[POSTS][annotators];
      for (int i = 0; i < POSTS; i++) {
        truth[i] = random.nextInt(10) < 6 ? classes - 1 : random.nextInt(classes);
        for (int a = 0; a < annotators; a++) {
          int other = (truth[i] + 1 + random.nextInt(classes - 1)) % classes;
          votes[i][a] = random.nextDouble() < accuracy ? truth[i] : other;
        }
      }
      return new Simulation(truth, votes);
    }

    /** How often the majority label is the true one, where there is a majority. */
    double majorityIsTrue(Votes of) {
      int right = 0;
      int all = 0;
      for (int i = 0; i < POSTS; i++) {
        int majority = Votes.majority(of.counts(i));
        all += majority == Votes.MISSING ? 0 : 1;
        right += majority == truth[i] ? 1 : 0;
      }
      return (double) right / all;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 3, 0.7",
    "3, 3, 0.6",
    "3, 3, 0.8",
    "3, 3, 0.95",
    "5, 3, 0.7",
    "3, 2, 0.8",
    "4, 5, 0.6"
  })
  void ceiling_ofAnnotatorsWithKnownNoise_isWhatTheyReach(
      int annotators, int classes, double accuracy) {
    Simulation simulation = Simulation.of(annotators, classes, accuracy);
    Votes votes = Votes.of(classes, simulation.votes());

    Ceiling ceiling = Ceiling.of(votes);

    assertThat(ceiling.accuracy().orElseThrow()).isCloseTo(accuracy, within(0.01));
    assertThat(ceiling.majority().orElseThrow())
        .isCloseTo(simulation.majorityIsTrue(votes), within(0.01));
    assertThat(ceiling.annotator().orElseThrow())
        .isLessThan(ceiling.majority().orElseThrow())
        .isLessThanOrEqualTo(ceiling.accuracy().orElseThrow() + 0.01);
  }

  @Test
  void ceiling_withMissingVotes_isStillWhatTheyReach() {
    Simulation simulation = Simulation.of(5, 3, 0.7);
    SplittableRandom random = new Seeds(7).stream("missing");
    for (int[] row : simulation.votes()) {
      for (int a = 0; a < row.length; a++) {
        row[a] = random.nextInt(3) == 0 ? Votes.MISSING : row[a];
      }
    }
    Votes votes = Votes.of(3, simulation.votes());

    assertThat(Ceiling.of(votes).majority().orElseThrow())
        .isCloseTo(simulation.majorityIsTrue(votes), within(0.01));
  }

  @Test
  void annotator_isMeasuredByTheMajorityOfTheOthers() {
    Votes votes = Votes.of(3, new int[][] {{0, 0, 0}, {1, 1, 2}, {0, 1, 2}, {2, 2, -1}});

    Ceiling ceiling = Ceiling.of(votes);

    // Post 1: all three agree. Post 2: the third against two; the others split. Post 3: nothing.
    // Post 4: each against the one other.
    assertThat(ceiling.counted()).isEqualTo(6);
    assertThat(ceiling.annotator().orElseThrow()).isEqualTo(5.0 / 6);
  }

  @Test
  void ceiling_ofPerfectAgreement_isOne() {
    Ceiling ceiling = Ceiling.of(Votes.of(3, new int[][] {{0, 0, 0}, {2, 2, 2}}));

    assertThat(ceiling.annotator().orElseThrow()).isEqualTo(1);
    assertThat(ceiling.accuracy().orElseThrow()).isEqualTo(1);
    assertThat(ceiling.majority().orElseThrow()).isEqualTo(1);
  }

  @Test
  void ceiling_ofAgreementBelowChance_isThatOfGuessing() {
    Ceiling ceiling = Ceiling.of(Votes.of(2, new int[][] {{0, 1}, {1, 0}, {0, 1}}));

    assertThat(ceiling.accuracy().orElseThrow()).isEqualTo(0.5);
    assertThat(ceiling.majority().orElseThrow()).isEqualTo(0.5);
    assertThat(ceiling.annotator().orElseThrow()).isZero();
  }

  @Test
  void equalPosts_boundWhatCanBeReached() {
    EqualPosts equal =
        EqualPosts.of(
            3, List.of(new int[] {0, 0, 1}, new int[] {2, 2}, new int[] {1}, new int[0]), 10);

    assertThat(equal.groups()).isEqualTo(2);
    assertThat(equal.grouped()).isEqualTo(5);
    assertThat(equal.agreement().orElseThrow()).isCloseTo((1.0 / 3 + 1) / 2, within(1e-12));
    assertThat(equal.best().orElseThrow()).isEqualTo(0.9);
  }

  @Test
  void equalPosts_withoutAny_boundNothing() {
    assertThat(EqualPosts.of(3, List.of(), 10).best().orElseThrow()).isEqualTo(1);
    assertThat(EqualPosts.of(3, List.of(), 10).agreement()).isEmpty();
    assertThat(EqualPosts.of(3, List.of(), 0).best()).isEmpty();
    assertThatThrownBy(() -> EqualPosts.of(3, List.of(new int[] {0, 0}), 1))
        .hasMessageContaining("expected groups among 1 posts, found 2");
  }
}
