package org.covalence.search;

import java.util.List;
import java.util.SplittableRandom;

/**
 * One parameter's share of a {@link ParzenMixture}: a density around each value that was observed,
 * and behind them one over the whole domain, the prior.
 */
sealed interface Kernels permits NumberKernels, WordKernels {
  /** Kernels around the observed positions, in their order. */
  static Kernels of(Domain domain, double[] observed) {
    // Java 17 has no patterns in switch.
    if (domain instanceof Domain.Choice choice) {
      return new WordKernels(choice.words().size(), observed);
    }
    return domain instanceof Domain.Whole whole
        ? NumberKernels.of(whole, observed)
        : NumberKernels.of((Domain.Real) domain, observed);
  }

  /** A position drawn from one kernel. */
  double draw(int kernel, SplittableRandom random);

  /**
   * Logarithms of the density of each kernel at a position. Densities of one domain can be compared
   * with each other, and with nothing else.
   */
  double[] logDensities(double position);

  /** Positions of a parameter in trials that all have it. */
  static double[] observed(Parameter parameter, List<Trial> trials) {
    return trials.stream()
        .mapToDouble(
            t ->
                parameter
                    .domain()
                    .position(t.settings().getOrDefault(parameter.key(), ""))
                    .orElseThrow())
        .toArray();
  }
}
