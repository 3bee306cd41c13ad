package org.covalence.interval;

import java.util.Arrays;
import java.util.function.Function;

/** What leaving out one post does to a score. */
final class Jackknife {
  private Jackknife() {}

  /**
   * The acceleration of BCa intervals (Efron and Tibshirani, An Introduction to the Bootstrap,
   * 1993, equation 14.15). Posts of a cell are alike, so one of each cell is left out and its score
   * counted as often as the cell has posts: a handful of scores instead of one a post.
   *
   * @return one number a score; 0 where no post makes a difference, or there is one post alone
   */
  static double[] acceleration(int[] counts, Function<int[], double[]> scores, int howMany) {
    int posts = Arrays.stream(counts).sum();
    if (posts == 1) {
      return new double[howMany];
    }
    double[][] without = new double[counts.length][];
    double[] mean = new double[howMany];
    for (int cell = 0; cell < counts.length; cell++) {
      if (counts[cell] > 0) {
        int[] others = counts.clone();
        others[cell]--;
        without[cell] = scores.apply(others).clone();
        for (int s = 0; s < howMany; s++) {
          mean[s] += without[cell][s] * counts[cell] / posts;
        }
      }
    }
    double[] acceleration = new double[howMany];
    for (int s = 0; s < howMany; s++) {
      double squares = 0;
      double cubes = 0;
      for (int cell = 0; cell < counts.length; cell++) {
        if (counts[cell] > 0) {
          double influence = mean[s] - without[cell][s];
          squares += counts[cell] * influence * influence;
          cubes += counts[cell] * influence * influence * influence;
        }
      }
      acceleration[s] = squares == 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
    }
    return acceleration;
  }
}
