package org.covalence.significance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BiFunction;
import org.covalence.interval.Cells;
import org.covalence.interval.Clusters;
import org.covalence.interval.Rounds;
import org.covalence.store.CovalenceException;

/**
 * Approximate randomisation: a test for the difference of any score, such as macro-F1, between two
 * systems on the same posts (Noreen, Computer-Intensive Methods for Testing Hypotheses, 1989; Yeh,
 * COLING 2000). If the systems are equally good, what the two called a post could as well be
 * exchanged. Each round tosses a coin for every post and exchanges at heads; the p-value is the
 * share of rounds whose difference is at least as large, in either direction, the posts as they are
 * counted as one round more: (c + 1) / (n + 1), so that p is never 0.
 *
 * <p>Design. Posts with the same true class that the systems called the same are alike, so how many
 * of a cell are exchanged is one binomial number, the heads of as many coins: bits of a random
 * number, counted. Where posts come in groups, a coin is tossed for each group. {@link Rounds}
 * makes the result independent of the number of threads.
 *
 * @param rounds how often coins are tossed, 100 to 1,000,000
 * @param seed the seed of the run
 * @param threads how many work at once; of no influence on the result
 */
public record Randomisation(int rounds, long seed, int threads) {
  /** Differences nearer than this are equal but for the order of their sums. */
  private static final double ROUNDING = 1e-12;

  public Randomisation {
    if (rounds < 100 || rounds > 1_000_000) {
      throw CovalenceException.usage(
          "expected 100 to 1000000 randomisation rounds, found " + rounds,
          "the number of rounds",
          "10000 tells a p-value of 0.05 to half a hundredth");
    }
    if (threads < 1) {
      throw CovalenceException.usage(
          "expected at least one thread, found " + threads, "the number of threads", "use 1");
    }
  }

  /** 10,000 rounds, one thread. */
  public static Randomisation withSeed(long seed) {
    return new Randomisation(10_000, seed, 1);
  }

  /**
   * A difference between two systems, and how likely chance alone makes one as large.
   *
   * @param difference what was measured, the first system minus the second
   * @param asLarge the rounds whose difference is at least as far from zero
   * @param p two-sided, in (0, 1]; 1 where the difference is zero
   */
  public record Randomised(double difference, int asLarge, double p) {}

  /**
   * Tests differences.
   *
   * @param cells posts by their true class and what systems called them
   * @param first the column of the first system
   * @param second the column of the second system
   * @param differences from cells and the number of posts in each to any number of finite
   *     differences, each of which changes its sign where the columns are exchanged; called from
   *     several threads with cells of its own (more than {@code cells} may have), and must not keep
   *     the array
   * @return one result a difference, in their order
   */
  public List<Randomised> test(
      Cells cells, int first, int second, BiFunction<Cells, int[], double[]> differences) {
    return test(Clusters.ofSingles(cells), first, second, differences);
  }

  /** The same where posts come in groups: what is exchanged is a whole group. */
  public List<Randomised> test(
      Clusters clusters, int first, int second, BiFunction<Cells, int[], double[]> differences) {
    Exchange exchange = Exchange.of(clusters, first, second);
    double[] measured = differences.apply(exchange.cells(), exchange.cells().counts());
    AtomicIntegerArray asLarge = new AtomicIntegerArray(measured.length);
    new Rounds(rounds, seed, threads)
        .run(
            "randomisation",
            (random, from, to) -> {
              for (int round = from; round < to; round++) {
                double[] found = differences.apply(exchange.cells(), exchange.draw(random));
                for (int d = 0; d < measured.length; d++) {
                  if (Math.abs(found[d]) >= Math.abs(measured[d]) - ROUNDING) {
                    asLarge.incrementAndGet(d);
                  }
                }
              }
            });
    List<Randomised> results = new ArrayList<>();
    for (int d = 0; d < measured.length; d++) {
      int count = asLarge.get(d);
      results.add(new Randomised(measured[d], count, (count + 1.0) / (rounds + 1.0)));
    }
    return results;
  }

  /**
   * Groups that may be exchanged.
   *
   * @param cells with room for every exchanged post
   * @param counts the posts in each cell before any exchange
   * @param groups how many groups there are of each kind that an exchange changes
   * @param from the cell of each post of a group of that kind
   * @param to the cell of that post after the exchange
   */
  private record Exchange(Cells cells, int[] counts, int[] groups, int[][] from, int[][] to) {
    static Exchange of(Clusters clusters, int first, int second) {
      Cells given = clusters.cells();
      Cells cells = given.swappable(first, second);
      int[] mirror = cells.mirror(first, second);
      int[] kinds = clusters.kinds();
      int[] groups = new int[kinds.length];
      int[][] from = new int[kinds.length][];
      int[][] to = new int[kinds.length][];
      int changed = 0;
      for (int kind = 0; kind < kinds.length; kind++) {
        int[] moved =
            Arrays.stream(clusters.cellsOf(kind))
                .map(cell -> cells.indexOf(given.values(cell)))
                .filter(cell -> mirror[cell] != cell)
                .toArray();
        if (moved.length > 0) {
          groups[changed] = kinds[kind];
          from[changed] = moved;
          to[changed] = Arrays.stream(moved).map(cell -> mirror[cell]).toArray();
          changed++;
        }
      }
      return new Exchange(
          cells,
          cells.counts(),
          Arrays.copyOf(groups, changed),
          Arrays.copyOf(from, changed),
          Arrays.copyOf(to, changed));
    }

    int[] draw(SplittableRandom random) {
      int[] drawn = counts.clone();
      for (int kind = 0; kind < groups.length; kind++) {
        int exchanged = heads(random, groups[kind]);
        for (int post = 0; post < from[kind].length; post++) {
          drawn[from[kind][post]] -= exchanged;
          drawn[to[kind][post]] += exchanged;
        }
      }
      return drawn;
    }
  }

  /** The heads of so many fair coins: bits that are set, 64 at a time. */
  static int heads(SplittableRandom random, int coins) {
    int heads = 0;
    int left = coins;
    for (; left >= Long.SIZE; left -= Long.SIZE) {
      heads += Long.bitCount(random.nextLong());
    }
    return left == 0 ? heads : heads + Long.bitCount(random.nextLong() >>> (Long.SIZE - left));
  }
}
