package org.covalence.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.covalence.metric.Forecasts;

/**
 * What is gained by answering only where the system is sure (Geifman and El-Yaniv, Selective
 * Classification for Deep Neural Networks, NeurIPS 2017). Posts are taken from the highest
 * confidence down; at each coverage, the share of posts taken, the risk is the share of them that
 * are called wrong. Posts of equal confidence are taken together, as no threshold parts them.
 *
 * @param points from the surest posts to all, one a distinct confidence
 * @param area under the curve, the mean risk over the coverages 1/n, 2/n, …, 1 (AURC; Geifman et
 *     al., Bias-Reduced Uncertainty Estimation, ICLR 2019); among posts of equal confidence the
 *     mean over all their orders. In [0, 1], less is better
 * @param excessArea the area less that of the best order with as many mistakes, all of them last;
 *     at least 0, and 0 where every mistake is less sure than every right answer. Computed exactly,
 *     where the paper takes the limit of many posts, r + (1 − r) ln(1 − r)
 */
public record RiskCoverage(List<Point> points, double area, double excessArea) {
  /**
   * One point of the curve.
   *
   * @param confidence the threshold: posts of this confidence or more are answered
   * @param coverage the share of posts that are answered, in (0, 1]
   * @param risk the share of those that are called wrong
   */
  public record Point(double confidence, double coverage, double risk) {}

  public RiskCoverage {
    points = List.copyOf(points);
  }

  /** The curve of {@code forecasts}. */
  public static RiskCoverage of(Forecasts forecasts) {
    List<Integer> order =
        IntStream.range(0, forecasts.posts())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -forecasts.confidence(i)))
            .toList();
    int posts = order.size();
    List<Point> points = new ArrayList<>();
    double risks = 0;
    int wrong = 0;
    for (int first = 0; first < posts; ) {
      double confidence = forecasts.confidence(order.get(first));
      int end = first;
      int wrongHere = 0;
      while (end < posts && forecasts.confidence(order.get(end)) == confidence) {
        wrongHere += forecasts.isRight(order.get(end)) ? 0 : 1;
        end++;
      }
      for (int taken = first + 1; taken <= end; taken++) {
        double share = (double) (taken - first) / (end - first);
        risks += (wrong + share * wrongHere) / taken;
      }
      wrong += wrongHere;
      points.add(new Point(confidence, (double) end / posts, (double) wrong / end));
      first = end;
    }
    double area = risks / posts;
    return new RiskCoverage(points, area, Math.max(0, area - bestArea(posts, wrong)));
  }

  private static double bestArea(int posts, int wrong) {
    double risks = 0;
    for (int taken = posts - wrong + 1; taken <= posts; taken++) {
      risks += (double) (taken - (posts - wrong)) / taken;
    }
    return risks / posts;
  }

  /**
   * What answering only from a confidence on would give: the point of the lowest threshold that is
   * not below {@code confidence}; a coverage and risk of 0 where no post is that sure.
   */
  public Point at(double confidence) {
    return points.stream()
        .filter(point -> point.confidence() >= confidence)
        .reduce((surer, lessSure) -> lessSure)
        .orElse(new Point(confidence, 0, 0));
  }
}
