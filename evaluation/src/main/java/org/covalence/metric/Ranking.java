package org.covalence.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How well the probability of one class sorts the posts that are of it from the rest. Posts of
 * equal probability stand at one place: no order among them is made up.
 */
final class Ranking {
  private final int positives;
  private final int negatives;
  // One entry a distinct probability, from the highest: the posts that have it.
  private final int[] positivesAt;
  private final int[] negativesAt;

  private Ranking(int[] positivesAt, int[] negativesAt) {
    this.positivesAt = positivesAt;
    this.negativesAt = negativesAt;
    this.positives = Arrays.stream(positivesAt).sum();
    this.negatives = Arrays.stream(negativesAt).sum();
  }

  /** Sorts the posts by the probability of class {@code k}. */
  static Ranking of(Forecasts forecasts, int k) {
    int[] order =
        IntStream.range(0, forecasts.posts())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -forecasts.probability(i, k)))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] positivesAt = new int[order.length];
    int[] negativesAt = new int[order.length];
    int place = 0;
    for (int i = 0; i < order.length; i++) {
      if (i > 0 && forecasts.probability(order[i], k) != forecasts.probability(order[i - 1], k)) {
        place++;
      }
      (forecasts.truth(order[i]) == k ? positivesAt : negativesAt)[place]++;
    }
    return new Ranking(
        Arrays.copyOf(positivesAt, place + 1), Arrays.copyOf(negativesAt, place + 1));
  }

  /**
   * The area under the ROC curve: the chance that a post of the class stands before one that is
   * not, a tie counting half (Hanley and McNeil, 1982). Empty where one of the two kinds does not
   * occur.
   */
  OptionalDouble rocAuc() {
    if (positives == 0 || negatives == 0) {
      return OptionalDouble.empty();
    }
    long twice = 0;
    long before = 0;
    for (int i = 0; i < positivesAt.length; i++) {
      twice += negativesAt[i] * (2 * before + positivesAt[i]);
      before += positivesAt[i];
    }
    return OptionalDouble.of(twice / (2.0 * positives * negatives));
  }

  /**
   * Average precision: the precision at each probability, weighted by the recall that is won there;
   * the area under the precision-recall curve as steps, not as a line drawn between them, which
   * would flatter (Davis and Goadrich, ICML 2006). Empty where no post is of the class.
   */
  OptionalDouble averagePrecision() {
    if (positives == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    int right = 0;
    int called = 0;
    for (int i = 0; i < positivesAt.length; i++) {
      right += positivesAt[i];
      called += positivesAt[i] + negativesAt[i];
      sum += positivesAt[i] * ((double) right / called);
    }
    return OptionalDouble.of(sum / positives);
  }
}
