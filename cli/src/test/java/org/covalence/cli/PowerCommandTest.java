package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class PowerCommandTest {
  private static JsonNode power(Object... arguments) {
    return Call.covalence("power", "--json", java.util.List.of(arguments)).succeeds().json();
  }

  @Test
  void theUsualTestPart_isKnownToFourPoints() {
    JsonNode answer = power("--posts", "450", "--accuracy", "0.75");

    assertThat(answer.get("accuracy").get("high").asDouble() - 0.75).isBetween(0.035, 0.042);
    assertThat(answer.get("detectable")).hasSize(3);
    assertThat(answer.get("detectable").get(0).get("smallestDifference").asDouble())
        .isBetween(0.06, 0.09);
  }

  @Test
  void morePairs_needLargerDifferences() {
    JsonNode one = power("--discordant", "0.2");
    JsonNode many = power("--discordant", "0.2", "--pairs", "10");

    assertThat(many.get("detectable").get(0).get("smallestDifference").asDouble())
        .isGreaterThan(one.get("detectable").get(0).get("smallestDifference").asDouble());
  }

  @Test
  void aDifferenceInMind_isAnsweredWithItsChanceAndThePostsItNeeds() {
    JsonNode planned =
        power("--discordant", "0.2", "--difference", "0.02")
            .get("detectable")
            .get(0)
            .get("planned");

    assertThat(planned.get("power").asDouble()).isBetween(0.05, 0.3);
    assertThat(planned.get("posts").asInt()).isBetween(3_000, 6_000);
  }

  @Test
  void theAnswerInWords_fitsATerminal() {
    String words =
        Call.covalence("power", "--posts", "450", "--accuracy", "0.75", "--difference", "0.03")
            .succeeds()
            .results();

    assertThat(words).contains("points to either side").contains("A true difference of 3.0 points");
    assertThat(words.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void questionsWithoutSense_areRefused() {
    Call.covalence("power", "--posts", "0").fails(2).says("posts (--posts)");
    Call.covalence("power", "--accuracy", "75").fails(2).says("accuracy (--accuracy)");
    Call.covalence("power", "--accuracy", "0.9", "--discordant", "0.5")
        .fails(2)
        .says("a share of discordant posts");
    Call.covalence("power", "--accuracy", "0.9", "--difference", "0.2")
        .fails(2)
        .says("expected a difference above 0");
  }
}
