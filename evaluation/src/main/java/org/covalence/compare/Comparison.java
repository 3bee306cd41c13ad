package org.covalence.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.covalence.interval.Cells;
import org.covalence.interval.Estimate;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;
import org.covalence.significance.Holm;
import org.covalence.significance.McNemar;
import org.covalence.store.CovalenceException;

/**
 * Systems measured on the same posts under the same protocol, and every pair of them tested. A
 * system trained from several seeds stands in it once a seed; two systems are then compared seed by
 * seed, and one that has a single training is compared with each training of the other. In a pair
 * the system that was named later comes first, as systems tend to be named from plain to rich.
 * Holm's correction is over all pairs there are.
 */
public final class Comparison {
  private final List<Evaluation> evaluations;
  private final List<Difference> differences;
  private final Optional<FoldScores> folds;

  private Comparison(List<Evaluation> evaluations) {
    this.evaluations = List.copyOf(evaluations);
    this.differences = allPairs();
    this.folds = Optional.empty();
  }

  private Comparison(Comparison pooled, FoldScores folds) {
    this.evaluations = pooled.evaluations;
    this.differences = pooled.differences;
    this.folds = Optional.of(folds);
  }

  /**
   * Compares systems; one alone has no pairs.
   *
   * @throws CovalenceException where a system with its seed occurs twice, the posts or their labels
   *     differ, or anything of the protocol
   */
  public static Comparison of(List<Evaluation> evaluations) {
    if (evaluations.isEmpty()) {
      throw CovalenceException.usage(
          "expected systems to compare, found none", "the systems", "name at least one");
    }
    Evaluation first = evaluations.get(0);
    List<String> names = evaluations.stream().map(e -> e.system() + ", seed " + e.seed()).toList();
    for (int i = 1; i < evaluations.size(); i++) {
      if (names.indexOf(names.get(i)) < i) {
        throw CovalenceException.usage(
            "expected each system once a seed, found twice: " + names.get(i),
            "the systems",
            "give each its own name");
      }
      requireSameMeasure(first, evaluations.get(i));
    }
    return new Comparison(evaluations);
  }

  private static void requireSameMeasure(Evaluation first, Evaluation other) {
    other.scored().inOrderOf(first.scored(), other.system());
    Map<String, String> ours = fields(first);
    fields(other)
        .forEach(
            (key, value) -> {
              if (!value.equals(ours.get(key))) {
                throw CovalenceException.usage(
                    "expected one protocol, found " + key + " " + value + " and " + ours.get(key),
                    "the systems " + other.system() + " and " + first.system(),
                    "measure both in the same way");
              }
            });
  }

  private static Map<String, String> fields(Evaluation evaluation) {
    Map<String, String> fields = new LinkedHashMap<>(evaluation.signature().fields());
    fields.put("labels", String.join(", ", evaluation.protocol().labels()));
    return fields;
  }

  private List<Difference> allPairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int a = 1; a < evaluations.size(); a++) {
      for (int b = 0; b < a; b++) {
        if (isPair(evaluations.get(a), evaluations.get(b))) {
          pairs.add(Pair.of(evaluations.get(a), evaluations.get(b)));
        }
      }
    }
    double[] pHolm = Holm.adjust(pairs.stream().mapToDouble(pair -> pair.test().p()).toArray());
    return IntStream.range(0, pHolm.length)
        .mapToObj(i -> pairs.get(i).difference(pHolm[i]))
        .toList();
  }

  private boolean isPair(Evaluation a, Evaluation b) {
    return !a.system().equals(b.system())
        && (a.seed() == b.seed() || trainings(a.system()) == 1 || trainings(b.system()) == 1);
  }

  private long trainings(String system) {
    return evaluations.stream().filter(e -> e.system().equals(system)).count();
  }

  /**
   * Two systems; columns of the cells are the truth, what {@code a} said and what {@code b} said.
   */
  private record Pair(Evaluation a, Evaluation b, McNemar test, Cells cells) {
    static Pair of(Evaluation a, Evaluation b) {
      int[] truth = a.scored().truth();
      int[] saidA = a.scored().predicted();
      int[] saidB = b.scored().inOrderOf(a.scored(), b.system()).predicted();
      return new Pair(a, b, McNemar.exact(truth, saidA, saidB), Cells.of(truth, saidA, saidB));
    }

    Difference difference(double pHolm) {
      List<Estimate> differences =
          a.protocol().bootstrap().estimates(cells.counts(), this::differences);
      return new Difference(a, b, differences.get(0), differences.get(1), test, pHolm);
    }

    private double[] differences(int[] counts) {
      int classes = a.protocol().labels().size();
      ConfusionMatrix ofA = Evaluation.matrix(cells, counts, 1, classes);
      ConfusionMatrix ofB = Evaluation.matrix(cells, counts, 2, classes);
      return new double[] {
        Metric.ACCURACY.of(ofA) - Metric.ACCURACY.of(ofB),
        Metric.MACRO_F1.of(ofA) - Metric.MACRO_F1.of(ofB)
      };
    }
  }

  /** The evaluations, in the order given. */
  public List<Evaluation> evaluations() {
    return evaluations;
  }

  /** Every pair of different systems: the later one named minus the earlier one. */
  public List<Difference> differences() {
    return differences;
  }

  /** Those systems that were trained from several seeds, in the order given. */
  public List<Spread> spreads() {
    Map<String, List<Evaluation>> bySystem =
        evaluations.stream()
            .collect(
                Collectors.groupingBy(Evaluation::system, LinkedHashMap::new, Collectors.toList()));
    return bySystem.entrySet().stream()
        .filter(e -> e.getValue().size() > 1)
        .map(e -> new Spread(e.getKey(), e.getValue()))
        .toList();
  }

  /** The same comparison of a cross-validation, beside what each of its folds came to. */
  public Comparison withFolds(FoldScores scores) {
    return new Comparison(this, scores);
  }

  /** The single values of a cross-validation; empty where there was one split. */
  public Optional<FoldScores> folds() {
    return folds;
  }

  /** How all of them were measured. */
  public Protocol protocol() {
    return evaluations.get(0).protocol();
  }

  /** What a constant answer reaches on these posts. */
  public Floor floor() {
    return evaluations.get(0).floor();
  }

  /** What another person must know to get the same numbers. */
  public Signature signature() {
    return evaluations.get(0).signature();
  }
}
