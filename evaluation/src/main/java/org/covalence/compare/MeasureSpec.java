package org.covalence.compare;

import org.covalence.interval.Bootstrap;
import org.covalence.interval.IntervalKind;
import org.covalence.spec.Setting;

/** How results are measured, as far as a user may choose. */
public record MeasureSpec(
    @Setting(
            about = "how often posts are drawn for intervals, and exchanged for tests",
            value = "10000",
            min = 100,
            max = 1_000_000)
        int rounds,
    @Setting(
            about =
                "kind of bootstrap intervals: percentile, or bca (bias-corrected and accelerated)",
            value = "percentile")
        IntervalKind interval) {
  /** What is done where nothing is said. */
  public static final MeasureSpec DEFAULT = new MeasureSpec(10_000, IntervalKind.PERCENTILE);

  /** 95 % intervals that start from {@code seed}. */
  public Bootstrap bootstrap(long seed, int threads) {
    return new Bootstrap(rounds, 0.95, seed, threads);
  }
}
