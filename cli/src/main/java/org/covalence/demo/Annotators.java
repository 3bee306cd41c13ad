package org.covalence.demo;

import java.util.ArrayList;
import java.util.List;
import org.covalence.label.Sentiment;

/** Three people who look at a post and mostly see the same. */
final class Annotators {
  static final int COUNT = 3;

  /** How often one of them sees another mood than is there. */
  private static final double ERR = 0.06;

  private final Dice dice;

  Annotators(Dice dice) {
    this.dice = dice;
  }

  /** What each of them says of a half that shows {@code mood}. */
  List<Sentiment> votes(Sentiment mood) {
    List<Sentiment> votes = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      votes.add(dice.chance(ERR) ? mistaken(mood) : mood);
    }
    return votes;
  }

  /** Three different opinions. */
  List<Sentiment> quarrel() {
    List<Sentiment> votes = new ArrayList<>(List.of(Sentiment.values()));
    votes.add(votes.remove(dice.whole(0, 2)));
    return votes;
  }

  /** Moods are mistaken for none, and none for either, but hardly ever one for the other. */
  private Sentiment mistaken(Sentiment mood) {
    return mood == Sentiment.NEUTRAL
        ? dice.one(Sentiment.POSITIVE, Sentiment.NEGATIVE)
        : Sentiment.NEUTRAL;
  }
}
