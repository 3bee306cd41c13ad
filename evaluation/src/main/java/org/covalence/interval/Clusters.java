package org.covalence.interval;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Posts that come in groups, such as copies of one tweet, counted. The posts of a group are no
 * independent witnesses, so what is drawn or exchanged is the group as a whole.
 *
 * <p>Design. As posts of one cell are alike ({@link Cells}), so are groups with the same number of
 * posts in every cell: they make one kind. Nearly all groups are of one post, hence there are
 * little more kinds than cells, and drawing groups costs little more than drawing posts.
 */
public final class Clusters {
  private final Cells cells;
  private final int[] kinds;
  private final int[][] cellsOfKind;

  private Clusters(Cells cells, int[] kinds, int[][] cellsOfKind) {
    this.cells = cells;
    this.kinds = kinds;
    this.cellsOfKind = cellsOfKind;
  }

  /** Every post a group of its own. */
  public static Clusters ofSingles(Cells cells) {
    int[][] cellsOfKind = new int[cells.size()][];
    Arrays.setAll(cellsOfKind, cell -> new int[] {cell});
    return new Clusters(cells, cells.counts(), cellsOfKind);
  }

  /**
   * Counts posts and groups.
   *
   * @param group the group each post is in, by any number
   * @param columns each as long as there are posts; see {@link Cells#of}
   */
  public static Clusters of(int[] group, int[]... columns) {
    if (group.length != columns[0].length) {
      throw new IllegalArgumentException(
          "expected a group for each of " + columns[0].length + " posts, found " + group.length);
    }
    Cells cells = Cells.of(columns);
    Map<Integer, int[]> members = new TreeMap<>();
    int[] post = new int[columns.length];
    for (int i = 0; i < group.length; i++) {
      for (int c = 0; c < columns.length; c++) {
        post[c] = columns[c][i];
      }
      int[] cell = {cells.indexOf(post)};
      members.merge(group[i], cell, Clusters::joined);
    }
    Map<int[], Integer> counted = new TreeMap<>(Arrays::compare);
    for (int[] cellsOfGroup : members.values()) {
      Arrays.sort(cellsOfGroup);
      counted.merge(cellsOfGroup, 1, Integer::sum);
    }
    return new Clusters(
        cells,
        counted.values().stream().mapToInt(Integer::intValue).toArray(),
        counted.keySet().toArray(int[][]::new));
  }

  private static int[] joined(int[] first, int[] second) {
    int[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** The posts, without their groups. */
  public Cells cells() {
    return cells;
  }

  /** How many groups there are. */
  public int groups() {
    return Arrays.stream(kinds).sum();
  }

  /** How many groups there are of each kind. */
  public int[] kinds() {
    return kinds.clone();
  }

  /** The cells that the posts of a group of {@code kind} are in, one entry a post, ascending. */
  public int[] cellsOf(int kind) {
    return cellsOfKind[kind].clone();
  }

  /** How many posts of each cell there are in {@code number} groups of each kind. */
  public int[] posts(int[] number) {
    int[] posts = new int[cells.size()];
    for (int kind = 0; kind < number.length; kind++) {
      for (int cell : cellsOfKind[kind]) {
        posts[cell] += number[kind];
      }
    }
    return posts;
  }
}
