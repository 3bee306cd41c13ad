package org.covalence.significance;

/** What every correction asks of its p-values. */
final class PValues {
  private PValues() {}

  static void require(double[] p) {
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("expected a p-value in [0, 1], found " + value);
      }
    }
  }
}
