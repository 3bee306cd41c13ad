package org.covalence.compare;

import java.util.List;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;

/**
 * What calling every post by the most frequent class would reach on these very posts. A result that
 * does not clear it shows nothing.
 *
 * @param label the most frequent class; the first one where several are equal
 * @param matrix what that constant answer gives
 */
public record Floor(String label, ConfusionMatrix matrix) {
  /**
   * The floor of posts.
   *
   * @param labels the declared classes, in order
   * @param truth a class index a post, at least one
   */
  public static Floor of(List<String> labels, int[] truth) {
    ConfusionMatrix right = ConfusionMatrix.of(labels.size(), truth, truth);
    int majority = right.majority();
    return new Floor(labels.get(majority), right.always(majority));
  }

  /** The floor of one metric, a fraction. */
  public double of(Metric metric) {
    return metric.of(matrix);
  }
}
