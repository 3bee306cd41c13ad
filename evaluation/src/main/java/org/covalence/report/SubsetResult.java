package org.covalence.report;

import java.util.List;
import org.covalence.compare.Evaluation;

/**
 * Systems measured on some of the posts alone: those without a twin in training, those of one
 * source.
 *
 * @param name what the posts are, a few words
 * @param about how they were chosen, a sentence
 * @param evaluations one a system, at least one, all on these posts; each with the floor of them
 */
public record SubsetResult(String name, String about, List<Evaluation> evaluations) {
  public SubsetResult {
    evaluations = List.copyOf(evaluations);
    if (evaluations.isEmpty()) {
      throw new IllegalArgumentException("expected a result on the posts " + name + ", found none");
    }
  }
}
