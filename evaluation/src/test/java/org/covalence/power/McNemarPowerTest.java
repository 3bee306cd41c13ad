package org.covalence.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.covalence.evaluation.ReferenceValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class McNemarPowerTest {
  static Stream<JsonNode> cases() {
    return ReferenceValues.eachOfSignificance("power");
  }

  static Stream<JsonNode> needed() {
    return ReferenceValues.eachOfSignificance("neededPosts");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void power_isThatOfCountingEveryOutcome(JsonNode reference) {
    McNemarPower test = new McNemarPower(reference.get("level").asDouble());
    int posts = reference.get("posts").asInt();
    double discordant = reference.get("discordant").asDouble();
    double difference = reference.get("difference").asDouble();
    assertThat(test.of(posts, discordant, difference))
        .isCloseTo(reference.get("power").asDouble(), within(1e-8));
    assertThat(test.of(posts, discordant, -difference))
        .isEqualTo(test.of(posts, discordant, difference));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("needed")
  void neededPosts_areThoseOfAskingOneNumberAfterTheOther_andNearConnorsFormula(
      JsonNode reference) {
    int posts =
        new McNemarPower(0.05)
            .posts(
                reference.get("discordant").asDouble(),
                reference.get("difference").asDouble(),
                reference.get("power").asDouble())
            .orElseThrow();
    assertThat(posts).isEqualTo(reference.get("posts").asInt());
    // The exact test needs more than the formula, which is of the test without correction.
    assertThat(posts / reference.get("connor").asDouble()).isBetween(1.0, 1.3);
  }

  @Test
  void power_ofManyPosts_isThatOfTheNormalDistribution() {
    // Connor's formula, which is exact in the limit: 0.8 at 2.8 standard errors.
    double discordant = 0.3;
    double difference = 2.8016 * Math.sqrt(discordant / 1_000_000);
    assertThat(new McNemarPower(0.05).of(1_000_000, discordant, difference))
        .isCloseTo(0.8, within(0.002));
  }

  @Test
  void termsThatAreLeftOut_doNotChangeThePower() {
    // 17,000 posts are summed with gaps; its neighbours fall on other terms.
    McNemarPower test = new McNemarPower(0.05);
    double power = test.of(17_000, 0.3, 0.011);
    for (int posts : new int[] {16_999, 17_001, 17_002}) {
      assertThat(test.of(posts, 0.3, 0.011)).isCloseTo(power, within(2e-4));
    }
  }

  @Test
  void power_growsWithPostsAndWithTheDifference_andFallsWithDiscordantPosts() {
    McNemarPower test = new McNemarPower(0.05);
    double power = test.of(450, 0.2, 0.06);
    assertThat(test.of(900, 0.2, 0.06)).isGreaterThan(power);
    assertThat(test.of(450, 0.2, 0.07)).isGreaterThan(power);
    assertThat(test.of(450, 0.3, 0.06)).isLessThan(power);
    assertThat(new McNemarPower(0.01).of(450, 0.2, 0.06)).isLessThan(power);
  }

  @Test
  void withoutDifference_thePowerIsAtMostTheLevel() {
    McNemarPower test = new McNemarPower(0.05);
    for (int posts = 1; posts < 300; posts += 7) {
      assertThat(test.of(posts, 0.25, 0)).isBetween(0.0, 0.05);
    }
  }

  @Test
  void fewPosts_andNoDiscordantOnes_showNothing() {
    McNemarPower test = new McNemarPower(0.05);
    assertThat(test.of(5, 1, 1)).isZero();
    assertThat(test.of(6, 1, 1)).isEqualTo(1);
    assertThat(test.of(450, 0, 0)).isZero();
  }

  @Test
  void smallestDifference_isShownAsLikelyAsAsked_andNothingSmallerIs() {
    McNemarPower test = new McNemarPower(0.05);
    double smallest = test.smallestDifference(300, 98 / 300.0, 0.8).orElseThrow();
    assertThat(test.of(300, 98 / 300.0, smallest)).isBetween(0.8, 0.8001);
    assertThat(test.of(300, 98 / 300.0, smallest - 1e-4)).isLessThan(0.8);
  }

  @Test
  void fewOrNoDiscordantPosts_canShowNoDifference() {
    McNemarPower test = new McNemarPower(0.05);
    assertThat(test.smallestDifference(450, 0, 0.8)).isEmpty();
    assertThat(test.smallestDifference(450, 0.01, 0.8)).isEmpty();
    assertThat(test.smallestDifference(1, 0.5, 0.8)).isEmpty();
  }

  @Test
  void differenceTooSmallForTenMillionPosts_needsMore() {
    assertThat(new McNemarPower(0.05).posts(0.5, 1e-5, 0.8)).isEmpty();
  }

  @Test
  void impossibleQuestions_areRefused() {
    assertThatThrownBy(() -> new McNemarPower(0)).isInstanceOf(IllegalArgumentException.class);
    McNemarPower test = new McNemarPower(0.05);
    assertThatThrownBy(() -> test.of(0, 0.2, 0.1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> test.of(10, 0.1, 0.2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.2");
    assertThatThrownBy(() -> test.of(10, Double.NaN, 0.2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
