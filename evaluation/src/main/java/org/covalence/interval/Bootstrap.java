package org.covalence.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.covalence.spec.Seeds;
import org.covalence.store.CovalenceException;

/**
 * Percentile intervals from resampled posts (Efron, 1979; Efron and Tibshirani, An Introduction to
 * the Bootstrap, 1993, chapter 13). Posts are drawn with replacement from the whole part, not class
 * by class, since the mix of classes is itself a matter of chance.
 *
 * <p>Design. Rounds are cut into chunks of fixed size, and each chunk has its own stream of random
 * numbers, named by the seed and the number of the chunk: the result depends on neither the number
 * of threads nor their luck. How posts are drawn by the count stands in {@link Resampling}. Every
 * score of one sample is taken from the same rounds.
 *
 * @param rounds how often posts are drawn, 100 to 1,000,000
 * @param confidence the share of rounds an interval holds, in (0, 1)
 * @param seed the seed of the run
 * @param threads how many work at once; of no influence on the result
 */
public record Bootstrap(int rounds, double confidence, long seed, int threads) {
  private static final int CHUNK = 500;

  public Bootstrap {
    if (rounds < 100 || rounds > 1_000_000) {
      throw CovalenceException.usage(
          "expected 100 to 1000000 bootstrap rounds, found " + rounds,
          "the number of rounds",
          "10000 is enough for three digits");
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw CovalenceException.usage(
          "expected a confidence between 0 and 1, found " + confidence,
          "the confidence",
          "use 0.95");
    }
    if (threads < 1) {
      throw CovalenceException.usage(
          "expected at least one thread, found " + threads, "the number of threads", "use 1");
    }
  }

  /** 10,000 rounds, 95 %, one thread. */
  public static Bootstrap withSeed(long seed) {
    return new Bootstrap(10_000, 0.95, seed, 1);
  }

  /** The same with another number of threads, and the same result. */
  public Bootstrap withThreads(int number) {
    return new Bootstrap(rounds, confidence, seed, number);
  }

  /** What another person must know to repeat it, for signatures; threads do not belong to it. */
  public String method() {
    return String.format(Locale.ROOT, "percentile-bootstrap-%d-%s", rounds, confidence);
  }

  /**
   * Scores with their intervals.
   *
   * @param counts how many posts are in each cell; posts of a cell are alike to every score, and a
   *     score that tells all posts apart gives each a cell of its own
   * @param scores from counts in the same order to any number of finite scores; called from several
   *     threads, and must not keep the array
   * @return one estimate a score, its value taken from {@code counts} themselves. A percentile
   *     interval need not hold that value where posts are very few.
   */
  public List<Estimate> estimates(int[] counts, Function<int[], double[]> scores) {
    double[] measured = scores.apply(counts.clone());
    double[][] resampled = new double[measured.length][rounds];
    Resampling resampling = new Resampling(counts);
    List<Callable<Boolean>> chunks = new ArrayList<>();
    for (int first = 0; first < rounds; first += CHUNK) {
      int from = first;
      chunks.add(() -> fill(from, resampling, new int[counts.length], scores, resampled));
    }
    run(chunks);
    List<Estimate> estimates = new ArrayList<>();
    for (int s = 0; s < measured.length; s++) {
      Arrays.sort(resampled[s]);
      estimates.add(
          new Estimate(
              measured[s],
              quantile(resampled[s], (1 - confidence) / 2),
              quantile(resampled[s], (1 + confidence) / 2)));
    }
    return estimates;
  }

  private boolean fill(
      int from,
      Resampling resampling,
      int[] drawn,
      Function<int[], double[]> scores,
      double[][] resampled) {
    SplittableRandom random = new Seeds(seed).stream("bootstrap/" + from / CHUNK);
    for (int round = from; round < Math.min(rounds, from + CHUNK); round++) {
      resampling.draw(random, drawn);
      double[] values = scores.apply(drawn);
      for (int s = 0; s < values.length; s++) {
        resampled[s][round] = values[s];
      }
    }
    return true;
  }

  private void run(List<Callable<Boolean>> chunks) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      for (Future<Boolean> chunk : workers.invokeAll(chunks)) {
        chunk.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while drawing posts", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a bootstrap round failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  /**
   * The quantile of sorted values, linear between neighbours: definition 7 of Hyndman and Fan
   * (1996), as NumPy has it.
   */
  static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
