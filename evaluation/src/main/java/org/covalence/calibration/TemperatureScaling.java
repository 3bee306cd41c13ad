package org.covalence.calibration;

import org.covalence.predict.Softmax;

/**
 * The temperature that makes probabilities honest: logits are divided by it before the softmax (Guo
 * et al., On Calibration of Modern Neural Networks, ICML 2017, section 4.2). Above 1 it takes
 * certainty away, below 1 it adds some; the order of the classes, and so the label, stays.
 *
 * <p>Design. Where all posts are called right, no temperature is too low for the log loss, and a
 * few validation posts would make a model certain of everything. So it is fitted to targets that
 * leave the other classes what the rule of succession does: (n + 1)/(n + K) for the truth, 1/(n +
 * K) for each of the others (after Platt, Probabilistic Outputs for Support Vector Machines, 1999,
 * section 2.2). With hundreds of posts that moves the temperature by less than chance does.
 *
 * <p>That loss is convex in 1/T, its slope there is the mean over posts of (expected logit by the
 * softmax − by the target), and so the best T is where the slope changes its sign: halving the
 * range finds it to the last digit, with no step size and no start to choose. Where the sign does
 * not change within the bounds, the bound is taken; where the log loss of the posts would be higher
 * than without, 1.
 *
 * @param temperature in [{@value #LEAST}, {@value #MOST}]
 * @param logLossBefore of the posts it was fitted on, at temperature 1
 * @param logLoss of the same posts at {@code temperature}; never above {@code logLossBefore}
 */
public record TemperatureScaling(double temperature, double logLossBefore, double logLoss) {
  /** The lowest temperature. */
  public static final double LEAST = 0.05;

  /** The highest temperature. */
  public static final double MOST = 20;

  private static final int HALVINGS = 80;

  /**
   * Fits the temperature.
   *
   * @param truth one class index a post, at least one; of posts that neither trained the model nor
   *     are tested on
   * @param logits posts × classes, finite; logarithms of probabilities do as well
   */
  public static TemperatureScaling fit(int[] truth, double[][] logits) {
    require(truth, logits);
    double low = 1 / MOST;
    double high = 1 / LEAST;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = Math.sqrt(low * high);
      if (slope(truth, logits, middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double before = logLoss(truth, logits, 1);
    double temperature = Math.min(MOST, Math.max(LEAST, 1 / Math.sqrt(low * high)));
    double after = logLoss(truth, logits, temperature);
    return after < before
        ? new TemperatureScaling(temperature, before, after)
        : new TemperatureScaling(1, before, before);
  }

  private static void require(int[] truth, double[][] logits) {
    if (truth.length == 0 || logits.length != truth.length) {
      throw new IllegalArgumentException(
          "expected logits for each post and at least one post, found "
              + logits.length
              + " for "
              + truth.length
              + " posts");
    }
    for (int i = 0; i < truth.length; i++) {
      if (truth[i] < 0 || truth[i] >= logits[i].length || logits[i].length != logits[0].length) {
        throw new IllegalArgumentException(
            "expected a logit for each class, found "
                + logits[i].length
                + " for a post of class "
                + truth[i]);
      }
      for (double logit : logits[i]) {
        if (!Double.isFinite(logit)) {
          throw new IllegalArgumentException("expected finite logits, found " + logit);
        }
      }
    }
  }

  /** The slope of the loss along the inverse temperature. */
  private static double slope(int[] truth, double[][] logits, double inverse) {
    double sum = 0;
    double smoothing = 1.0 / (truth.length + logits[0].length);
    for (int i = 0; i < truth.length; i++) {
      double[] probabilities = Softmax.of(logits[i], 1 / inverse);
      for (int k = 0; k < probabilities.length; k++) {
        sum += (probabilities[k] - smoothing) * (logits[i][k] - logits[i][truth[i]]);
      }
    }
    return sum / truth.length;
  }

  /** The mean of −ln of the probability that the truth is given at {@code temperature}. */
  public static double logLoss(int[] truth, double[][] logits, double temperature) {
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      double highest = highest(logits[i]);
      double exponentials = 0;
      for (double logit : logits[i]) {
        exponentials += Math.exp((logit - highest) / temperature);
      }
      sum += Math.log(exponentials) - (logits[i][truth[i]] - highest) / temperature;
    }
    return sum / truth.length;
  }

  private static double highest(double[] logits) {
    double highest = logits[0];
    for (double logit : logits) {
      highest = Math.max(highest, logit);
    }
    return highest;
  }
}
