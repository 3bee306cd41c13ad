package org.covalence.interval;

/**
 * A number measured on a sample of posts, with its interval.
 *
 * @param value what was measured
 * @param low the lower end, at most {@code high}
 * @param high the upper end
 */
public record Estimate(double value, double low, double high) {
  public Estimate {
    if (!(Double.isFinite(value) && low <= high)) {
      throw new IllegalArgumentException(
          "expected a number and an ordered interval, found "
              + value
              + " ["
              + low
              + ", "
              + high
              + "]");
    }
  }

  /** Whether {@code number} lies in the interval, ends included. */
  public boolean covers(double number) {
    return low <= number && number <= high;
  }
}
