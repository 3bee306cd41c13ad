package org.covalence.power;

import java.util.List;

/**
 * The share of posts that one of two systems alone has right. McNemar's test listens to these posts
 * only, so what it can show depends on them; before the systems are there, they must be assumed.
 */
public sealed interface Discordance {
  /** What is assumed, in a few words. */
  String assumption();

  /**
   * The share, in [0, 1].
   *
   * @param accuracy of the less accurate system, in [0, 1]
   * @param difference to the accuracy of the other, from 0 to {@link #largestDifference}
   */
  double share(double accuracy, double difference);

  /** The largest difference that the accuracy and the assumption leave room for. */
  double largestDifference(double accuracy);

  /** What is assumed where nothing is known, from the most discordant posts to the fewest. */
  static List<Discordance> assumed() {
    return List.of(new Independent(), new Related(), new GainsOnly());
  }

  /** The systems err as if they had nothing in common: the most that is to be expected. */
  record Independent() implements Discordance {
    @Override
    public String assumption() {
      return "the systems err independently";
    }

    @Override
    public double share(double accuracy, double difference) {
      double other = accuracy + difference;
      return accuracy * (1 - other) + other * (1 - accuracy);
    }

    @Override
    public double largestDifference(double accuracy) {
      return 1 - accuracy;
    }
  }

  /** Half as many as of independent systems: systems that learnt from the same posts are alike. */
  record Related() implements Discordance {
    @Override
    public String assumption() {
      return "half as many as of systems that err independently";
    }

    @Override
    public double share(double accuracy, double difference) {
      return Math.max(difference, new Independent().share(accuracy, difference) / 2);
    }

    @Override
    public double largestDifference(double accuracy) {
      return 1 - accuracy;
    }
  }

  /** The better system has right whatever the other has: the fewest there can be. */
  record GainsOnly() implements Discordance {
    @Override
    public String assumption() {
      return "the better system loses no post";
    }

    @Override
    public double share(double accuracy, double difference) {
      return difference;
    }

    @Override
    public double largestDifference(double accuracy) {
      return 1 - accuracy;
    }
  }

  /**
   * Told by the user, as from systems compared before.
   *
   * @param share in (0, 1]
   */
  record Given(double share) implements Discordance {
    public Given {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("expected a share of posts, found " + share);
      }
    }

    @Override
    public String assumption() {
      return "as given";
    }

    @Override
    public double share(double accuracy, double difference) {
      return share;
    }

    /** No more posts are gained than were wrong, and none twice. */
    @Override
    public double largestDifference(double accuracy) {
      return Math.min(share, 2 * (1 - accuracy) - share);
    }
  }
}
