package org.covalence.predict;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.covalence.label.Sentiment;
import org.covalence.store.CovalenceException;

/**
 * What a model keeps to give, instead of one label, a set of labels that holds the true one as
 * often as asked for: conformal prediction, calibrated on posts that the model was not trained on.
 * What is promised, and what not, is told where the bounds are made, in {@code ConformalSets}.
 *
 * @param score how little a class fits
 * @param posts how many it was calibrated on
 * @param bounds up to which score a class is in the set, for a coverage of 0.50, 0.51, …, 0.99; 1
 *     takes in every class
 */
public record PredictionSets(Nonconformity score, int posts, List<Double> bounds) {
  /** The lowest coverage that can be asked for, in per cent. */
  public static final int LEAST_PERCENT = 50;

  /** The highest. */
  public static final int MOST_PERCENT = 99;

  public PredictionSets {
    bounds = List.copyOf(bounds);
    if (bounds.size() != MOST_PERCENT - LEAST_PERCENT + 1) {
      throw new IllegalArgumentException(
          "expected a bound for each per cent of coverage, found " + bounds.size());
    }
    double before = 0;
    for (double bound : bounds) {
      if (!(bound >= before && bound <= 1)) {
        throw new IllegalArgumentException(
            "expected bounds from 0 to 1 that do not fall, found " + bound + " after " + before);
      }
      before = bound;
    }
    if (posts < 1) {
      throw new IllegalArgumentException("expected at least one post, found " + posts);
    }
  }

  /** A coverage as its bound is called in files: {@code 0.90}. */
  public static String key(int percent) {
    return String.format(Locale.ROOT, "0.%02d", percent);
  }

  /**
   * The bound for a coverage; one between two hundredths is rounded up.
   *
   * @throws CovalenceException where {@code coverage} is not from 0.5 to 0.99
   */
  public double bound(double coverage) {
    if (!(coverage >= LEAST_PERCENT / 100.0 && coverage <= MOST_PERCENT / 100.0)) {
      throw CovalenceException.usage(
          "expected a coverage from "
              + key(LEAST_PERCENT)
              + " to "
              + key(MOST_PERCENT)
              + ", found "
              + coverage,
          "the coverage of prediction sets",
          "0.9 is usual");
    }
    // Without the hair, 100 * 0.57 would be less than 57, and others more.
    int percent = (int) Math.ceil(100 * coverage - 1e-9);
    return bounds.get(percent - LEAST_PERCENT);
  }

  /**
   * The same prediction with its set of labels.
   *
   * @param coverage how often sets are to hold the true label, from 0.5 to 0.99
   * @throws CovalenceException where it is anything else
   */
  public Prediction addTo(Prediction prediction, double coverage) {
    double bound = bound(coverage);
    double[] probabilities =
        prediction.probabilities().stream().mapToDouble(Double::doubleValue).toArray();
    SortedSet<Sentiment> set = new TreeSet<>();
    for (Sentiment label : Sentiment.values()) {
      if (score.of(probabilities, label.ordinal()) <= bound) {
        set.add(label);
      }
    }
    return prediction.withSet(set);
  }
}
