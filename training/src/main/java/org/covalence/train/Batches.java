package org.covalence.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Random batches of posts of like length. The posts are shuffled, cut into runs of several batches,
 * each run is sorted by length and cut, and the batches are shuffled again: little of a batch is
 * then padding, and chance still decides what stands beside what.
 */
final class Batches {
  private static final int BATCHES_IN_A_RUN = 8;

  private Batches() {}

  /** Every post once. */
  static List<int[]> shuffled(Prepared<?> prepared, int batchSize, SplittableRandom random) {
    Integer[] order = IntStream.range(0, prepared.size()).boxed().toArray(Integer[]::new);
    shuffle(order, random);
    int run = Math.multiplyExact(batchSize, BATCHES_IN_A_RUN);
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from += run) {
      int to = Math.min(order.length, from + run);
      Arrays.sort(order, from, to, Comparator.comparingInt(prepared::length));
      for (int start = from; start < to; start += batchSize) {
        batches.add(
            Arrays.stream(order, start, Math.min(to, start + batchSize))
                .mapToInt(i -> i)
                .toArray());
      }
    }
    int[][] mixed = batches.toArray(int[][]::new);
    shuffle(mixed, random);
    return List.of(mixed);
  }

  /** The batches in order, so many at a time; the last may be fewer. */
  static List<List<int[]>> grouped(List<int[]> batches, int count) {
    List<List<int[]>> groups = new ArrayList<>();
    for (int from = 0; from < batches.size(); from += count) {
      groups.add(batches.subList(from, Math.min(batches.size(), from + count)));
    }
    return groups;
  }

  /** The posts of several batches, one after the other. */
  static int[] together(List<int[]> batches) {
    return batches.stream().flatMapToInt(Arrays::stream).toArray();
  }

  /** Of numbers by post, those of the posts of a batch. */
  static List<int[]> of(List<int[]> numbers, int[] posts) {
    return numbers.stream().map(c -> Arrays.stream(posts).map(p -> c[p]).toArray()).toList();
  }

  /** Fisher and Yates. */
  private static <T> void shuffle(T[] items, SplittableRandom random) {
    for (int i = items.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T kept = items[i];
      items[i] = items[j];
      items[j] = kept;
    }
  }
}
