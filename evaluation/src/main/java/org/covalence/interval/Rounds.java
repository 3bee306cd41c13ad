package org.covalence.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.covalence.spec.Seeds;

/**
 * Many rounds of chance, shared among threads. Rounds are cut into chunks of fixed size, and each
 * chunk has its own stream of random numbers, named by the seed and the number of the chunk: what a
 * round draws depends on neither the number of threads nor their luck.
 *
 * @param number how many rounds there are, at least one
 * @param seed the seed of the run
 * @param threads how many work at once, at least one; of no influence on what is drawn
 */
public record Rounds(int number, long seed, int threads) {
  private static final int CHUNK = 500;

  public Rounds {
    if (number < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "expected rounds and threads, found " + number + " and " + threads);
    }
  }

  /** Some rounds in a row, from {@code from} up to but without {@code to}. */
  @FunctionalInterface
  public interface Chunk {
    /** Runs the rounds in their order, all drawing from {@code random}. */
    void run(SplittableRandom random, int from, int to);
  }

  /**
   * Runs every round once.
   *
   * @param stream the name of the user of chance
   * @param chunk called from several threads at once, each time with rounds of its own
   */
  public void run(String stream, Chunk chunk) {
    List<Callable<Boolean>> chunks = new ArrayList<>();
    for (int first = 0; first < number; first += CHUNK) {
      int from = first;
      chunks.add(
          () -> {
            SplittableRandom random = new Seeds(seed).stream(stream + "/" + from / CHUNK);
            chunk.run(random, from, Math.min(number, from + CHUNK));
            return true;
          });
    }
    ExecutorService workers = Executors.newFixedThreadPool(Math.min(threads, chunks.size()));
    try {
      for (Future<Boolean> done : workers.invokeAll(chunks)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a round of " + stream, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a round of " + stream + " failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }
}
