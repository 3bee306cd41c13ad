package org.covalence.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.covalence.compare.Comparison;
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

  /** The posts without and with a twin in training, where a comparison knows them. */
  public static List<SubsetResult> ofTwins(Comparison comparison) {
    return comparison
        .withoutTwins()
        .filter(without -> !without.evaluations().isEmpty())
        .map(
            without ->
                List.of(
                    new SubsetResult(
                        "without a twin in training",
                        TwinLines.caption(without).replaceFirst(":$", "."),
                        without.evaluations()),
                    new SubsetResult(
                        "with a twin in training",
                        "What may have been remembered: the posts that were left out above.",
                        twins(comparison, without.twins().ids()))))
        .orElse(List.of());
  }

  private static List<Evaluation> twins(Comparison comparison, Set<String> twins) {
    Set<String> tested = new HashSet<>(comparison.evaluations().get(0).scored().ids());
    tested.retainAll(twins);
    return comparison.evaluations().stream().map(e -> e.only(tested)).toList();
  }
}
