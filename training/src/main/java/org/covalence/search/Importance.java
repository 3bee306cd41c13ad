package org.covalence.search;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.search.Trial.State;

/**
 * How much each parameter decided about being among the best trials, by PED-ANOVA (Watanabe, Bansal
 * and Hutter, IJCAI 2023). A parameter is important where the best tenth have it elsewhere than all
 * trials do: its measure is the Pearson divergence between the two densities (algorithm 1), each a
 * mixture on a grid of at most 50 places.
 *
 * <p>A conditional parameter is measured on the trials that have it, and weighed by how often the
 * best have it: the square of its share among the best over its share among all (conditional
 * PED-ANOVA, arXiv 2601.20800, theorem 4.2).
 *
 * <p>It says what decided among the trials that were made, not in the whole space: where a sampler
 * came close to the best soon and stayed there, what led it there looks less important than it is.
 * With fewer than 50 trials the best tenth is fewer than five, and shares are little more than
 * noise.
 *
 * @param shares by key, the largest first, each in [0, 1] and all summing to one
 * @param trials how many ended, which is what was looked at
 * @param best how many of them are the best tenth; more where several have the same value
 */
public record Importance(Map<String, Double> shares, int trials, int best) {
  private static final int LEAST = 2;

  public Importance {
    shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
  }

  /**
   * The importance of every parameter of {@code space}.
   *
   * @return nothing where the trials say nothing of it: fewer than two ended, or all are as good
   */
  public static Optional<Importance> of(
      SearchSpace space, Direction direction, List<Trial> trials) {
    List<Trial> ended = trials.stream().filter(t -> t.state() == State.ENDED).toList();
    if (ended.size() < LEAST) {
      return Optional.empty();
    }
    double bound =
        ended.stream()
            .map(t -> t.value().orElseThrow())
            .sorted(direction.better())
            .skip((ended.size() + 9) / 10 - 1)
            .findFirst()
            .orElseThrow();
    List<Trial> best =
        ended.stream().filter(t -> !direction.isBetter(bound, t.value().orElseThrow())).toList();
    if (best.size() == ended.size()) {
      return Optional.empty();
    }
    Map<String, Double> divergences = new LinkedHashMap<>();
    for (Parameter parameter : space.parameters()) {
      divergences.put(parameter.key(), weighedDivergence(parameter, best, ended));
    }
    double sum = divergences.values().stream().mapToDouble(d -> d).sum();
    if (sum == 0) {
      return Optional.empty();
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    divergences.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(d -> shares.put(d.getKey(), d.getValue() / sum));
    return Optional.of(new Importance(shares, ended.size(), best.size()));
  }

  private static double weighedDivergence(
      Parameter parameter, List<Trial> best, List<Trial> ended) {
    List<Trial> bestWith = with(parameter, best);
    List<Trial> endedWith = with(parameter, ended);
    if (bestWith.isEmpty() || endedWith.size() < LEAST) {
      return 0;
    }
    double ofBest = bestWith.size() / (double) best.size();
    double ofAll = endedWith.size() / (double) ended.size();
    return ofBest * ofBest / ofAll * divergence(parameter, bestWith, endedWith);
  }

  private static double divergence(Parameter parameter, List<Trial> best, List<Trial> ended) {
    double[] among = GridDensity.of(parameter, best);
    double[] all = GridDensity.of(parameter, ended);
    double divergence = 0;
    for (int i = 0; i < all.length; i++) {
      double ratio = among[i] / all[i] - 1;
      divergence += all[i] * ratio * ratio;
    }
    return divergence;
  }

  private static List<Trial> with(Parameter parameter, List<Trial> trials) {
    return trials.stream().filter(t -> t.settings().containsKey(parameter.key())).toList();
  }
}
