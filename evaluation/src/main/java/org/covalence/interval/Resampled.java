package org.covalence.interval;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What the rounds of a bootstrap gave, a list entry a score: two kinds of interval from the very
 * same rounds.
 */
public final class Resampled {
  private final List<Replicates> scores;
  private final double confidence;
  private final Supplier<double[]> acceleration;

  /**
   * @param measured the scores of the posts themselves
   * @param resampled scores × rounds
   * @param acceleration one number a score, see {@link Jackknife}; asked for only where it is used,
   *     as it costs a score a cell
   */
  Resampled(
      double[] measured, double[][] resampled, double confidence, Supplier<double[]> acceleration) {
    this.scores =
        IntStream.range(0, measured.length)
            .mapToObj(s -> new Replicates(measured[s], resampled[s]))
            .toList();
    this.confidence = confidence;
    this.acceleration = acceleration;
  }

  /** The percentile intervals. */
  public List<Estimate> percentile() {
    return scores.stream().map(score -> score.percentile(confidence)).toList();
  }

  /**
   * The bias-corrected and accelerated intervals, BCa. They are nearer to their confidence where a
   * score is skewed or biased, as an F1 near its bound is (Efron, JASA 82, 1987; Efron and
   * Tibshirani, 1993, section 14.3).
   */
  public List<Estimate> accelerated() {
    double[] each = acceleration.get();
    return IntStream.range(0, each.length)
        .mapToObj(s -> scores.get(s).accelerated(each[s], confidence))
        .toList();
  }
}
