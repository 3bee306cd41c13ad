package org.covalence.interval;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.covalence.store.CovalenceException;

/**
 * Intervals from resampled posts (Efron, 1979; Efron and Tibshirani, An Introduction to the
 * Bootstrap, 1993, chapters 13 and 14). Posts are drawn with replacement from the whole part, not
 * class by class, since the mix of classes is itself a matter of chance. Where posts come in
 * groups, such as copies of one tweet, groups can be drawn instead (the cluster bootstrap: Davison
 * and Hinkley, Bootstrap Methods and their Application, 1997, section 3.8).
 *
 * <p>Design. Rounds are shared among threads by {@link Rounds}, so the result does not depend on
 * their number. How posts are drawn by the count stands in {@link Resampling}. Every score of one
 * sample is taken from the same rounds.
 *
 * @param rounds how often posts are drawn, 100 to 1,000,000
 * @param confidence the share of rounds an interval holds, in (0, 1)
 * @param seed the seed of the run
 * @param threads how many work at once; of no influence on the result
 */
public record Bootstrap(int rounds, double confidence, long seed, int threads) {
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
   * Scores with their percentile intervals.
   *
   * @param counts how many posts are in each cell; posts of a cell are alike to every score, and a
   *     score that tells all posts apart gives each a cell of its own
   * @param scores from counts in the same order to any number of finite scores; called from several
   *     threads, and must not keep the array
   * @return one estimate a score, its value taken from {@code counts} themselves. A percentile
   *     interval need not hold that value where posts are very few.
   */
  public List<Estimate> estimates(int[] counts, Function<int[], double[]> scores) {
    return resample(counts, scores).percentile();
  }

  /** Draws posts; the arguments are those of {@link #estimates}. */
  public Resampled resample(int[] counts, Function<int[], double[]> scores) {
    double[] measured = scores.apply(counts.clone());
    double[][] resampled = new double[measured.length][rounds];
    Resampling resampling = new Resampling(counts);
    new Rounds(rounds, seed, threads)
        .run(
            "bootstrap",
            (random, from, to) -> {
              int[] drawn = new int[counts.length];
              for (int round = from; round < to; round++) {
                resampling.draw(random, drawn);
                double[] values = scores.apply(drawn);
                for (int s = 0; s < values.length; s++) {
                  resampled[s][round] = values[s];
                }
              }
            });
    return new Resampled(
        measured,
        resampled,
        confidence,
        () -> Jackknife.acceleration(counts.clone(), scores, measured.length));
  }

  /**
   * Draws whole groups of posts, as many as there are, with replacement.
   *
   * @param scores as in {@link #estimates}, from the counts of the cells of {@code clusters}; how
   *     many posts there are differs from round to round
   */
  public Resampled resample(Clusters clusters, Function<int[], double[]> scores) {
    return resample(clusters.kinds(), drawn -> scores.apply(clusters.posts(drawn)));
  }
}
