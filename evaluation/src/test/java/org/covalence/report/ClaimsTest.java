package org.covalence.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.covalence.compare.Comparison;
import org.covalence.compare.Difference;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Scored;
import org.covalence.compare.Systems;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static Evaluation constant(String name, int called) {
    int[] truth = Systems.truth(100);
    int[] answers = new int[100];
    java.util.Arrays.fill(answers, called);
    return Evaluation.of(
        Systems.protocol(), name, 1, Scored.of("test", Systems.ids(100), truth, answers));
  }

  @Test
  void aSystemAboveTheFloor_mayBeSaidToBe() {
    Claims claims = Claims.of(Comparison.of(List.of(Systems.evaluation("good", 1, 300, 0.9))));

    assertThat(claims.may())
        .singleElement()
        .asString()
        .startsWith("good does better than calling every post positive: accuracy ")
        .contains("above the floor of 60.0; macro-F1 ");
    assertThat(claims.summary())
        .startsWith("good called ")
        .contains(" % of 300 posts right (95 % interval ")
        .endsWith("Calling every post positive would have been right on 60.0 %.");
  }

  @Test
  void theFloorItself_mayNotBeSaidToHaveLearntAnything() {
    Claims claims = Claims.of(Comparison.of(List.of(constant("always", 2))));

    assertThat(claims.may()).isEmpty();
    assertThat(claims.mayNot().get(1))
        .startsWith(
            "always does not clearly do better than calling every post positive: accuracy 60.0 ")
        .contains("not told apart from the floor of 60.0");
  }

  @Test
  void whatLiesBelowTheFloor_isToldSo() {
    assertThat(Claims.of(Comparison.of(List.of(constant("never", 1)))).mayNot().get(1))
        .contains("below the floor of 60.0");
  }

  @Test
  void pairs_standWhereTheirTestPutsThem() {
    Comparison comparison =
        Comparison.of(
            List.of(
                Systems.evaluation("poor", 1, 300, 0.3),
                Systems.evaluation("good", 1, 300, 0.9),
                Systems.evaluation("same", 1, 300, 0.9)));
    Claims claims = Claims.of(comparison);

    assertThat(comparison.differences()).extracting(Difference::isShown).contains(true, false);
    List<String> verdicts = Verdict.of(comparison);
    for (int i = 0; i < verdicts.size(); i++) {
      boolean shown = comparison.differences().get(i).isShown();
      assertThat(shown ? claims.may() : claims.mayNot()).contains(verdicts.get(i));
    }
    assertThat(claims.summary())
        .isEqualTo(
            "3 results were measured on the same 300 posts (part test). 2 pairs differ in accuracy"
                + " by more than chance would explain; for 1 pair no difference could be shown,"
                + " which does not mean that there is none.");
  }

  @Test
  void everyComparison_isToldWhereItsFiguresEnd() {
    Claims once = Claims.of(Comparison.of(List.of(Systems.evaluation("a", 1, 40, 0.5))));
    Claims twice = Claims.of(Contents.twoSeeds());

    assertThat(once.mayNot().get(0)).contains("nothing is known of other seeds");
    assertThat(twice.mayNot().get(0)).contains("the spread over seeds");
  }

  @Test
  void aSystemOfSeveralSeeds_isJudgedByItsWeakest() {
    Claims claims =
        Claims.of(
            Comparison.of(
                List.of(
                    Systems.evaluation("a", 1, 300, 0.95), Systems.evaluation("a", 2, 300, 0.6))));

    assertThat(claims.may().get(0)).startsWith("a (seed 2) does better");
    assertThat(claims.summary()).endsWith("All are of one system, trained from several seeds.");
  }
}
