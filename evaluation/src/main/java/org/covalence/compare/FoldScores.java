package org.covalence.compare;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
   * The difference of two systems on each fold, {@code a} minus {@code b}: by repeat, then by fold;
   * a system trained from several seeds counts with the mean of them.
   *
   * @throws IllegalArgumentException where the two were not tested on the same folds
   */
  public double[] differences(String a, String b, Metric metric) {
    SortedMap<Turn, List<FoldScore>> ofA = new TreeMap<>(groups(of(a), FoldScores::turn));
    SortedMap<Turn, List<FoldScore>> ofB = new TreeMap<>(groups(of(b), FoldScores::turn));
    if (ofA.isEmpty() || !ofA.keySet().equals(ofB.keySet())) {
      throw new IllegalArgumentException(
          "expected "
              + a
              + " and "
              + b
              + " on the same folds, found "
              + ofA.keySet()
              + " and "
              + ofB.keySet());
    }
    return ofA.keySet().stream()
        .mapToDouble(
            turn ->
                mean(ofA.getOrDefault(turn, List.of()), metric)
                    - mean(ofB.getOrDefault(turn, List.of()), metric))
        .toArray();
  }

  /**
   * How many posts were tested on for each one that was fitted on, over all values: what the
   * correction of a resampled t test needs (Nadeau and Bengio, Machine Learning 52, 2003).
   */
  public double testToTraining() {
    double tested = scores.stream().mapToDouble(FoldScore::posts).sum();
    return tested / scores.stream().mapToDouble(FoldScore::trainingPosts).sum();
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
