package org.covalence.power;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.covalence.interval.Estimate;
import org.covalence.interval.Wilson;

/**
 * What a test part of this size could show.
 *
 * @param question what was asked
 * @param accuracy the accuracy with Wilson's interval, as if it had been measured on so many posts
 *     (rounded to a whole number of posts)
 * @param detectable what can be shown, once for each assumption about discordant posts: one where
 *     their share was given, else {@link Discordance#assumed}
 */
public record PowerAnalysis(
    PowerQuestion question, Estimate accuracy, List<Detectable> detectable) {
  /** Halvings of a range at most one wide, to a millionth. */
  private static final int HALVINGS = 20;

  public PowerAnalysis {
    detectable = List.copyOf(detectable);
  }

  /**
   * What can be shown under one assumption.
   *
   * @param discordance what is assumed of discordant posts
   * @param smallestDifference of the accuracies that is shown as likely as asked; empty where not
   *     even the largest possible one is
   * @param discordant the share of discordant posts at that difference, or at the largest possible
   * @param planned what holds for the difference in mind, where there is one
   */
  public record Detectable(
      Discordance discordance,
      OptionalDouble smallestDifference,
      double discordant,
      Optional<Planned> planned) {}

  /**
   * A difference in mind.
   *
   * @param difference of the accuracies
   * @param discordant the share of discordant posts
   * @param power how likely these posts show it, in [0, 1]
   * @param posts the fewest posts that show it as likely as asked; empty where ten million do not
   */
  public record Planned(double difference, double discordant, double power, OptionalInt posts) {}

  /** Answers a question. */
  public static PowerAnalysis of(PowerQuestion question) {
    McNemarPower test = new McNemarPower(question.level());
    List<Discordance> assumptions =
        question.discordant().isPresent()
            ? List.of(new Discordance.Given(question.discordant().getAsDouble()))
            : Discordance.assumed();
    return new PowerAnalysis(
        question,
        Wilson.of(
            (int) Math.round(question.accuracy() * question.posts()),
            question.posts(),
            question.confidence()),
        assumptions.stream().map(discordance -> detectable(question, test, discordance)).toList());
  }

  /** Half the width of the accuracy's interval. */
  public double halfWidth() {
    return (accuracy.high() - accuracy.low()) / 2;
  }

  /** The smallest difference under the least favourable assumption; empty where there is none. */
  public OptionalDouble smallestDifference() {
    return detectable.stream().anyMatch(d -> d.smallestDifference().isEmpty())
        ? OptionalDouble.empty()
        : detectable.stream().mapToDouble(d -> d.smallestDifference().getAsDouble()).max();
  }

  private static Detectable detectable(
      PowerQuestion question, McNemarPower test, Discordance discordance) {
    double accuracy = question.accuracy();
    double largest = discordance.largestDifference(accuracy);
    OptionalDouble smallest = OptionalDouble.empty();
    if (shows(question, test, discordance, largest)) {
      double tooSmall = 0;
      double enough = largest;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (tooSmall + enough) / 2;
        if (shows(question, test, discordance, middle)) {
          enough = middle;
        } else {
          tooSmall = middle;
        }
      }
      smallest = OptionalDouble.of(enough);
    }
    return new Detectable(
        discordance,
        smallest,
        discordance.share(accuracy, smallest.orElse(largest)),
        Stream.of(question.difference())
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .map(difference -> planned(question, test, discordance, difference))
            .findFirst());
  }

  private static boolean shows(
      PowerQuestion question, McNemarPower test, Discordance discordance, double difference) {
    double share = Math.max(difference, discordance.share(question.accuracy(), difference));
    return test.of(question.posts(), share, difference) >= question.power();
  }

  private static Planned planned(
      PowerQuestion question, McNemarPower test, Discordance discordance, double difference) {
    // Rounding may leave the share a hair under the difference that it holds.
    double share = Math.max(difference, discordance.share(question.accuracy(), difference));
    return new Planned(
        difference,
        share,
        test.of(question.posts(), share, difference),
        test.posts(share, difference, question.power()));
  }
}
