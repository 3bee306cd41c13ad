package org.covalence.metric;

import java.util.Arrays;
import java.util.Locale;

/**
 * The probabilities that a system gives labelled posts, one a class. The class of the highest
 * probability is what the system calls a post, the first one where two are equal, and that
 * probability is its confidence.
 */
public final class Forecasts {
  /** How far the probabilities of a post may sum from one: some files tell them rounded. */
  public static final double SUM_TOLERANCE = 1e-3;

  private final int[] truth;
  private final double[][] probabilities;
  private final int[] predicted;

  private Forecasts(int[] truth, double[][] probabilities) {
    this.truth = truth;
    this.probabilities = probabilities;
    this.predicted = Arrays.stream(probabilities).mapToInt(Forecasts::largest).toArray();
  }

  /**
   * Takes probabilities as they are.
   *
   * @param truth one class index a post, at least one
   * @param probabilities posts × classes, each in [0, 1], those of a post summing to one
   * @throws IllegalArgumentException where they are anything else; readers of files say so before,
   *     with the place
   */
  public static Forecasts of(int[] truth, double[][] probabilities) {
    if (truth.length == 0 || probabilities.length != truth.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected probabilities for each post and at least one post, found %d for %d posts",
              probabilities.length,
              truth.length));
    }
    double[][] copy = new double[truth.length][];
    for (int i = 0; i < truth.length; i++) {
      copy[i] = probabilities[i].clone();
      if (copy[i].length != copy[0].length || truth[i] < 0 || truth[i] >= copy[i].length) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected a class below %d and as many probabilities, found class %d and %s",
                copy[0].length,
                truth[i],
                Arrays.toString(copy[i])));
      }
      requireDistribution(copy[i]);
    }
    return new Forecasts(truth.clone(), copy);
  }

  private static void requireDistribution(double[] probabilities) {
    double sum = 0;
    for (double p : probabilities) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("expected a probability in [0, 1], found " + p);
      }
      sum += p;
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException(
          "expected probabilities that sum to 1, found " + Arrays.toString(probabilities));
    }
  }

  private static int largest(double[] values) {
    int best = 0;
    for (int k = 1; k < values.length; k++) {
      if (values[k] > values[best]) {
        best = k;
      }
    }
    return best;
  }

  /** How many posts there are. */
  public int posts() {
    return truth.length;
  }

  /** How many classes are declared. */
  public int classes() {
    return probabilities[0].length;
  }

  /** The class that post {@code i} is of. */
  public int truth(int i) {
    return truth[i];
  }

  /** The class that post {@code i} is called. */
  public int predicted(int i) {
    return predicted[i];
  }

  /** Whether the two are the same. */
  public boolean isRight(int i) {
    return predicted[i] == truth[i];
  }

  /** The highest probability of post {@code i}. */
  public double confidence(int i) {
    return probabilities[i][predicted[i]];
  }

  /** The probability of class {@code k} for post {@code i}. */
  public double probability(int i, int k) {
    return probabilities[i][k];
  }

  /** A copy of the probabilities of post {@code i}, in class order. */
  public double[] probabilities(int i) {
    return probabilities[i].clone();
  }
}
