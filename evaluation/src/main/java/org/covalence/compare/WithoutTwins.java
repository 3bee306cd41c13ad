package org.covalence.compare;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.covalence.duplicate.Twins;

/**
 * The same systems on the posts that have no twin in training: what is left of a score once nothing
 * can be remembered.
 *
 * @param twins the posts left out, and why
 * @param posts how many there were with them
 * @param leftOut how many of these have a twin
 * @param evaluations in the order of the comparison; empty where nothing was left out, since the
 *     scores stay as they are, and where nothing remains
 */
public record WithoutTwins(Twins twins, int posts, int leftOut, List<Evaluation> evaluations) {
  public WithoutTwins {
    evaluations = List.copyOf(evaluations);
  }

  /** The evaluations of {@code comparison} without the posts that {@code twins} names. */
  public static WithoutTwins of(Comparison comparison, Twins twins) {
    List<String> ids = comparison.evaluations().get(0).scored().ids();
    Set<String> kept = new HashSet<>(ids);
    kept.removeAll(twins.ids());
    int leftOut = ids.size() - kept.size();
    boolean same = leftOut == 0 || kept.isEmpty();
    return new WithoutTwins(
        twins,
        ids.size(),
        leftOut,
        same ? List.of() : comparison.evaluations().stream().map(e -> e.only(kept)).toList());
  }
}
