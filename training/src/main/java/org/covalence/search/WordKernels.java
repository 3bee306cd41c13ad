package org.covalence.search;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Kernels over words: each kernel gives its own word one count, and a share of one more to all
 * words alike, the smaller the more there are (Watanabe 2023, section 3.3, with the smoothing of
 * Optuna).
 */
final class WordKernels implements Kernels {
  private static final double PRIOR = 1;

  private final int words;
  private final double[] observed;
  private final double logOwn;
  private final double logOther;

  WordKernels(int words, double[] observed) {
    this.words = words;
    this.observed = observed;
    double smoothing = PRIOR / (observed.length + 1);
    double all = 1 + words * smoothing;
    this.logOwn = Math.log((1 + smoothing) / all);
    this.logOther = Math.log(smoothing / all);
  }

  @Override
  public double draw(int kernel, SplittableRandom random) {
    if (kernel == observed.length) {
      return random.nextInt(words);
    }
    // What its own word has above the others; else all are alike.
    boolean own = random.nextDouble() < Math.exp(logOwn) - Math.exp(logOther);
    return own ? observed[kernel] : random.nextInt(words);
  }

  @Override
  public double[] logDensities(double position) {
    double[] densities = new double[observed.length + 1];
    Arrays.setAll(
        densities,
        k -> k == observed.length ? -Math.log(words) : observed[k] == position ? logOwn : logOther);
    return densities;
  }
}
