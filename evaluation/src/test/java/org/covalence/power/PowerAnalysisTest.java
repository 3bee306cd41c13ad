package org.covalence.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.covalence.power.PowerAnalysis.Detectable;
import org.covalence.power.PowerAnalysis.Planned;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;

class PowerAnalysisTest {
  @Test
  void testPartOfMvsaSingle_isFourPointsWide_andShowsTwoToEightPoints() {
    PowerAnalysis analysis = PowerAnalysis.of(PowerQuestion.of(450, 0.75));
    assertThat(analysis.halfWidth()).isCloseTo(0.040, within(0.0005));
    assertThat(analysis.detectable())
        .extracting(d -> Math.round(1000 * d.smallestDifference().orElseThrow()) / 1000.0)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a))
        .allSatisfy(difference -> assertThat(difference).isBetween(0.015, 0.085));
    assertThat(analysis.smallestDifference())
        .isEqualTo(analysis.detectable().get(0).smallestDifference());
  }

  @Test
  void smallestDifference_isShownAsLikelyAsAsked_andNothingSmallerIs() {
    PowerQuestion question = PowerQuestion.of(450, 0.75).withDiscordant(0.2);
    PowerAnalysis analysis = PowerAnalysis.of(question);
    assertThat(analysis.detectable()).hasSize(1);
    double smallest = analysis.smallestDifference().orElseThrow();
    McNemarPower test = new McNemarPower(0.05);
    assertThat(test.of(450, 0.2, smallest)).isCloseTo(0.8, within(1e-3));
    assertThat(test.of(450, 0.2, smallest - 0.001)).isLessThan(0.8);
  }

  @Test
  void differenceInMind_hasItsPowerAndThePostsItNeeds() {
    Detectable detectable =
        PowerAnalysis.of(PowerQuestion.of(450, 0.75).withDiscordant(0.2).withDifference(0.03))
            .detectable()
            .get(0);
    Planned planned = detectable.planned().orElseThrow();
    McNemarPower test = new McNemarPower(0.05);
    assertThat(planned.discordant()).isEqualTo(0.2);
    assertThat(planned.power()).isEqualTo(test.of(450, 0.2, 0.03));
    assertThat(planned.posts()).isEqualTo(test.posts(0.2, 0.03, 0.8));
    assertThat(planned.posts().orElseThrow()).isGreaterThan(450);
  }

  @Test
  void everyAssumption_answersForTheDifferenceInMind() {
    PowerAnalysis analysis = PowerAnalysis.of(PowerQuestion.of(450, 0.75).withDifference(0.05));
    assertThat(analysis.detectable())
        .hasSize(3)
        .allSatisfy(d -> assertThat(d.planned()).isPresent())
        .extracting(d -> d.planned().orElseThrow().power())
        .isSorted();
    assertThat(analysis.detectable().get(0).planned().orElseThrow().discordant())
        .isCloseTo(0.75 * 0.2 + 0.8 * 0.25, within(1e-12));
    assertThat(analysis.detectable().get(2).planned().orElseThrow().discordant()).isEqualTo(0.05);
  }

  @Test
  void morePairs_needALargerDifference() {
    PowerQuestion question = PowerQuestion.of(450, 0.75).withDiscordant(0.2);
    assertThat(PowerAnalysis.of(question.withLevel(0.05 / 3)).smallestDifference().orElseThrow())
        .isGreaterThan(PowerAnalysis.of(question).smallestDifference().orElseThrow());
  }

  @Test
  void oneAndFivePosts_showNothing() {
    for (int posts : new int[] {1, 5}) {
      PowerAnalysis analysis = PowerAnalysis.of(PowerQuestion.of(posts, 0.5).withDifference(0.5));
      assertThat(analysis.smallestDifference()).isEmpty();
      assertThat(analysis.detectable())
          .allSatisfy(
              d -> {
                assertThat(d.smallestDifference()).isEqualTo(OptionalDouble.empty());
                assertThat(d.planned().orElseThrow().power()).isZero();
                assertThat(d.planned().orElseThrow().posts()).isNotEqualTo(OptionalInt.empty());
              });
    }
  }

  @Test
  void everyAssumption_staysWithinWhatTheAccuracyLeavesRoomFor() {
    for (double accuracy : new double[] {0.05, 0.5, 0.75, 0.99}) {
      for (Discordance discordance : Discordance.assumed()) {
        double largest = discordance.largestDifference(accuracy);
        assertThat(accuracy + largest).isCloseTo(1, within(1e-12));
        for (double part : new double[] {0, 0.3, 1}) {
          double share = discordance.share(accuracy, part * largest);
          assertThat(share).isBetween(part * largest - 1e-12, 1.0);
          assertThat((share + part * largest) / 2).isLessThanOrEqualTo(1 - accuracy + 1e-12);
          assertThat((share - part * largest) / 2).isLessThanOrEqualTo(accuracy + 1e-12);
        }
        assertThat(discordance.assumption()).isNotBlank();
      }
    }
  }

  @Test
  void shareOfDiscordantPostsAtItsLimit_leavesNoRoomForADifference() {
    PowerAnalysis analysis = PowerAnalysis.of(PowerQuestion.of(450, 0.75).withDiscordant(0.5));
    assertThat(analysis.smallestDifference()).isEmpty();
  }

  @Test
  void weakSystems_mayDifferOnMostPosts() {
    PowerAnalysis analysis = PowerAnalysis.of(PowerQuestion.of(450, 0.3).withDiscordant(0.65));
    assertThat(analysis.smallestDifference().orElseThrow()).isBetween(0.09, 0.12);
  }

  @Test
  void impossibleQuestions_sayWhatToUse() {
    assertThatThrownBy(() -> PowerQuestion.of(0, 0.75))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("found 0");
    assertThatThrownBy(() -> PowerQuestion.of(450, 75))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("such as 0.75");
    assertThatThrownBy(() -> PowerQuestion.of(450, Double.NaN))
        .isInstanceOf(CovalenceException.class);
    assertThatThrownBy(() -> PowerQuestion.of(450, 0.75).withDiscordant(0.6))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("at most 0.5");
    assertThatThrownBy(() -> PowerQuestion.of(450, 0.75).withDiscordant(0))
        .isInstanceOf(CovalenceException.class);
    assertThatThrownBy(() -> PowerQuestion.of(450, 0.75).withDifference(0.3))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("found 0.3");
    assertThatThrownBy(() -> PowerQuestion.of(450, 0.75).withDiscordant(0.1).withDifference(0.2))
        .isInstanceOf(CovalenceException.class);
    assertThatThrownBy(() -> PowerQuestion.of(450, 0.75).withDifference(-0.02))
        .isInstanceOf(CovalenceException.class);
    assertThatThrownBy(() -> PowerQuestion.of(450, 0.75).withLevel(0))
        .isInstanceOf(CovalenceException.class);
    assertThatThrownBy(() -> PowerQuestion.of(450, 0.75).withLevel(0.9))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("the power");
  }
}
