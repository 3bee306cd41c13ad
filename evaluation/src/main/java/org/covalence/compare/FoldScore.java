package org.covalence.compare;

import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;

/**
 * What one training of a system came to on the one fold that it was tested on.
 *
 * @param system its name
 * @param seed what it was trained from
 * @param repeat of the cross-validation, from 1
 * @param fold of the repeat, from 1
 * @param trainingPosts how many posts it was fitted on
 * @param matrix how often each class was taken for each in the fold
 */
public record FoldScore(
    String system, long seed, int repeat, int fold, int trainingPosts, ConfusionMatrix matrix) {
  /** How many posts the fold has. */
  public int posts() {
    return matrix.posts();
  }

  /** A score on the fold, a fraction. */
  public double of(Metric metric) {
    return metric.of(matrix);
  }
}
