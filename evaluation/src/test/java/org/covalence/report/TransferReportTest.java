package org.covalence.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.covalence.compare.ClassShift;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Scored;
import org.covalence.compare.Systems;
import org.covalence.compare.Transfer;
import org.covalence.compare.WithoutTwins;
import org.covalence.duplicate.Likeness;
import org.covalence.duplicate.Twins;
import org.covalence.interval.Estimate;
import org.covalence.metric.Metric;
import org.covalence.post.Modality;
import org.covalence.store.CovalenceException;
import org.covalence.text.Coverage;
import org.junit.jupiter.api.Test;

class TransferReportTest {
  private static final Twins TWINS =
      new Twins(Map.of(Likeness.EQUAL_TEXT, Set.copyOf(Systems.ids(300).subList(0, 40))));

  private static Transfer.Cell known(String data, double skill, double own) {
    Evaluation evaluation = Systems.evaluation("mvsa", 1, 300, skill);
    return new Transfer.Cell(
        "mvsa",
        data,
        evaluation,
        false,
        Optional.of(WithoutTwins.of(Comparison.of(List.of(evaluation)), TWINS)),
        3,
        Optional.of(
            new Transfer.Home(
                450,
                Map.of(
                    Metric.ACCURACY, new Estimate(own, own - 0.04, own + 0.04),
                    Metric.MACRO_F1, new Estimate(0.6, 0.55, 0.65)))),
        Optional.of(ClassShift.of(new int[] {10, 40, 50}, new int[] {90, 30, 180})),
        Optional.of(new Coverage(200, 150, 3_000, 2_700, List.of("frobnicate"))),
        new TreeMap<>(Map.of(Modality.TEXT, 0.0, Modality.IMAGE, 1.0)));
  }

  private static Transfer.Cell unknown(String data, Evaluation evaluation, boolean seen) {
    return new Transfer.Cell(
        "other_model",
        data,
        evaluation,
        seen,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>(Map.of(Modality.IMAGE, 0.25)));
  }

  /** Every post called negative, where most are positive. */
  private static Evaluation bad() {
    int[] truth = Systems.truth(300);
    return Evaluation.of(
        Systems.protocol(),
        "other",
        1,
        Scored.of("test", Systems.ids(300), truth, new int[truth.length]));
  }

  private static Transfer transfer() {
    return new Transfer(
        List.of(
            known("first", 0.8, 0.744),
            known("second", 0.4, 0.9),
            unknown("first", bad(), true),
            unknown("second", Systems.evaluation("other", 1, 300, 0.6), false)));
  }

  @Test
  void transfer_asText() throws IOException {
    String text = TransferReport.text(transfer());

    assertThat(text.lines()).allMatch(l -> l.length() <= 80);
    Approved.require("transfer.txt", text);
  }

  @Test
  void transfer_asMarkdown() throws IOException {
    Approved.require("transfer.md", TransferReport.markdown(transfer()));
  }

  @Test
  void verdict_saysWhereScoreAndFloorStand() {
    assertThat(TransferReport.verdict(known("a", 0.8, 0.9)))
        .contains("accuracy is above the floor of always saying positive")
        .contains("points higher")
        .contains("40 of the 300 posts say the same as one that it was fitted on: without them");
    assertThat(TransferReport.verdict(unknown("a", bad(), true)))
        .contains("accuracy is below the floor")
        .contains("this is no transfer")
        .doesNotContain("own set");
    Evaluation close = Systems.evaluation("a", 1, 300, 0.4);
    assertThat(close.score(Metric.ACCURACY).covers(0.6)).isTrue();
    assertThat(TransferReport.verdict(unknown("a", close, false)))
        .contains("accuracy cannot be told from the floor");
  }

  @Test
  void json_leavesOutWhatIsNotKnown() {
    JsonNode cells = TransferJson.document(transfer()).get("cells");

    assertThat(cells.get(0).get("classes").get("totalVariation").asDouble())
        .isCloseTo(0.3, within(1e-12));
    assertThat(cells.get(0).get("change").get("accuracy").asDouble())
        .isCloseTo(
            Systems.evaluation("mvsa", 1, 300, 0.8).score(Metric.ACCURACY).value() - 0.744,
            within(1e-12));
    assertThat(cells.get(0).get("words").get("runningKnown").asDouble()).isEqualTo(0.9);
    assertThat(Arrays.asList("classes", "words", "ownTest", "change", "withoutTwins"))
        .noneMatch(key -> cells.get(2).has(key));
    assertThat(cells.get(0).get("withoutTwins").get("posts").asInt()).isEqualTo(260);
    assertThat(cells.get(2).get("seen").asBoolean()).isTrue();
    assertThat(TransferJson.of(transfer())).endsWith("}\n");
  }

  @Test
  void cellThatIsMissing_isADash() {
    Transfer half =
        new Transfer(List.of(known("first", 0.8, 0.7), unknown("second", bad(), false)));

    assertThat(TransferReport.markdown(half)).contains("| - |");
    assertThat(half.cell("mvsa", "second")).isEmpty();
  }

  @Test
  void nothingAtAll_isRefused() {
    assertThatThrownBy(() -> new Transfer(List.of())).isInstanceOf(CovalenceException.class);
  }
}
