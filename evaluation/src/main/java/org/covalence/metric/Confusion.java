package org.covalence.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Posts of one class that were taken for another.
 *
 * @param truth the class they are of
 * @param predicted the class they were called
 * @param count how many there are, at least one
 * @param ids some of them
 */
public record Confusion(int truth, int predicted, int count, List<String> ids) {
  public Confusion {
    ids = List.copyOf(ids);
  }

  /**
   * All confusions there are, the most frequent first, those of equal number in class order.
   *
   * @param ids one a post
   * @param truth a class index for each
   * @param predicted a class index for each
   * @param confidence how sure the system was of each, the surest mistakes being listed first; the
   *     same number for all where it does not say, which leaves the order of the ids
   * @param idsEach how many ids a confusion lists at most
   */
  public static List<Confusion> of(
      List<String> ids, int[] truth, int[] predicted, double[] confidence, int idsEach) {
    if (truth.length != ids.size()
        || predicted.length != ids.size()
        || confidence.length != ids.size()) {
      throw new IllegalArgumentException(
          "expected truth, prediction and confidence for each of " + ids.size() + " posts");
    }
    List<Integer> mistakes =
        IntStream.range(0, truth.length)
            .filter(i -> truth[i] != predicted[i])
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -confidence[i]))
            .toList();
    List<Confusion> confusions = new ArrayList<>();
    mistakes.stream()
        .map(i -> List.of(truth[i], predicted[i]))
        .distinct()
        .forEach(
            pair -> {
              List<Integer> posts =
                  mistakes.stream()
                      .filter(i -> truth[i] == pair.get(0) && predicted[i] == pair.get(1))
                      .toList();
              confusions.add(
                  new Confusion(
                      pair.get(0),
                      pair.get(1),
                      posts.size(),
                      posts.stream().limit(idsEach).map(ids::get).toList()));
            });
    confusions.sort(
        Comparator.comparingInt(Confusion::count)
            .reversed()
            .thenComparingInt(Confusion::truth)
            .thenComparingInt(Confusion::predicted));
    return List.copyOf(confusions);
  }
}
