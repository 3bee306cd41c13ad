package org.covalence.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.covalence.interval.Estimate;

/** Numbers as people read them: per cent with one decimal, whatever the machine's language. */
final class Figures {
  private Figures() {}

  /** A fraction, as {@code 68.1}. */
  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f", 100 * fraction);
  }

  /** The interval of a fraction, as {@code [63.7, 72.2]}. */
  static String interval(Estimate estimate) {
    return "[" + percent(estimate.low()) + ", " + percent(estimate.high()) + "]";
  }

  /** A difference of fractions in points, as {@code +4.1}; {@code 0.0} has no sign. */
  static String points(double difference) {
    String points = String.format(Locale.ROOT, "%+.1f", 100 * difference);
    return points.substring(1).equals("0.0") ? "0.0" : points;
  }

  /** The interval of a difference in points, as {@code [-1.2, +7.0]}. */
  static String pointsInterval(Estimate difference) {
    return "[" + points(difference.low()) + ", " + points(difference.high()) + "]";
  }

  /** A p-value with four decimals, as {@code 0.0042} or {@code <0.0001}. */
  static String p(double p) {
    return p < 0.0001 ? "<0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  /** A number of any size with three digits that count, as {@code 0.00123} or {@code 1.23e-08}. */
  static String threeDigits(double number) {
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(3)).stripTrailingZeros();
    return rounded.scale() > 7
        ? String.format(Locale.ROOT, "%.2e", number)
        : rounded.toPlainString();
  }
}
