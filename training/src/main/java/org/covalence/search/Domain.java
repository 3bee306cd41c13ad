package org.covalence.search;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * The values that one parameter may take. A value has two forms: the text that a user would set,
 * and its position, a number: the value itself, or the place of a word in its list.
 */
public sealed interface Domain {
  /** Whole numbers beyond this cannot be told apart as doubles. */
  long MOST_WHOLE = 1L << 53;

  /** The text of the value at {@code position}, which is one of this domain. */
  String text(double position);

  /** The position of the value that {@code text} says; nothing where it is not in this domain. */
  OptionalDouble position(String text);

  /** A value by chance: each as likely, on a logarithmic scale where the domain has one. */
  double draw(SplittableRandom random);

  /** The domain in words. */
  String about();

  /**
   * Numbers from {@code low} to {@code high}, both included.
   *
   * @param log whether ratios count and not differences; {@code low} is above zero then
   */
  record Real(double low, double high, boolean log) implements Domain {
    public Real {
      require(Double.isFinite(low) && Double.isFinite(high) && low < high, low, high);
      require(!log || low > 0, low, high);
    }

    @Override
    public String text(double position) {
      return Double.toString(position);
    }

    @Override
    public OptionalDouble position(String text) {
      return number(text).filter(v -> v >= low && v <= high).map(OptionalDouble::of).orElse(none());
    }

    @Override
    public double draw(SplittableRandom random) {
      return atScaled(scaled(low) + random.nextDouble() * (scaled(high) - scaled(low)));
    }

    @Override
    public String about() {
      return low + " to " + high + (log ? ", logarithmic" : "");
    }

    double scaled(double value) {
      return log ? Math.log(value) : value;
    }

    /** The value at a place of the scale; rounding may not lead beyond the bounds. */
    double atScaled(double scaled) {
      return Math.max(low, Math.min(high, log ? Math.exp(scaled) : scaled));
    }
  }

  /**
   * Whole numbers: {@code low}, {@code low + step}, and so on up to {@code high}.
   *
   * @param log whether ratios count and not differences; {@code low} is above zero then, and the
   *     step is one
   */
  record Whole(long low, long high, boolean log, long step) implements Domain {
    public Whole {
      require(low < high && Math.abs(low) <= MOST_WHOLE && high <= MOST_WHOLE, low, high);
      require(step > 0 && (high - low) % step == 0, low, high);
      require(!log || (low > 0 && step == 1), low, high);
    }

    @Override
    public String text(double position) {
      return Long.toString((long) position);
    }

    @Override
    public OptionalDouble position(String text) {
      return number(text)
          .filter(v -> v >= low && v <= high && (v - low) % step == 0)
          .map(OptionalDouble::of)
          .orElse(none());
    }

    @Override
    public double draw(SplittableRandom random) {
      if (log) {
        double from = lower(low);
        return atScaled(from + random.nextDouble() * (upper(high) - from));
      }
      return low + step * (double) random.nextLong((high - low) / step + 1);
    }

    @Override
    public String about() {
      return low
          + " to "
          + high
          + ", whole"
          + (log ? ", logarithmic" : "")
          + (step == 1 ? "" : ", in steps of " + step);
    }

    double scaled(double value) {
      return log ? Math.log(value) : value;
    }

    /** Where the values that round to {@code value} begin on the scale. */
    double lower(double value) {
      return scaled(value - step / 2.0);
    }

    /** Where they end. */
    double upper(double value) {
      return scaled(value + step / 2.0);
    }

    /** The value that a place of the scale rounds to. */
    double atScaled(double scaled) {
      double value = log ? Math.exp(scaled) : scaled;
      double nearest = low + step * (double) Math.round((value - low) / step);
      return Math.max(low, Math.min(high, nearest));
    }
  }

  /** One of some words, which have no order. */
  record Choice(List<String> words) implements Domain {
    public Choice {
      words = List.copyOf(words);
      require(words.size() > 1 && new HashSet<>(words).size() == words.size(), words.size(), 2);
    }

    @Override
    public String text(double position) {
      return words.get((int) position);
    }

    @Override
    public OptionalDouble position(String text) {
      int place = words.indexOf(text);
      return place < 0 ? none() : OptionalDouble.of(place);
    }

    @Override
    public double draw(SplittableRandom random) {
      return random.nextInt(words.size());
    }

    @Override
    public String about() {
      return "one of " + String.join(", ", words);
    }
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static OptionalDouble none() {
    return OptionalDouble.empty();
  }

  private static void require(boolean holds, double low, double high) {
    if (!holds) {
      throw new IllegalArgumentException(
          "expected a domain of at least two values, found " + low + " to " + high);
    }
  }
}
