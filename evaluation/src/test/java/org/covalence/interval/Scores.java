package org.covalence.interval;

import java.util.stream.IntStream;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;

/** Scores of three classes from cells whose column 0 is the truth, for tests. */
public final class Scores {
  private Scores() {}

  /** A score of the system in {@code column}. */
  public static double of(Metric metric, Cells cells, int[] counts, int column) {
    return metric.of(matrix(cells, counts, column));
  }

  private static ConfusionMatrix matrix(Cells cells, int[] counts, int column) {
    int[][] rows = new int[3][3];
    for (int cell = 0; cell < counts.length; cell++) {
      rows[cells.value(cell, 0)][cells.value(cell, column)] += counts[cell];
    }
    return ConfusionMatrix.ofRows(rows);
  }

  /** Accuracy and macro-F1 of column 1. */
  public static double[] both(Cells cells, int[] counts) {
    ConfusionMatrix matrix = matrix(cells, counts, 1);
    return new double[] {Metric.ACCURACY.of(matrix), Metric.MACRO_F1.of(matrix)};
  }

  /** Column 1 minus column 2: accuracy and macro-F1. */
  public static double[] differences(Cells cells, int[] counts) {
    ConfusionMatrix first = matrix(cells, counts, 1);
    ConfusionMatrix second = matrix(cells, counts, 2);
    return new double[] {
      Metric.ACCURACY.of(first) - Metric.ACCURACY.of(second),
      Metric.MACRO_F1.of(first) - Metric.MACRO_F1.of(second)
    };
  }

  /** Every post a group. */
  public static int[] singles(int posts) {
    return IntStream.range(0, posts).toArray();
  }
}
