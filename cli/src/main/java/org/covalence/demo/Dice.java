package org.covalence.demo;

import java.util.List;
import java.util.SplittableRandom;

/** Chance, in the forms that drawing a corpus needs. */
record Dice(SplittableRandom random) {
  /** Whether something that happens with this probability happens. */
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Evenly from [low, high). */
  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Evenly from the whole numbers low to high, both included. */
  int whole(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  @SafeVarargs
  final <T> T one(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
