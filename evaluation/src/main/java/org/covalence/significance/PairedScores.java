package org.covalence.significance;

import java.util.Arrays;

/** Scores of two systems that belong together one by one. */
final class PairedScores {
  private PairedScores() {}

  static void require(double[] first, double[] second) {
    if (first.length != second.length || first.length == 0) {
      throw new IllegalArgumentException(
          "expected pairs of scores, found " + first.length + " and " + second.length);
    }
    requireFinite(first);
    requireFinite(second);
  }

  static void requireFinite(double[] scores) {
    for (double score : scores) {
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException("expected finite scores, found " + score);
      }
    }
  }

  static double largest(double[] first, double[] second) {
    return Math.max(
        Arrays.stream(first).map(Math::abs).max().orElse(0),
        Arrays.stream(second).map(Math::abs).max().orElse(0));
  }
}
