package org.covalence.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.covalence.interval.Bootstrap;

/** Made-up systems whose every answer follows from a seed. */
public final class Systems {
  public static final List<String> LABELS = List.of("negative", "neutral", "positive");

  private Systems() {}

  /** A protocol of few rounds, so that tests are fast. */
  public static Protocol protocol() {
    return new Protocol(
        LABELS,
        "standard",
        "id files",
        "c0ffee".repeat(10),
        "0.1.0",
        new Bootstrap(500, 0.95, 1, 1));
  }

  /** {@code p0, p1, …}. */
  public static List<String> ids(int posts) {
    return IntStream.range(0, posts).mapToObj(i -> "p" + i).toList();
  }

  /** Of ten posts three are negative, one neutral and six positive. */
  public static int[] truth(int posts) {
    return IntStream.range(0, posts).map(i -> i % 10 < 3 ? 0 : i % 10 == 3 ? 1 : 2).toArray();
  }

  /** Right on a share of {@code skill}, else drawn evenly. */
  public static int[] guesses(int[] truth, double skill, long seed) {
    Random random = new Random(seed);
    return Arrays.stream(truth)
        .map(t -> random.nextDouble() < skill ? t : random.nextInt(3))
        .toArray();
  }

  /** A system on the test part of {@code posts} posts. */
  public static Evaluation evaluation(String system, long seed, int posts, double skill) {
    int[] truth = truth(posts);
    int[] guesses = guesses(truth, skill, seed * 31 + (long) (skill * 1000));
    return Evaluation.of(protocol(), system, seed, Scored.of("test", ids(posts), truth, guesses));
  }
}
