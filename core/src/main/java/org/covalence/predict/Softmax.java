package org.covalence.predict;

/** From the scores of a network to probabilities. */
public final class Softmax {
  private Softmax() {}

  /**
   * Probabilities, which sum to one.
   *
   * @param logits one a class, finite
   * @param temperature by which they are divided before; above 0. It makes probabilities more even
   *     (above 1) or less so, and leaves their order
   */
  public static double[] of(double[] logits, double temperature) {
    double highest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      highest = Math.max(highest, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] = Math.exp((logits[k] - highest) / temperature);
      sum += probabilities[k];
    }
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] /= sum;
    }
    return probabilities;
  }
}
