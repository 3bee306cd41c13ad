package org.covalence.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
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
    return difference(accuracy, macroF1, pHolm, 0.2);
  }

  private Difference difference(
      double accuracy, Estimate macroF1, double pHolm, double pHolmOfMacroF1) {
    return new Difference(
        both,
        text,
        new Estimate(accuracy, accuracy - 0.01, accuracy + 0.01),
        macroF1,
        McNemar.exact(5, 1),
        pHolm,
        new Difference.MacroF1Test(pHolmOfMacroF1 / 3, pHolmOfMacroF1),
        OptionalDouble.of(0.0593));
  }

  @Test
  void aDifferenceThatIsShown_isClaimedOfAccuracy() {
    assertThat(
            Verdict.of(difference(0.041, new Estimate(0.039, 0.012, 0.07), 0.0042, 0.01), 3, false))
        .isEqualTo(
            "text+image is more accurate than text on these posts: accuracy +4.1 points, McNemar p"
                + " (Holm, 3 pairs) 0.0042; macro-F1 +3.9 points [+1.2, +7.0], randomisation p"
                + " (Holm) 0.0100, so it is ahead in macro-F1 too.");
  }

  @Test
  void theBetterSystem_isNamedFirst() {
    assertThat(
            Verdict.of(
                difference(-0.041, new Estimate(-0.039, -0.07, -0.012), 0.00001, 0.01), 1, false))
        .isEqualTo(
            "text is more accurate than text+image on these posts: accuracy +4.1 points, McNemar p"
                + " <0.0001; macro-F1 +3.9 points [+1.2, +7.0], randomisation p 0.0100, so it is"
                + " ahead in macro-F1 too.");
  }

  @Test
  void noDifference_isCalledNotShown_withWhatCouldHaveBeen() {
    assertThat(Verdict.of(difference(0.004, new Estimate(0.01, -0.02, 0.04), 0.81), 3, false))
        .isEqualTo(
            "No difference in accuracy between text+image and text could be shown: accuracy +0.4"
                + " points, McNemar p (Holm, 3 pairs) 0.8100; macro-F1 +1.0 points [-2.0, +4.0],"
                + " randomisation p (Holm) 0.2000, where no difference could be shown either."
                + " Tests like this one would show 5.9 points of accuracy or more in four of five"
                + " cases.");
  }

  @Test
  void macroF1_shownAlone_leadsTheSentence() {
    assertThat(
            Verdict.of(
                difference(-0.02, new Estimate(-0.03, -0.059, -0.004), 0.05, 0.04), 3, false))
        .isEqualTo(
            "text has a higher macro-F1 than text+image on these posts: macro-F1 +3.0 points [+0.4,"
                + " +5.9], randomisation p (Holm, 3 pairs) 0.0400; accuracy +2.0 points, McNemar p"
                + " (Holm) 0.0500, where no difference could be shown. Tests like this one would"
                + " show 5.9 points of accuracy or more in four of five cases.");
  }

  @Test
  void anIntervalOfMacroF1_carriesNoClaim() {
    assertThat(Verdict.of(difference(0.02, new Estimate(0.03, 0.004, 0.059), 0.05, 0.06), 3, false))
        .startsWith("No difference in accuracy")
        .contains("randomisation p (Holm) 0.0600, where no difference could be shown either.");
  }

  @Test
  void macroF1_thatDoesNotFollow_isToldSo() {
    assertThat(Verdict.of(difference(0.05, new Estimate(0.01, -0.02, 0.04), 0.01), 3, false))
        .endsWith("(Holm) 0.2000, where no difference could be shown.");
    assertThat(
            Verdict.of(difference(0.05, new Estimate(-0.04, -0.07, -0.01), 0.01, 0.01), 3, false))
        .endsWith("(Holm) 0.0100, where it is behind.");
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
            1,
            new Difference.MacroF1Test(1, 1),
            OptionalDouble.empty());
    assertThat(Verdict.of(seeds, 1, true))
        .startsWith(
            "No difference in accuracy between text+image (seed 1) and text (seed 2) could be"
                + " shown: accuracy 0.0 points, McNemar p 1.0000; macro-F1 0.0 points [0.0, 0.0]");
  }
}
