package org.covalence.interval;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Posts that look alike, counted. A post is one value from each of a few columns (its true class,
 * what system A called it, what system B called it); all posts with the same values make one cell.
 * Only cells that occur are kept, in the order of their values, so neither the order of the posts
 * nor the number of classes matters.
 */
public final class Cells {
  private final int[][] values;
  private final int[] counts;

  private Cells(int[][] values, int[] counts) {
    this.values = values;
    this.counts = counts;
  }

  /**
   * Counts posts.
   *
   * @param columns each as long as there are posts
   */
  public static Cells of(int[]... columns) {
    int posts = columns[0].length;
    Map<int[], Integer> counted = new TreeMap<>(Arrays::compare);
    for (int i = 0; i < posts; i++) {
      int[] post = new int[columns.length];
      for (int c = 0; c < columns.length; c++) {
        post[c] = columns[c][i];
      }
      counted.merge(post, 1, Integer::sum);
    }
    return new Cells(
        counted.keySet().toArray(int[][]::new),
        counted.values().stream().mapToInt(Integer::intValue).toArray());
  }

  /** How many cells occur. */
  public int size() {
    return counts.length;
  }

  /** What the posts of a cell have in {@code column}. */
  public int value(int cell, int column) {
    return values[cell][column];
  }

  /** What the posts of a cell have in each column. */
  public int[] values(int cell) {
    return values[cell].clone();
  }

  /** How many posts are in each cell. */
  public int[] counts() {
    return counts.clone();
  }

  /** Which cell holds posts with these values, one a column; negative where there is none. */
  public int indexOf(int... post) {
    return Arrays.binarySearch(values, post, Arrays::compare);
  }

  /**
   * The same posts, with room for an exchange: beside each cell the one in which the columns {@code
   * first} and {@code second} are exchanged, empty where no post is in it.
   */
  public Cells swappable(int first, int second) {
    Map<int[], Integer> counted = new TreeMap<>(Arrays::compare);
    for (int cell = 0; cell < counts.length; cell++) {
      counted.merge(values[cell], counts[cell], Integer::sum);
      counted.merge(swapped(values[cell], first, second), 0, Integer::sum);
    }
    return new Cells(
        counted.keySet().toArray(int[][]::new),
        counted.values().stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * For each cell the one in which the columns {@code first} and {@code second} are exchanged;
   * itself, where both hold the same. Every such cell must be there: see {@link #swappable}.
   */
  public int[] mirror(int first, int second) {
    return Stream.of(values).mapToInt(post -> indexOf(swapped(post, first, second))).toArray();
  }

  private static int[] swapped(int[] post, int first, int second) {
    int[] copy = post.clone();
    copy[first] = post[second];
    copy[second] = post[first];
    return copy;
  }
}
