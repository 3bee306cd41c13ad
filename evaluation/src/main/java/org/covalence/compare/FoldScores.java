package org.covalence.compare;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.covalence.metric.Metric;

/**
 * Every single value of a cross-validation: each system on each fold, for each repeat and seed. The
 * folds of a repeat share most of their training posts, so their values are not independent: the
 * spread over them says how much a fold matters, and is no standard error.
 *
 * @param scores ordered by system as first named, then repeat, seed and fold
 */
public record FoldScores(List<FoldScore> scores) {
  private record Turn(int repeat, int fold) implements Comparable<Turn> {
    @Override
    public int compareTo(Turn other) {
      return Comparator.comparingInt(Turn::repeat)
          .thenComparingInt(Turn::fold)
          .compare(this, other);
    }
  }

  private record Training(int repeat, long seed) {}

  public FoldScores {
    List<String> names = scores.stream().map(FoldScore::system).distinct().toList();
    scores =
        scores.stream()
            .sorted(
                Comparator.comparingInt((FoldScore s) -> names.indexOf(s.system()))
                    .thenComparingInt(FoldScore::repeat)
                    .thenComparingLong(FoldScore::seed)
                    .thenComparingInt(FoldScore::fold))
            .toList();
    long distinct =
        scores.stream()
            .map(s -> List.of(s.system(), s.repeat(), s.seed(), s.fold()))
            .distinct()
            .count();
    if (scores.isEmpty() || distinct != scores.size()) {
      throw new IllegalArgumentException("expected each system once a fold, repeat and seed");
    }
    Map<String, Set<Turn>> turns = new LinkedHashMap<>();
    for (FoldScore score : scores) {
      turns.computeIfAbsent(score.system(), s -> new TreeSet<>()).add(turn(score));
    }
    if (Set.copyOf(turns.values()).size() > 1) {
      throw new IllegalArgumentException("expected every system on the same folds");
    }
  }

  /** The systems, in their order. */
  public List<String> systems() {
    return scores.stream().map(FoldScore::system).distinct().toList();
  }

  /** The values of one system, by repeat, seed and fold. */
  public List<FoldScore> of(String system) {
    return scores.stream().filter(s -> s.system().equals(system)).toList();
  }

  /** The mean of a score over every fold, repeat and seed. */
  public double mean(String system, Metric metric) {
    return mean(of(system), metric);
  }

  /**
   * The standard deviation of a score over the folds of one training, with n − 1 in the
   * denominator; with several repeats or seeds, the root of the mean of their variances. 0 where
   * there is one fold.
   */
  public double standardDeviation(String system, Metric metric) {
    Collection<List<FoldScore>> trainings =
        groups(of(system), s -> new Training(s.repeat(), s.seed())).values();
    double variances = 0;
    for (List<FoldScore> folds : trainings) {
      double mean = mean(folds, metric);
      double squares = 0;
      for (FoldScore fold : folds) {
        squares += Math.pow(fold.of(metric) - mean, 2);
      }
      variances += folds.size() > 1 ? squares / (folds.size() - 1) : 0;
    }
    return Math.sqrt(variances / trainings.size());
  }

  /**
   * The scores of a system, one a fold: by repeat, then by fold; with several seeds the mean of
   * them.
   */
  public double[] byFold(String system, Metric metric) {
    return new TreeMap<>(groups(of(system), FoldScores::turn))
        .values().stream().mapToDouble(seeds -> mean(seeds, metric)).toArray();
  }

  /** Every pair of systems in one metric, tested over the folds; none where there is one fold. */
  public List<FoldComparison> comparisons(Metric metric) {
    return byFold(systems().get(0), metric).length < 2
        ? List.of()
        : FoldComparison.all(this, metric);
  }

  /**
   * One system minus each of the others in one metric, tested over two folds or more; corrected for
   * these pairs alone.
   */
  public List<FoldComparison> against(String system, Metric metric) {
    return FoldComparison.against(this, system, metric);
  }

  private static Turn turn(FoldScore score) {
    return new Turn(score.repeat(), score.fold());
  }

  private static <K> Map<K, List<FoldScore>> groups(
      List<FoldScore> scores, Function<FoldScore, K> key) {
    return scores.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  /** Adds in order, so that the last bit is always the same. */
  private static double mean(List<FoldScore> scores, Metric metric) {
    double sum = 0;
    for (FoldScore score : scores) {
      sum += score.of(metric);
    }
    return sum / scores.size();
  }
}
