package org.covalence.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How many words of some posts are known: have a vector, or stand in a vocabulary, in the token's
 * own or another spelling. Classes such as {@code <url>} are no words and are not counted.
 *
 * @param distinct different words
 * @param distinctCovered those of them that are known
 * @param running all words, each as often as it occurs
 * @param runningCovered those of them that are known
 * @param mostMissed the unknown words that occur most often, at most ten
 */
public record Coverage(
    long distinct,
    long distinctCovered,
    long running,
    long runningCovered,
    List<String> mostMissed) {
  private static final int MOST_MISSED = 10;
  private static final Set<String> CLASSES = new TreeSet<>();

  static {
    for (ClassToken kind : ClassToken.values()) {
      CLASSES.add(kind.token());
    }
  }

  public Coverage {
    mostMissed = List.copyOf(mostMissed);
  }

  /** Counts the tokens of {@code posts} that {@code vectors} knows. */
  public static Coverage of(Collection<List<String>> posts, WordVectors vectors) {
    return of(posts, (String token) -> vectors.find(token).isPresent());
  }

  /** Counts the tokens of {@code posts} that {@code vocabulary} knows. */
  public static Coverage of(Collection<List<String>> posts, Vocabulary vocabulary) {
    return of(posts, (String token) -> vocabulary.id(token) != Vocabulary.UNKNOWN);
  }

  private static Coverage of(Collection<List<String>> posts, Predicate<String> knows) {
    Map<String, Long> counts = new HashMap<>();
    posts.forEach(post -> post.forEach(token -> counts.merge(token, 1L, Long::sum)));
    counts.keySet().removeAll(CLASSES);
    Map<String, Long> missed = new HashMap<>(counts);
    missed.keySet().removeIf(knows);
    long running = sum(counts);
    return new Coverage(
        counts.size(),
        counts.size() - missed.size(),
        running,
        running - sum(missed),
        missed.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_MISSED)
            .map(Map.Entry::getKey)
            .toList());
  }

  /** The covered share of the different words, 0 to 1; 1 where there are none. */
  public double distinctShare() {
    return share(distinctCovered, distinct);
  }

  /** The covered share of all words, 0 to 1; 1 where there are none. */
  public double runningShare() {
    return share(runningCovered, running);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
