package org.covalence.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.covalence.evaluation.ReferenceValues;
import org.junit.jupiter.api.Test;

class ClustersTest {
  @Test
  void groups_withTheSamePostsInEachCell_areOfOneKind() {
    int[] group = {7, 3, 7, 3, 9, 9, 1};
    int[] truth = {0, 1, 1, 0, 1, 1, 0};
    Clusters clusters = Clusters.of(group, truth);

    assertThat(clusters.groups()).isEqualTo(4);
    assertThat(clusters.kinds()).containsExactly(1, 2, 1);
    assertThat(clusters.cellsOf(0)).containsExactly(0);
    assertThat(clusters.cellsOf(1)).containsExactly(0, 1);
    assertThat(clusters.cellsOf(2)).containsExactly(1, 1);
    assertThat(clusters.posts(clusters.kinds())).isEqualTo(clusters.cells().counts());
    assertThat(clusters.posts(new int[] {0, 1, 2})).containsExactly(1, 5);
  }

  @Test
  void everyPostItsOwnGroup_isTheSameAsCellsAlone() {
    int[] truth = {0, 1, 1, 2, 2, 2, 0, 1};
    int[] called = {0, 1, 2, 2, 2, 0, 0, 1};
    Clusters singles = Clusters.of(Scores.singles(8), truth, called);
    Clusters cells = Clusters.ofSingles(Cells.of(truth, called));
    assertThat(singles.kinds()).isEqualTo(cells.kinds());
    assertThat(singles.cellsOf(2)).isEqualTo(cells.cellsOf(2));

    Bootstrap bootstrap = Bootstrap.withSeed(2);
    assertThat(
            bootstrap
                .resample(singles, counts -> Scores.both(singles.cells(), counts))
                .percentile())
        .isEqualTo(
            bootstrap.estimates(
                cells.cells().counts(), counts -> Scores.both(cells.cells(), counts)));
  }

  @Test
  void intervals_areThoseOfDrawingGroupsOneByOneInNumPy() {
    JsonNode reference = ReferenceValues.significance("clusterBootstrap");
    Clusters clusters =
        Clusters.of(
            ReferenceValues.ints(reference.get("group")),
            ReferenceValues.ints(reference.get("truth")),
            ReferenceValues.ints(reference.get("called")));
    List<Estimate> estimates =
        Bootstrap.withSeed(1)
            .resample(clusters, counts -> Scores.both(clusters.cells(), counts))
            .percentile();
    assertClose(estimates.get(0), reference.get("accuracy"));
    assertClose(estimates.get(1), reference.get("macroF1"));
  }

  private static void assertClose(Estimate estimate, JsonNode reference) {
    double allowed = 0.15 * reference.get("standardDeviation").asDouble();
    assertThat(estimate.low()).isCloseTo(reference.get("low").asDouble(), within(allowed));
    assertThat(estimate.high()).isCloseTo(reference.get("high").asDouble(), within(allowed));
  }

  @Test
  void tenCopiesOfEachPost_makeNothingSurer() {
    int[] once = {0, 0, 0, 1, 1, 2, 0, 1, 2, 0, 2, 1, 0, 0, 1, 1, 2, 2, 0, 1};
    int[] called = {0, 0, 1, 1, 1, 2, 0, 1, 0, 0, 2, 1, 0, 2, 1, 1, 2, 2, 0, 0};
    int[] group = Scores.singles(200);
    Arrays.setAll(group, i -> i / 10);
    Clusters copies = Clusters.of(group, tenfold(once), tenfold(called));
    Clusters single = Clusters.of(Scores.singles(20), once, called);

    Bootstrap bootstrap = Bootstrap.withSeed(6);
    List<Estimate> ofCopies =
        bootstrap.resample(copies, c -> Scores.both(copies.cells(), c)).percentile();
    assertThat(ofCopies)
        .isEqualTo(bootstrap.resample(single, c -> Scores.both(single.cells(), c)).percentile());
    Estimate careless =
        bootstrap.estimates(copies.cells().counts(), c -> Scores.both(copies.cells(), c)).get(0);
    assertThat(careless.high() - careless.low())
        .isLessThan((ofCopies.get(0).high() - ofCopies.get(0).low()) / 2);
  }

  private static int[] tenfold(int[] values) {
    int[] copies = new int[10 * values.length];
    Arrays.setAll(copies, i -> values[i / 10]);
    return copies;
  }

  @Test
  void oneGroup_hasAnIntervalOfNoWidth() {
    Clusters clusters = Clusters.of(new int[] {4, 4, 4}, new int[] {0, 1, 2}, new int[] {0, 1, 1});
    Resampled resampled =
        Bootstrap.withSeed(1).resample(clusters, c -> Scores.both(clusters.cells(), c));
    double measured = 2 / 3.0;
    assertThat(resampled.percentile().get(0)).isEqualTo(new Estimate(measured, measured, measured));
    assertThat(resampled.accelerated().get(0))
        .isEqualTo(new Estimate(measured, measured, measured));
  }

  @Test
  void aGroupForEachPost_isAskedFor() {
    assertThatThrownBy(() -> Clusters.of(new int[] {1}, new int[] {0, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 1");
  }
}
