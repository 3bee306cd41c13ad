package org.covalence.search;

import java.util.Comparator;
import java.util.Locale;

/** Which values of a trial are better. */
public enum Direction {
  MAXIMISE,
  MINIMISE;

  /** Whether {@code value} is better than {@code other}, not merely as good. */
  public boolean isBetter(double value, double other) {
    return better().compare(value, other) < 0;
  }

  /** The better value first. */
  Comparator<Double> better() {
    return this == MINIMISE ? Comparator.naturalOrder() : Comparator.reverseOrder();
  }

  /** As it stands in files. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
