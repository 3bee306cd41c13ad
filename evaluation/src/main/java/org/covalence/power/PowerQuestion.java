package org.covalence.power;

import java.util.OptionalDouble;
import org.covalence.store.CovalenceException;

/**
 * What is asked of a test part.
 *
 * @param posts how many posts it has, 1 to ten million
 * @param accuracy of the less accurate of two systems, in (0, 1)
 * @param discordant the share of posts that one of the two alone has right, in (0, 1]; empty where
 *     it is to be assumed
 * @param difference of the accuracies that one hopes to show, in (0, 1 − accuracy]; empty where
 *     there is none in mind
 * @param level the chance of a false claim that is allowed, in (0, 1)
 * @param power how likely a difference is to be shown, in (level, 1)
 * @param confidence of the interval of the accuracy, in (0, 1)
 */
public record PowerQuestion(
    int posts,
    double accuracy,
    OptionalDouble discordant,
    OptionalDouble difference,
    double level,
    double power,
    double confidence) {
  public PowerQuestion {
    require(
        posts >= 1 && posts <= McNemarPower.MOST_POSTS,
        "expected 1 to 10000000 posts, found " + posts,
        "the number of posts",
        "name the size of the test part");
    requireShare(accuracy, "accuracy", "name a fraction such as 0.75");
    requireShare(level, "level", "use 0.05");
    require(
        power > level && power < 1,
        "expected a power between the level " + level + " and 1, found " + power,
        "the power",
        "use 0.8");
    requireShare(confidence, "confidence", "use 0.95");
    if (discordant.isPresent()) {
      double most = 2 * Math.min(accuracy, 1 - accuracy);
      require(
          discordant.getAsDouble() > 0 && discordant.getAsDouble() <= most,
          "expected a share of discordant posts above 0 and at most "
              + most
              + ", which two systems of accuracy "
              + accuracy
              + " can reach, found "
              + discordant.getAsDouble(),
          "the share of discordant posts",
          "name a fraction such as 0.2, or leave it out");
    }
    if (difference.isPresent()) {
      double most =
          discordant.isPresent()
              ? new Discordance.Given(discordant.getAsDouble()).largestDifference(accuracy)
              : 1 - accuracy;
      require(
          difference.getAsDouble() > 0 && difference.getAsDouble() <= most,
          "expected a difference above 0 and at most "
              + most
              + ", which the accuracy and the discordant posts leave room for, found "
              + difference.getAsDouble(),
          "the difference",
          "name a fraction such as 0.03");
    }
  }

  /** Level 0.05, power 0.8, confidence 0.95; discordant posts assumed, no difference in mind. */
  public static PowerQuestion of(int posts, double accuracy) {
    return new PowerQuestion(
        posts, accuracy, OptionalDouble.empty(), OptionalDouble.empty(), 0.05, 0.8, 0.95);
  }

  /** The same with a share of discordant posts. */
  public PowerQuestion withDiscordant(double share) {
    return new PowerQuestion(
        posts, accuracy, OptionalDouble.of(share), difference, level, power, confidence);
  }

  /** The same with a difference that one hopes to show. */
  public PowerQuestion withDifference(double hopedFor) {
    return new PowerQuestion(
        posts, accuracy, discordant, OptionalDouble.of(hopedFor), level, power, confidence);
  }

  /** The same with another level, such as 0.05 divided by the number of pairs. */
  public PowerQuestion withLevel(double other) {
    return new PowerQuestion(posts, accuracy, discordant, difference, other, power, confidence);
  }

  private static void requireShare(double value, String name, String remedy) {
    require(
        value > 0 && value < 1,
        "expected a fraction between 0 and 1, found " + value,
        "the " + name,
        remedy);
  }

  private static void require(boolean holds, String what, String where, String remedy) {
    if (!holds) {
      throw CovalenceException.usage(what, where, remedy);
    }
  }
}
