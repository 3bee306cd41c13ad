package org.covalence.interval;

import java.util.List;
import java.util.Locale;

/** How an interval is read off the rounds of a bootstrap; see {@link Resampled}. */
public enum IntervalKind {
  /** Between two percentiles of the rounds. */
  PERCENTILE,
  /** Bias-corrected and accelerated. */
  BCA;

  /** The name in options and signatures. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The intervals of this kind. */
  public List<Estimate> of(Resampled resampled) {
    return this == BCA ? resampled.accelerated() : resampled.percentile();
  }
}
