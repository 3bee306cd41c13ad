package org.covalence.predict;

/**
 * How little a class fits what a model says of a post, in [0, 1]. Conformal prediction compares
 * that of a class with those of the true classes of labelled posts, and any such score keeps its
 * promise; a good one keeps it with small sets. Both draw no random numbers: the same probabilities
 * always give the same score.
 */
public enum Nonconformity {
  /**
   * One minus the probability of the class. Smallest sets on average, of one size rule for all
   * posts; a set may be empty (Sadinle, Lei and Wasserman, Least Ambiguous Set-Valued Classifiers,
   * JASA 114, 2019).
   */
  THRESHOLD,
  /**
   * The probability of all classes that are likelier than this one: adaptive prediction sets in
   * their form without randomisation (Romano, Sesia and Candès, Classification with Valid and
   * Adaptive Coverage, NeurIPS 2020). A set takes the likeliest classes until they hold enough
   * probability, so it is larger where the model is less sure, and never empty. Where the model is
   * right more often than the coverage asked for, every set is of one class and holds the truth
   * more often than promised.
   */
  ADAPTIVE;

  /**
   * The score of class {@code k}.
   *
   * @param probabilities one a class; of two that are equal the first counts as likelier, as it
   *     does in {@link Prediction#label()}
   */
  public double of(double[] probabilities, int k) {
    if (this == THRESHOLD) {
      return 1 - probabilities[k];
    }
    double before = 0;
    for (int j = 0; j < probabilities.length; j++) {
      if (probabilities[j] > probabilities[k] || (probabilities[j] == probabilities[k] && j < k)) {
        before += probabilities[j];
      }
    }
    return Math.min(1, before);
  }
}
