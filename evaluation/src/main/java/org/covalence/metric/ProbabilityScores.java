package org.covalence.metric;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What the probabilities of a system are worth, beyond the labels that follow from them.
 * Conventions are scikit-learn's, but where it stops or warns since a class does not occur, the
 * score of that class is absent.
 *
 * @param rocAuc by class, that class against the rest, in [0, 1], 0.5 being chance; absent where no
 *     post or every post is of the class
 * @param macroRocAuc the mean of those that are there; absent where none is
 * @param weightedRocAuc the same, each class weighted by its posts
 * @param averagePrecision by class, the area under its precision-recall curve, in (0, 1], the share
 *     of the class being chance; absent where no post is of the class
 * @param macroAveragePrecision the mean of those that are there
 * @param logLoss the mean of −ln of the probability given to the truth, at least 0, less is better.
 *     A probability below 2⁻⁵² counts as that, so that one post cannot make it infinite
 * @param brier the sum over classes of the squared distance from the truth, mean over posts, in [0,
 *     2], less is better (Brier, 1950)
 */
public record ProbabilityScores(
    List<OptionalDouble> rocAuc,
    OptionalDouble macroRocAuc,
    OptionalDouble weightedRocAuc,
    List<OptionalDouble> averagePrecision,
    OptionalDouble macroAveragePrecision,
    double logLoss,
    double brier) {
  private static final double LEAST = Math.ulp(1.0);

  public ProbabilityScores {
    rocAuc = List.copyOf(rocAuc);
    averagePrecision = List.copyOf(averagePrecision);
  }

  /** Scores {@code forecasts}. */
  public static ProbabilityScores of(Forecasts forecasts) {
    int classes = forecasts.classes();
    int[] support = new int[classes];
    for (int i = 0; i < forecasts.posts(); i++) {
      support[forecasts.truth(i)]++;
    }
    List<Ranking> rankings =
        IntStream.range(0, classes).mapToObj(k -> Ranking.of(forecasts, k)).toList();
    List<OptionalDouble> rocAuc = rankings.stream().map(Ranking::rocAuc).toList();
    List<OptionalDouble> precision = rankings.stream().map(Ranking::averagePrecision).toList();
    return new ProbabilityScores(
        rocAuc,
        mean(rocAuc, k -> 1),
        mean(rocAuc, k -> support[k]),
        precision,
        mean(precision, k -> 1),
        logLoss(forecasts),
        brier(forecasts));
  }

  private static OptionalDouble mean(List<OptionalDouble> scores, IntToDoubleFunction weight) {
    double sum = 0;
    double weights = 0;
    for (int k = 0; k < scores.size(); k++) {
      if (scores.get(k).isPresent()) {
        sum += weight.applyAsDouble(k) * scores.get(k).getAsDouble();
        weights += weight.applyAsDouble(k);
      }
    }
    return weights == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / weights);
  }

  private static double logLoss(Forecasts forecasts) {
    double sum = 0;
    for (int i = 0; i < forecasts.posts(); i++) {
      sum -= Math.log(Math.max(LEAST, forecasts.probability(i, forecasts.truth(i))));
    }
    return sum / forecasts.posts();
  }

  private static double brier(Forecasts forecasts) {
    double sum = 0;
    for (int i = 0; i < forecasts.posts(); i++) {
      for (int k = 0; k < forecasts.classes(); k++) {
        double distance = forecasts.probability(i, k) - (forecasts.truth(i) == k ? 1 : 0);
        sum += distance * distance;
      }
    }
    return sum / forecasts.posts();
  }
}
