package org.covalence.compare;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.covalence.interval.Cells;
import org.covalence.interval.Clusters;
import org.covalence.interval.Estimate;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;
import org.covalence.power.McNemarPower;
import org.covalence.significance.ClusteredMcNemar;
import org.covalence.significance.Holm;
import org.covalence.significance.McNemar;
import org.covalence.significance.Randomisation;

/**
 * Two systems on the same posts; columns of the clusters' cells are the truth, what {@code a} said
 * and what {@code b} said.
 */
record Pair(Evaluation a, Evaluation b, McNemar test, Clusters clusters) {
  /** How likely a difference is to be shown that is called showable. */
  private static final double POWER = 0.8;

  static Pair of(Evaluation a, Evaluation b) {
    Protocol protocol = a.protocol();
    List<String> ids = a.scored().ids();
    int[] truth = a.scored().truth();
    int[] saidA = a.scored().predicted();
    int[] saidB = b.scored().inOrderOf(a.scored(), b.system()).predicted();
    return new Pair(
        a,
        b,
        protocol.isGrouped()
            ? clustered(protocol.groupsOf(ids), truth, saidA, saidB)
            : McNemar.exact(truth, saidA, saidB),
        protocol.clusters(ids, truth, saidA, saidB));
  }

  /** Pairs with their tests, each p-value corrected by Holm's method over all of them. */
  static List<Difference> tested(List<Pair> pairs) {
    double[] accuracy = Holm.adjust(pairs.stream().mapToDouble(pair -> pair.test().p()).toArray());
    double[] macroF1 = pairs.stream().mapToDouble(Pair::macroF1P).toArray();
    double[] macroF1Holm = Holm.adjust(macroF1);
    return IntStream.range(0, pairs.size())
        .mapToObj(
            i ->
                pairs
                    .get(i)
                    .difference(
                        accuracy[i],
                        new Difference.MacroF1Test(macroF1[i], macroF1Holm[i]),
                        pairs.size()))
        .toList();
  }

  private static McNemar clustered(int[] groups, int[] truth, int[] saidA, int[] saidB) {
    ClusteredMcNemar test = ClusteredMcNemar.of(groups, truth, saidA, saidB);
    return new McNemar(test.onlyFirst(), test.onlySecond(), test.p(), test.midP());
  }

  /** The p-value of approximate randomisation for macro-F1. */
  private double macroF1P() {
    var bootstrap = a.protocol().bootstrap();
    return new Randomisation(bootstrap.rounds(), bootstrap.seed(), bootstrap.threads())
        .test(
            clusters,
            1,
            2,
            (cells, counts) ->
                new double[] {
                  Metric.MACRO_F1.of(matrix(cells, counts, 1))
                      - Metric.MACRO_F1.of(matrix(cells, counts, 2))
                })
        .get(0)
        .p();
  }

  /**
   * The pair with its p-values corrected.
   *
   * @param pairs how many are tested in all
   */
  private Difference difference(double pHolm, Difference.MacroF1Test macroF1, int pairs) {
    List<Estimate> differences = differences();
    return new Difference(
        a,
        b,
        differences.get(0),
        differences.get(1),
        test,
        pHolm,
        macroF1,
        smallestDifference(pairs));
  }

  /** Accuracy and macro-F1 of {@code a} less those of {@code b}, with paired intervals. */
  List<Estimate> differences() {
    return a.protocol().estimates(clusters, this::differences);
  }

  private double[] differences(int[] counts) {
    ConfusionMatrix ofA = matrix(clusters.cells(), counts, 1);
    ConfusionMatrix ofB = matrix(clusters.cells(), counts, 2);
    return new double[] {
      Metric.ACCURACY.of(ofA) - Metric.ACCURACY.of(ofB),
      Metric.MACRO_F1.of(ofA) - Metric.MACRO_F1.of(ofB)
    };
  }

  private ConfusionMatrix matrix(Cells cells, int[] counts, int column) {
    return Evaluation.matrix(cells, counts, column, a.protocol().labels().size());
  }

  /** Copies are no posts of their own: of them the power of the plain test would say too much. */
  private OptionalDouble smallestDifference(int pairs) {
    int posts = a.scored().posts();
    return a.protocol().isGrouped()
        ? OptionalDouble.empty()
        : new McNemarPower(Difference.LEVEL / pairs)
            .smallestDifference(posts, test.discordant() / (double) posts, POWER);
  }
}
