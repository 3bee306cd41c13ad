package org.covalence.label;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The polarity of a post, in the order in which classes stand in every matrix and every probability
 * vector.
 */
public enum Sentiment {
  NEGATIVE,
  NEUTRAL,
  POSITIVE;

  /** The names in class order: negative, neutral, positive. */
  public static final List<String> NAMES = Arrays.stream(values()).map(Sentiment::label).toList();

  /** The lower-case name that files and results use. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The sentiment named by {@code word}, whatever its case and surrounding space; empty for any
   * other word.
   */
  public static Optional<Sentiment> parse(String word) {
    String name = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(s -> s.label().equals(name)).findFirst();
  }

  /** The class of the highest of {@code probabilities}, one a class; the first of equal ones. */
  public static Sentiment likeliest(List<Double> probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.size(); k++) {
      best = probabilities.get(k) > probabilities.get(best) ? k : best;
    }
    return values()[best];
  }
}
