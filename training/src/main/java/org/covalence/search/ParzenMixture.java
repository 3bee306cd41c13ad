package org.covalence.search;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A density over the parameters of one group, as a mixture with one component for each trial and
 * one for the prior. A component is the product of its kernels over all parameters, so that what
 * worked together is proposed together (Falkner et al., ICML 2018, section 3; Watanabe 2023,
 * section 3.3).
 */
final class ParzenMixture {
  private static final double PRIOR = 1;

  /** Up to so many trials count alike. */
  private static final int FULL = 25;

  private final List<Kernels> kernels;
  private final double[] weights;
  private final double[] logWeights;

  /**
   * The density around some trials.
   *
   * @param trials with all of {@code parameters}, the oldest first; there may be none
   */
  ParzenMixture(List<Parameter> parameters, List<Trial> trials) {
    kernels =
        parameters.stream().map(p -> Kernels.of(p.domain(), Kernels.observed(p, trials))).toList();
    double[] raw = Arrays.copyOf(weights(trials.size()), trials.size() + 1);
    raw[trials.size()] = PRIOR;
    double sum = Arrays.stream(raw).sum();
    weights = Arrays.stream(raw).map(w -> w / sum).toArray();
    logWeights = Arrays.stream(weights).map(Math::log).toArray();
  }

  /** The newest count in full; before them weights fall to one over their number (Optuna). */
  static double[] weights(int trials) {
    double[] weights = new double[trials];
    int falling = trials - FULL;
    double least = 1.0 / trials;
    Arrays.setAll(
        weights,
        i -> i >= falling ? 1 : falling == 1 ? least : least + (1 - least) * i / (falling - 1.0));
    return weights;
  }

  /** Positions by chance, one for each parameter. */
  double[] draw(SplittableRandom random) {
    double left = random.nextDouble();
    int component = 0;
    while (component < weights.length - 1 && left >= weights[component]) {
      left -= weights[component];
      component++;
    }
    double[] point = new double[kernels.size()];
    for (int p = 0; p < point.length; p++) {
      point[p] = kernels.get(p).draw(component, random);
    }
    return point;
  }

  /** Logarithm of the density; minus infinity where it is too small for a double. */
  double logDensity(double[] point) {
    double[] logs = logWeights.clone();
    for (int p = 0; p < point.length; p++) {
      double[] densities = kernels.get(p).logDensities(point[p]);
      for (int k = 0; k < logs.length; k++) {
        logs[k] += densities[k];
      }
    }
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      most = Math.max(most, log);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - most);
    }
    return Double.isInfinite(most) ? most : most + Math.log(sum);
  }
}
