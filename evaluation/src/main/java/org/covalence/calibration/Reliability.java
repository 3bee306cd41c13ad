package org.covalence.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.covalence.metric.Forecasts;

/**
 * How confidence and accuracy agree: posts sorted into bins of equal width by the probability of
 * the class they are called (Guo et al., On Calibration of Modern Neural Networks, ICML 2017, after
 * Naeini et al., AAAI 2015). Bin m of M holds the confidences in ((m − 1)/M, m/M].
 *
 * @param bins from low to high confidence, empty ones included
 */
public record Reliability(List<Bin> bins) {
  /** As many bins as the literature mostly has; errors from other numbers are not comparable. */
  public static final int BINS = 15;

  /**
   * The posts of one bin.
   *
   * @param low its lower end, excluded
   * @param high its upper end, included
   * @param count how many posts are in it
   * @param confidence their mean confidence; absent where there are none
   * @param accuracy the share of them that are called right; absent where there are none
   */
  public record Bin(
      double low, double high, int count, OptionalDouble confidence, OptionalDouble accuracy) {
    /** How far accuracy and confidence lie apart; 0 in an empty bin. */
    public double gap() {
      return count == 0 ? 0 : Math.abs(accuracy.orElseThrow() - confidence.orElseThrow());
    }
  }

  public Reliability {
    bins = List.copyOf(bins);
  }

  /** The bins of {@code forecasts}, {@value #BINS} of them. */
  public static Reliability of(Forecasts forecasts) {
    return of(forecasts, BINS);
  }

  /**
   * The bins of {@code forecasts}.
   *
   * @param number of bins, at least 1
   */
  public static Reliability of(Forecasts forecasts, int number) {
    if (number < 1) {
      throw new IllegalArgumentException("expected at least one bin, found " + number);
    }
    int[] counts = new int[number];
    int[] right = new int[number];
    double[] confidence = new double[number];
    for (int i = 0; i < forecasts.posts(); i++) {
      double sure = forecasts.confidence(i);
      int bin = Math.min(number - 1, Math.max(0, (int) Math.ceil(sure * number) - 1));
      counts[bin]++;
      confidence[bin] += sure;
      right[bin] += forecasts.isRight(i) ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    for (int m = 0; m < number; m++) {
      bins.add(
          new Bin(
              (double) m / number,
              (m + 1.0) / number,
              counts[m],
              share(confidence[m], counts[m]),
              share(right[m], counts[m])));
    }
    return new Reliability(bins);
  }

  private static OptionalDouble share(double sum, int count) {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  /** Expected calibration error: the mean gap, each bin weighted by its posts; in [0, 1]. */
  public double expectedError() {
    double sum = 0;
    int posts = 0;
    for (Bin bin : bins) {
      sum += bin.count() * bin.gap();
      posts += bin.count();
    }
    return sum / posts;
  }

  /**
   * Maximum calibration error: the widest gap of a bin that has posts; in [0, 1]. A bin of a single
   * post decides it as much as a full one.
   */
  public double maximumError() {
    return bins.stream().mapToDouble(Bin::gap).max().orElse(0);
  }
}
