package org.covalence.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.covalence.compare.Difference;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Systems;
import org.covalence.interval.Estimate;
import org.covalence.significance.McNemar;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private final Evaluation both = Systems.evaluation("text+image", 1, 20, 0.8);
  private final Evaluation text = Systems.evaluation("text", 1, 20, 0.5);

  private Difference difference(double accuracy, Estimate macroF1, double pHolm) {
    return new Difference(
        both,
        text,
        new Estimate(accuracy, accuracy - 0.01, accuracy + 0.01),
        macroF1,
        McNemar.exact(5, 1),
        pHolm);
  }

  @Test
  void aDifferenceThatIsShown_isClaimedOfAccuracy() {
    assertThat(Verdict.of(difference(0.041, new Estimate(0.039, 0.012, 0.07), 0.0042), 3, false))
        .isEqualTo(
            "text+image is more accurate than text on these posts: accuracy +4.1 points, McNemar p"
                + " (Holm, 3 pairs) 0.0042; macro-F1 +3.9 points [+1.2, +7.0].");
  }

  @Test
  void theBetterSystem_isNamedFirst() {
    assertThat(
            Verdict.of(difference(-0.041, new Estimate(-0.039, -0.07, -0.012), 0.00001), 1, false))
        .isEqualTo(
            "text is more accurate than text+image on these posts: accuracy +4.1 points, McNemar p"
                + " <0.0001; macro-F1 +3.9 points [+1.2, +7.0].");
  }

  @Test
  void noDifference_isCalledNotShown() {
    assertThat(Verdict.of(difference(0.004, new Estimate(0.01, -0.02, 0.04), 0.81), 3, false))
        .isEqualTo(
            "No difference in accuracy between text+image and text could be shown: accuracy +0.4"
                + " points, McNemar p (Holm, 3 pairs) 0.8100; macro-F1 +1.0 points [-2.0, +4.0],"
                + " where no difference could be shown either.");
  }

  @Test
  void anIntervalAlone_carriesNoClaim() {
    assertThat(Verdict.of(difference(0.02, new Estimate(0.03, 0.004, 0.059), 0.05), 3, false))
        .startsWith("No difference in accuracy")
        .endsWith(
            "macro-F1 +3.0 points [+0.4, +5.9], an interval that is not corrected and carries no"
                + " claim alone.");
  }

  @Test
  void macroF1_thatDoesNotFollow_isToldSo() {
    assertThat(Verdict.of(difference(0.05, new Estimate(0.01, -0.02, 0.04), 0.01), 3, false))
        .endsWith("macro-F1 +1.0 points [-2.0, +4.0], where no difference could be shown.");
    assertThat(Verdict.of(difference(0.05, new Estimate(-0.04, -0.07, -0.01), 0.01), 3, false))
        .endsWith("macro-F1 -4.0 points [-7.0, -1.0], so in macro-F1 it is behind.");
  }

  @Test
  void systemsOfDifferentSeeds_areToldApart() {
    Difference seeds =
        new Difference(
            both,
            Systems.evaluation("text", 2, 20, 0.5),
            new Estimate(0, 0, 0),
            new Estimate(0, 0, 0),
            McNemar.exact(0, 0),
            1);
    assertThat(Verdict.of(seeds, 1, true))
        .startsWith(
            "No difference in accuracy between text+image (seed 1) and text (seed 2) could be"
                + " shown: accuracy 0.0 points, McNemar p 1.0000; macro-F1 0.0 points [0.0, 0.0]");
  }
}
