package org.covalence.agreement;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** What each annotator called each post: posts × annotators of class indices. */
public final class Votes {
  /** An annotator who did not label a post. */
  public static final int MISSING = -1;

  private final int classes;
  private final int[][] rows;

  private Votes(int classes, int[][] rows) {
    this.classes = classes;
    this.rows = rows;
  }

  /**
   * Votes on posts.
   *
   * @param classes how many classes there are, in their order; at least 2
   * @param rows a row a post and a column an annotator: a class index, or {@link #MISSING}
   */
  public static Votes of(int classes, int[][] rows) {
    int annotators = rows.length == 0 ? 0 : rows[0].length;
    if (classes < 2) {
      throw new IllegalArgumentException("expected two classes or more, found " + classes);
    }
    for (int[] row : rows) {
      if (row.length != annotators) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "expected %d annotators a post, found %d", annotators, row.length));
      }
      for (int vote : row) {
        if (vote < MISSING || vote >= classes) {
          throw new IllegalArgumentException(
              "expected a class below " + classes + " or none, found " + vote);
        }
      }
    }
    return new Votes(classes, Arrays.stream(rows).map(int[]::clone).toArray(int[][]::new));
  }

  /** How many classes there are. */
  public int classes() {
    return classes;
  }

  /** How many posts there are. */
  public int posts() {
    return rows.length;
  }

  /** How many annotators there are. */
  public int annotators() {
    return rows.length == 0 ? 0 : rows[0].length;
  }

  /** What {@code annotator} called {@code post}, or {@link #MISSING}. */
  int vote(int post, int annotator) {
    return rows[post][annotator];
  }

  /** How many annotators called a post each class. */
  int[] counts(int post) {
    return counts(post, MISSING);
  }

  /** As {@link #counts(int)}, without one annotator's vote. */
  int[] counts(int post, int left) {
    int[] counts = new int[classes];
    for (int annotator = 0; annotator < rows[post].length; annotator++) {
      if (annotator != left && rows[post][annotator] != MISSING) {
        counts[rows[post][annotator]]++;
      }
    }
    return counts;
  }

  /** The class that more than half of {@code counts} stand for, or {@link #MISSING}. */
  static int majority(int[] counts) {
    int all = Arrays.stream(counts).sum();
    return IntStream.range(0, counts.length)
        .filter(k -> 2 * counts[k] > all)
        .findFirst()
        .orElse(MISSING);
  }
}
