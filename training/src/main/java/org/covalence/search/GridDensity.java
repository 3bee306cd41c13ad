package org.covalence.search;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The density of one parameter over a grid, with one count more spread over all of it: for words
 * their smoothed counts, for numbers a mixture of normal densities around the places of the grid
 * that occur, as wide as Scott's rule has it (Watanabe et al., IJCAI 2023, appendix). The widths of
 * {@link NumberKernels} are made for exploring and too wide to measure with.
 */
final class GridDensity {
  private static final int MOST_PLACES = 50;
  private static final double PRIOR = 1;

  /** At this width nine tenths of a kernel are in its own place. */
  private static final double NARROWEST = 0.5 / 1.64;

  /** Keeps a place that nothing reaches from being divided by. */
  private static final double FLOOR = 1e-12;

  private GridDensity() {}

  /** The density at each place; it sums to one but for rounding and a floor of 1e-12. */
  static double[] of(Parameter parameter, List<Trial> trials) {
    double[] observed = Kernels.observed(parameter, trials);
    double[] density =
        parameter.domain() instanceof Domain.Choice choice
            ? words(counts(observed, 0, 1, choice.words().size()))
            : numbers(counts(parameter.domain(), observed));
    return Arrays.stream(density).map(d -> d + FLOOR).toArray();
  }

  private static double[] counts(Domain domain, double[] observed) {
    if (domain instanceof Domain.Whole whole) {
      double range = whole.high() - whole.low();
      // On a logarithmic scale the small numbers would else have places that nothing can be in.
      double distinct =
          whole.log() ? Math.ceil(Math.log(range + 1) / Math.log(2)) + 1 : range / whole.step() + 1;
      int places = (int) Math.min(distinct, MOST_PLACES);
      double low = whole.scaled(whole.low());
      double width = (whole.scaled(whole.high()) - low) / (places - 1);
      return counts(Arrays.stream(observed).map(whole::scaled).toArray(), low, width, places);
    }
    Domain.Real real = (Domain.Real) domain;
    double low = real.scaled(real.low());
    double width = (real.scaled(real.high()) - low) / (MOST_PLACES - 1);
    return counts(Arrays.stream(observed).map(real::scaled).toArray(), low, width, MOST_PLACES);
  }

  private static double[] counts(double[] places, double low, double width, int number) {
    double[] counts = new double[number];
    for (double place : places) {
      // What lies between two places belongs to the lower one.
      int at = (int) Math.ceil((place - low) / width - 0.5);
      counts[Math.max(0, Math.min(number - 1, at))]++;
    }
    return counts;
  }

  private static double[] words(double[] counts) {
    int occurring = (int) Arrays.stream(counts).filter(c -> c > 0).count();
    double all = Arrays.stream(counts).sum();
    double smoothing = PRIOR / (occurring + 1);
    double[] density = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      double kernels = (counts[i] + all * smoothing) / (1 + counts.length * smoothing);
      density[i] = (kernels + PRIOR / counts.length) / (all + PRIOR);
    }
    return density;
  }

  private static double[] numbers(double[] counts) {
    int last = counts.length - 1;
    double all = Arrays.stream(counts).sum();
    double width = width(counts, all);
    double[] density = new double[counts.length];
    add(density, NormalDistribution.of(last / 2.0, last + 1.0), PRIOR / (all + PRIOR));
    for (int i = 0; i <= last; i++) {
      if (counts[i] > 0) {
        add(density, NormalDistribution.of(i, width), counts[i] / (all + PRIOR));
      }
    }
    return density;
  }

  private static void add(double[] density, NormalDistribution normal, double weight) {
    double inside = normal.probability(-0.5, density.length - 0.5);
    for (int i = 0; i < density.length; i++) {
      density[i] += weight * normal.probability(i - 0.5, i + 0.5) / inside;
    }
  }

  /** Scott's rule: 1.059 n^(-1/5) times the deviation, or the scaled range of quartiles if less. */
  private static double width(double[] counts, double all) {
    double mean = 0;
    for (int i = 0; i < counts.length; i++) {
      mean += i * counts[i] / all;
    }
    double squares = 0;
    for (int i = 0; i < counts.length; i++) {
      squares += counts[i] * (i - mean) * (i - mean);
    }
    double deviation = Math.sqrt(squares / Math.max(1, all - 1));
    double quartiles =
        quartile(counts, Math.floor(all * 3 / 4), false)
            - quartile(counts, Math.floor(all / 4), true);
    double width = 1.059 * Math.min(quartiles / 1.34, deviation) * Math.pow(all, -0.2);
    return Math.max(NARROWEST, width);
  }

  /** The first occurring place up to which there are {@code rank} trials, or more than that. */
  private static int quartile(double[] counts, double rank, boolean orAsMany) {
    double sum = 0;
    int last = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i];
      if (counts[i] > 0) {
        last = i;
        if (sum > rank || (orAsMany && sum == rank)) {
          return i;
        }
      }
    }
    return last;
  }
}
