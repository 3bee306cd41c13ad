package org.covalence.interval;

import java.util.stream.IntStream;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;

/** Scores of three classes from cells whose column 0 is the truth, for tests. */
public final class Scores {
  private Scores() {}

  /** A score of the system in {@code column}. */
  public static double of(Metric metric, Cells cells, int[] counts, int column) {
    int[][] rows = new int[3][3];
    for (int cell = 0; cell < counts.length; cell++) {
      rows[cells.value(cell, 0)][cells.value(cell, column)] += counts[cell];
    }
    return metric.of(ConfusionMatrix.ofRows(rows));
  }

  /** Accuracy and macro-F1 of column 1. */
  public static double[] both(Cells cells, int[] counts) {
    return new double[] {
      of(Metric.ACCURACY, cells, counts, 1), of(Metric.MACRO_F1, cells, counts, 1)
    };
  }

  /** Column 1 minus column 2: accuracy and macro-F1. */
  public static double[] differences(Cells cells, int[] counts) {
    return new double[] {
      of(Metric.ACCURACY, cells, counts, 1) - of(Metric.ACCURACY, cells, counts, 2),
      of(Metric.MACRO_F1, cells, counts, 1) - of(Metric.MACRO_F1, cells, counts, 2)
    };
  }

  /** Every post a group. */
  public static int[] singles(int posts) {
    return IntStream.range(0, posts).toArray();
  }
}
