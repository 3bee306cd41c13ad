package org.covalence.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.covalence.metric.Metric;
import org.covalence.significance.CorrectedResampledT;
import org.covalence.significance.FiveByTwo;
import org.covalence.significance.Holm;
import org.covalence.significance.Wilcoxon;

/**
 * Two systems over the folds of a cross-validation, {@code a} minus {@code b}: whether they would
 * score differently when trained anew, which a test on one test part cannot tell. A system with
 * several seeds counts on each fold with the mean of them.
 *
 * @param metric what is compared
 * @param folds how many values a system has
 * @param t the corrected resampled t test
 * @param tHolm its p-value, corrected for all pairs that are tested in this metric
 * @param wilcoxon the signed-rank test, which does not know that folds share training posts
 * @param fiveByTwo the 5×2 F test, where there are five repeats of two folds
 */
public record FoldComparison(
    String a,
    String b,
    Metric metric,
    int folds,
    CorrectedResampledT t,
    double tHolm,
    Wilcoxon wilcoxon,
    Optional<FiveByTwo> fiveByTwo) {
  /** Every pair of systems in one metric: the later one named comes first. */
  static List<FoldComparison> all(FoldScores scores, Metric metric) {
    List<String> systems = scores.systems();
    List<FoldComparison> pairs = new ArrayList<>();
    for (int a = 1; a < systems.size(); a++) {
      for (int b = 0; b < a; b++) {
        pairs.add(of(scores, systems.get(a), systems.get(b), metric));
      }
    }
    return corrected(pairs);
  }

  /** One system minus each of the others in one metric, in their order. */
  static List<FoldComparison> against(FoldScores scores, String system, Metric metric) {
    return corrected(
        scores.systems().stream()
            .filter(other -> !other.equals(system))
            .map(other -> of(scores, system, other, metric))
            .toList());
  }

  private static List<FoldComparison> corrected(List<FoldComparison> pairs) {
    double[] p = Holm.adjust(pairs.stream().mapToDouble(pair -> pair.t().p()).toArray());
    return IntStream.range(0, p.length).mapToObj(i -> pairs.get(i).corrected(p[i])).toList();
  }

  private static FoldComparison of(FoldScores scores, String a, String b, Metric metric) {
    double[] first = scores.byFold(a, metric);
    double[] second = scores.byFold(b, metric);
    List<FoldScore> ofA = scores.of(a);
    // Where one of them was fitted on fewer posts, as without a refit, the test is that wide.
    List<FoldScore> ofB = scores.of(b);
    List<FoldScore> fewer = meanTraining(ofB) < meanTraining(ofA) ? ofB : ofA;
    CorrectedResampledT t =
        CorrectedResampledT.of(
            first,
            second,
            fewer.stream().mapToInt(FoldScore::trainingPosts).sum(),
            fewer.stream().mapToInt(FoldScore::posts).sum());
    boolean isFiveByTwo =
        first.length == 10
            && ofA.stream().mapToInt(FoldScore::repeat).max().orElse(0) == 5
            && ofA.stream().mapToInt(FoldScore::fold).max().orElse(0) == 2;
    return new FoldComparison(
        a,
        b,
        metric,
        first.length,
        t,
        t.p(),
        Wilcoxon.of(first, second),
        isFiveByTwo ? Optional.of(FiveByTwo.of(halves(first), halves(second))) : Optional.empty());
  }

  private static double meanTraining(List<FoldScore> folds) {
    return folds.stream().mapToInt(FoldScore::trainingPosts).average().orElse(0);
  }

  private static double[][] halves(double[] scores) {
    return IntStream.range(0, scores.length / 2)
        .mapToObj(cut -> new double[] {scores[2 * cut], scores[2 * cut + 1]})
        .toArray(double[][]::new);
  }

  private FoldComparison corrected(double p) {
    return new FoldComparison(a, b, metric, folds, t, p, wilcoxon, fiveByTwo);
  }
}
