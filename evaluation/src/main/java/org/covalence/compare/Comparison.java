package org.covalence.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.covalence.duplicate.Twins;
import org.covalence.significance.CochransQ;
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
  private final Optional<WithoutTwins> withoutTwins;

  private Comparison(List<Evaluation> evaluations) {
    this.evaluations = List.copyOf(evaluations);
    this.differences = allPairs();
    this.folds = Optional.empty();
    this.withoutTwins = Optional.empty();
  }

  private Comparison(
      Comparison same, Optional<FoldScores> folds, Optional<WithoutTwins> withoutTwins) {
    this.evaluations = same.evaluations;
    this.differences = same.differences;
    this.folds = folds;
    this.withoutTwins = withoutTwins;
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
    return Pair.tested(pairs);
  }

  private boolean isPair(Evaluation a, Evaluation b) {
    return !a.system().equals(b.system())
        && (a.seed() == b.seed() || trainings(a.system()) == 1 || trainings(b.system()) == 1);
  }

  private long trainings(String system) {
    return evaluations.stream().filter(e -> e.system().equals(system)).count();
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
    return new Comparison(this, Optional.of(scores), withoutTwins);
  }

  /** The same comparison, beside what is left of it without posts that {@code twins} names. */
  public Comparison without(Twins twins) {
    return new Comparison(this, folds, Optional.of(WithoutTwins.of(this, twins)));
  }

  /** What is left without the posts that have a twin in training; empty where nobody looked. */
  public Optional<WithoutTwins> withoutTwins() {
    return withoutTwins;
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

  /**
   * Whether any two of three systems or more differ in accuracy; empty for fewer, and for several
   * trainings, which are no different systems.
   */
  public Optional<CochransQ> cochransQ() {
    if (evaluations.size() < 3 || !spreads().isEmpty()) {
      return Optional.empty();
    }
    Scored first = evaluations.get(0).scored();
    return Optional.of(
        CochransQ.of(
            first.truth(),
            evaluations.stream()
                .map(e -> e.scored().inOrderOf(first, e.system()).predicted())
                .toArray(int[][]::new)));
  }

  /**
   * Every pair of systems that were both trained from three seeds or more, as {@link #differences}.
   */
  public List<SeedDifference> seedDifferences() {
    List<Spread> spreads =
        spreads().stream().filter(s -> s.seeds().size() >= SeedDifference.FEWEST).toList();
    List<SeedDifference> all = new ArrayList<>();
    int pairs = spreads.size() * (spreads.size() - 1) / 2;
    for (int a = 1; a < spreads.size(); a++) {
      for (int b = 0; b < a; b++) {
        all.add(SeedDifference.of(spreads.get(a), spreads.get(b), pairs, protocol().bootstrap()));
      }
    }
    return all;
  }
}
