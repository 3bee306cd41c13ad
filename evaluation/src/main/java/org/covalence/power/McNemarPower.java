package org.covalence.power;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The power of McNemar's exact test: how likely its p-value falls below a level.
 *
 * <p>Design. The number of discordant posts is binomial, and given that number so is how many of
 * them the better system has right; the power is the mean, over the first, of the chance that the
 * second lies beyond the test's critical value (Miettinen, Biometrics 24, 1968; Connor, Biometrics
 * 43, 1987, whose formulas are approximations of it). The sum leaves out numbers of discordant
 * posts with a chance of 1e-9 on either side, and where more than some hundreds are left takes
 * every so manieth. That changes the power by less than 1e-4.
 */
public final class McNemarPower {
  /** The largest test part that is thought of. */
  public static final int MOST_POSTS = 10_000_000;

  private static final double LEFT_OUT = 1e-9;
  private static final int TERMS = 500;

  private final double level;
  private final Map<Integer, Integer> critical = new HashMap<>();

  /**
   * @param level the chance of a false claim that is allowed, in (0, 1), such as 0.05; divided by
   *     the number of pairs where several are tested
   */
  public McNemarPower(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("expected a level between 0 and 1, found " + level);
    }
    this.level = level;
  }

  /**
   * How likely a difference is shown.
   *
   * @param posts at least one
   * @param discordant the share of posts that one of the two systems alone has right, in [0, 1]
   * @param difference of the accuracies, in absolute value at most {@code discordant}; with 0 this
   *     is the chance of a false claim
   * @return in [0, 1]
   */
  public double of(int posts, double discordant, double difference) {
    if (posts < 1
        || posts > MOST_POSTS
        || !(discordant >= 0 && discordant <= 1 && Math.abs(difference) <= discordant)) {
      throw new IllegalArgumentException(
          "expected posts and a difference within the discordant share, found "
              + posts
              + ", "
              + difference
              + " and "
              + discordant);
    }
    if (discordant == 0) {
      return 0;
    }
    double better = Math.min(1, (discordant + Math.abs(difference)) / (2 * discordant));
    BinomialDistribution numbers = BinomialDistribution.of(posts, discordant);
    int first = numbers.inverseCumulativeProbability(LEFT_OUT);
    int last = numbers.inverseSurvivalProbability(LEFT_OUT);
    // Odd, as the test is not equally strict with even and odd numbers.
    int step = (last - first) / TERMS | 1;
    double weights = 0;
    double power = 0;
    for (int number = first; number <= last; number += step) {
      double weight = numbers.probability(number);
      weights += weight;
      power += weight * given(number, better);
    }
    return Math.min(1, power / weights);
  }

  private double given(int discordant, double better) {
    int fewest = critical.computeIfAbsent(discordant, this::criticalValue);
    if (fewest < 0) {
      return 0;
    }
    BinomialDistribution right = BinomialDistribution.of(discordant, better);
    return right.cumulativeProbability(fewest) + right.survivalProbability(discordant - fewest - 1);
  }

  /** The largest count of the rarer kind with a p-value below the level; -1 where there is none. */
  private int criticalValue(int discordant) {
    return BinomialDistribution.of(discordant, 0.5).inverseCumulativeProbability(level / 2) - 1;
  }

  /**
   * The fewest posts with which a difference is shown as likely as {@code power}; empty where ten
   * million are not enough.
   *
   * @param discordant in (0, 1]
   * @param difference not zero, in absolute value at most {@code discordant}
   * @param power in (0, 1), such as 0.8
   */
  public OptionalInt posts(double discordant, double difference, double power) {
    int enough = 1;
    while (of(enough, discordant, difference) < power) {
      if (enough == MOST_POSTS) {
        return OptionalInt.empty();
      }
      enough = Math.min(2 * enough, MOST_POSTS);
    }
    int tooFew = enough / 2;
    while (enough - tooFew > 1) {
      int middle = tooFew + (enough - tooFew) / 2;
      if (of(middle, discordant, difference) < power) {
        tooFew = middle;
      } else {
        enough = middle;
      }
    }
    return OptionalInt.of(enough);
  }
}
