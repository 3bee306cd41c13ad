package org.covalence.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.covalence.metric.Forecasts;
import org.covalence.predict.Nonconformity;
import org.covalence.predict.PredictionSets;

/**
 * Sets of classes that hold the truth as often as promised: split conformal prediction (Vovk,
 * Gammerman and Shafer, Algorithmic Learning in a Random World, 2005; Angelopoulos and Bates, A
 * Gentle Introduction to Conformal Prediction, 2021, section 1).
 *
 * <p>The promise. Let the calibration posts and a new post be exchangeable, and the model be
 * trained without them. Then the set of the new post holds its true class with a probability of at
 * least the coverage, and, where no two scores are equal, of at most the coverage + 1/(n + 1). The
 * probability is over the draw of all posts: one set of n calibration posts may give a few points
 * more or less, and no promise is made for one class or one kind of posts alone.
 */
public final class ConformalSets {
  /** A bound that every class stays under. */
  private static final double EVERYTHING = 1;

  private final Nonconformity score;
  private final double[] sorted;

  private ConformalSets(Nonconformity score, double[] sorted) {
    this.score = score;
    this.sorted = sorted;
  }

  /**
   * Sets by the scores of the true classes of {@code calibration}, posts that neither trained the
   * model nor are tested on.
   */
  public static ConformalSets calibrate(Nonconformity score, Forecasts calibration) {
    return new ConformalSets(
        score,
        IntStream.range(0, calibration.posts())
            .mapToDouble(i -> score.of(calibration.probabilities(i), calibration.truth(i)))
            .sorted()
            .toArray());
  }

  /** How many posts they were calibrated on. */
  public int posts() {
    return sorted.length;
  }

  /**
   * The score up to which a class is in the set: the ⌈(n + 1) · coverage⌉-th smallest; 1, which
   * takes in every class, where n posts are too few for that.
   *
   * @param coverage in (0, 1)
   */
  public double bound(double coverage) {
    if (!(coverage > 0 && coverage < 1)) {
      throw new IllegalArgumentException("expected a coverage between 0 and 1, found " + coverage);
    }
    // Without the hair, 100 * 0.07 would be more than 7.
    int rank = (int) Math.ceil((sorted.length + 1) * coverage - 1e-9);
    return rank > sorted.length ? EVERYTHING : sorted[rank - 1];
  }

  /** The classes in the set of a post, in class order. */
  public List<Integer> set(double[] probabilities, double coverage) {
    double bound = bound(coverage);
    return IntStream.range(0, probabilities.length)
        .filter(k -> score.of(probabilities, k) <= bound)
        .boxed()
        .toList();
  }

  /** What a model keeps of this, to give sets with its predictions. */
  public PredictionSets kept() {
    return new PredictionSets(
        score,
        sorted.length,
        IntStream.rangeClosed(PredictionSets.LEAST_PERCENT, PredictionSets.MOST_PERCENT)
            .mapToObj(percent -> bound(percent / 100.0))
            .toList());
  }

  /**
   * What sets of a promised coverage did on labelled posts.
   *
   * @param promised the coverage asked for
   * @param covered the share of posts whose set holds the truth
   * @param meanSize classes in a set
   * @param sizes how many posts have a set of no class, of one, and so on
   */
  public record Outcome(double promised, double covered, double meanSize, List<Integer> sizes) {
    public Outcome {
      sizes = List.copyOf(sizes);
    }
  }

  /** What the sets do on {@code forecasts}, other posts than those of the calibration. */
  public Outcome on(Forecasts forecasts, double coverage) {
    int[] sizes = new int[forecasts.classes() + 1];
    int covered = 0;
    int classes = 0;
    for (int i = 0; i < forecasts.posts(); i++) {
      List<Integer> set = set(forecasts.probabilities(i), coverage);
      sizes[set.size()]++;
      classes += set.size();
      covered += set.contains(forecasts.truth(i)) ? 1 : 0;
    }
    return new Outcome(
        coverage,
        (double) covered / forecasts.posts(),
        (double) classes / forecasts.posts(),
        Arrays.stream(sizes).boxed().toList());
  }
}
