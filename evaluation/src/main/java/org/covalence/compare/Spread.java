package org.covalence.compare;

import java.util.List;
import org.covalence.metric.Metric;

/**
 * Several trainings of one system.
 *
 * @param system its name
 * @param evaluations one a seed, at least two
 */
public record Spread(String system, List<Evaluation> evaluations) {
  public Spread {
    evaluations = List.copyOf(evaluations);
    if (evaluations.size() < 2) {
      throw new IllegalArgumentException("a spread needs two trainings of " + system);
    }
  }

  /** The seeds, in the order of the evaluations. */
  public List<Long> seeds() {
    return evaluations.stream().map(Evaluation::seed).toList();
  }

  /** The mean of a score over the trainings. */
  public double mean(Metric metric) {
    double sum = 0;
    for (Evaluation evaluation : evaluations) {
      sum += evaluation.score(metric).value();
    }
    return sum / evaluations.size();
  }

  /** The standard deviation of a score over the trainings, with n − 1 in the denominator. */
  public double standardDeviation(Metric metric) {
    double mean = mean(metric);
    double squares = 0;
    for (Evaluation evaluation : evaluations) {
      squares += Math.pow(evaluation.score(metric).value() - mean, 2);
    }
    return Math.sqrt(squares / (evaluations.size() - 1));
  }
}
