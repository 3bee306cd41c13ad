package org.covalence.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How often each class was taken for each. All declared classes have a row and a column, whether or
 * not a post or a prediction is of them.
 */
public final class ConfusionMatrix {
  private final int[][] rows;
  private final int[] support;
  private final int[] predicted;
  private final int correct;
  private final int posts;

  private ConfusionMatrix(int[][] rows) {
    this.rows = rows;
    this.support = new int[rows.length];
    this.predicted = new int[rows.length];
    int diagonal = 0;
    int sum = 0;
    for (int t = 0; t < rows.length; t++) {
      diagonal += rows[t][t];
      for (int p = 0; p < rows.length; p++) {
        support[t] += rows[t][p];
        predicted[p] += rows[t][p];
        sum = Math.addExact(sum, rows[t][p]);
      }
    }
    this.correct = diagonal;
    this.posts = sum;
    if (sum == 0) {
      throw new IllegalArgumentException("a confusion matrix needs at least one post");
    }
  }

  /**
   * Counts predictions.
   *
   * @param classes how many classes are declared
   * @param truth one class index a post, at least one
   * @param predicted as many, in the same order
   */
  public static ConfusionMatrix of(int classes, int[] truth, int[] predicted) {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          "expected one prediction a post, found "
              + predicted.length
              + " for "
              + truth.length
              + " posts");
    }
    int[][] rows = new int[classes][classes];
    for (int i = 0; i < truth.length; i++) {
      rows[truth[i]][predicted[i]]++;
    }
    return new ConfusionMatrix(rows);
  }

  /**
   * Takes counts as they are.
   *
   * @param rows classes × classes; a row is a true class, a column a predicted one
   */
  public static ConfusionMatrix ofRows(int[][] rows) {
    int[][] copy = new int[rows.length][];
    for (int t = 0; t < rows.length; t++) {
      copy[t] = rows[t].clone();
      if (copy[t].length != rows.length || Arrays.stream(copy[t]).anyMatch(n -> n < 0)) {
        throw new IllegalArgumentException(
            "expected a square of counts, found " + Arrays.deepToString(rows));
      }
    }
    return new ConfusionMatrix(copy);
  }

  /** The matrix of a system that calls every post {@code constant}, on posts like these. */
  public ConfusionMatrix always(int constant) {
    int[][] column = new int[rows.length][rows.length];
    for (int t = 0; t < rows.length; t++) {
      column[t][constant] = support[t];
    }
    return new ConfusionMatrix(column);
  }

  /** How many classes are declared. */
  public int classes() {
    return rows.length;
  }

  /** How many posts were counted. */
  public int posts() {
    return posts;
  }

  /** How many posts were predicted right. */
  public int correct() {
    return correct;
  }

  /** How many posts of class {@code truth} were called {@code predicted}. */
  public int count(int truth, int predicted) {
    return rows[truth][predicted];
  }

  /** How many posts are of class {@code k}. */
  public int support(int k) {
    return support[k];
  }

  /** How many posts were called {@code k}. */
  public int predicted(int k) {
    return predicted[k];
  }

  /** The scores of class {@code k}. */
  public ClassScores scores(int k) {
    int found = rows[k][k];
    return new ClassScores(
        ratio(found, predicted[k]),
        ratio(found, support[k]),
        ratio(2.0 * found, (double) predicted[k] + support[k]),
        support[k]);
  }

  /** The index of the class with the most posts; the first one where several are equal. */
  public int majority() {
    return IntStream.range(0, rows.length)
        .reduce((a, b) -> support[b] > support[a] ? b : a)
        .orElseThrow();
  }

  /** A copy of the counts: rows are the truth, columns the prediction. */
  public int[][] rows() {
    return Arrays.stream(rows).map(int[]::clone).toArray(int[][]::new);
  }

  static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
