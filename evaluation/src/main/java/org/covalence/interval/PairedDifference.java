package org.covalence.interval;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The score interval of a difference between two proportions of the same posts, such as the
 * accuracies of two systems (Tango, Statistics in Medicine 17, 1998, 891–908). It holds zero
 * exactly where McNemar's test without continuity correction finds no difference at the same level,
 * and unlike the bootstrap keeps its width where no post tells the two apart. Fagerland, Lydersen
 * and Laake (Statistics in Medicine 33, 2014) recommend it.
 */
public final class PairedDifference {
  /** Halvings of an interval at most two wide; more than a double can tell. */
  private static final int HALVINGS = 60;

  private PairedDifference() {}

  /**
   * The first proportion minus the second with its interval, within [-1, 1].
   *
   * @param onlyFirst posts where the first system alone is right
   * @param onlySecond posts where the second system alone is right
   * @param posts all posts, at least one
   * @param confidence in (0, 1), such as 0.95
   */
  public static Estimate of(int onlyFirst, int onlySecond, int posts, double confidence) {
    if (onlyFirst < 0 || onlySecond < 0 || posts < 1 || (long) onlyFirst + onlySecond > posts) {
      throw new IllegalArgumentException(
          "expected two counts within the posts, found "
              + onlyFirst
              + " and "
              + onlySecond
              + " of "
              + posts);
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
    double difference = ((double) onlyFirst - onlySecond) / posts;
    // The lower end mirrors the upper end of the exchanged systems.
    return new Estimate(
        difference,
        -upper(onlySecond, onlyFirst, posts, z),
        upper(onlyFirst, onlySecond, posts, z));
  }

  /** The largest difference that lies no more than z standard errors above what was measured. */
  private static double upper(int onlyFirst, int onlySecond, int posts, double z) {
    if (onlyFirst == posts) {
      return 1;
    }
    double inside = ((double) onlyFirst - onlySecond) / posts;
    double outside = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (inside + outside) / 2;
      if (standardErrors(onlyFirst, onlySecond, posts, middle) <= z) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return (inside + outside) / 2;
  }

  /**
   * How far the difference {@code d} lies above the measured one. Were it true, the share of posts
   * where the second system alone is right would most likely be {@code q}: the larger root of
   * Tango's equation 8.
   */
  private static double standardErrors(int onlyFirst, int onlySecond, int posts, double d) {
    double b = (2.0 * posts - onlyFirst + onlySecond) * d - onlyFirst - onlySecond;
    double c = -onlySecond * d * (1 - d);
    double root = Math.sqrt(Math.max(0, b * b - 8.0 * posts * c));
    // Of two equal forms of the root, that which does not subtract what is nearly equal.
    double q = b <= 0 ? (root - b) / (4.0 * posts) : b + root == 0 ? 0 : -2 * c / (root + b);
    double variance = posts * (2 * q + d * (1 - d));
    double above = posts * d - (onlyFirst - onlySecond);
    return above <= 0 ? 0 : above / Math.sqrt(Math.max(variance, Double.MIN_NORMAL));
  }
}
