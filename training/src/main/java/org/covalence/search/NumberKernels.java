package org.covalence.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Kernels over numbers: normal densities cut off at the bounds of the domain, on its own scale. One
 * is as wide as the distance to its farther neighbour (Bergstra et al., NeurIPS 2011, section 4.2);
 * the outermost look inwards only. None is narrower than a part of the domain, which keeps a few
 * good trials from shutting out the rest. That part shrinks with the square of the number of
 * kernels down to three hundredths (the "magic clip" with exponent 2, and a least bandwidth;
 * Watanabe 2023, section 3.3).
 *
 * <p>A whole number stands for all that rounds to it, so its density is that of a kernel integrated
 * from half a step below to half a step above (Watanabe 2023, section 3.3).
 */
final class NumberKernels implements Kernels {
  private static final double NARROWEST = 0.03;

  private final double lower;
  private final double upper;
  private final Scale scale;
  private final NormalDistribution[] normals;
  private final double[] insides;
  private final double[] logInsides;

  /**
   * How values lie on the scale.
   *
   * @param from the place where what rounds to a value begins; of real numbers the value's own
   * @param to where it ends; the same for real numbers
   * @param value the value at a place
   */
  private record Scale(
      DoubleUnaryOperator centre,
      DoubleUnaryOperator from,
      DoubleUnaryOperator to,
      DoubleUnaryOperator value) {}

  static NumberKernels of(Domain.Real real, double[] observed) {
    return new NumberKernels(
        real.scaled(real.low()),
        real.scaled(real.high()),
        new Scale(real::scaled, real::scaled, real::scaled, real::atScaled),
        observed);
  }

  static NumberKernels of(Domain.Whole whole, double[] observed) {
    return new NumberKernels(
        whole.lower(whole.low()),
        whole.upper(whole.high()),
        new Scale(whole::scaled, whole::lower, whole::upper, whole::atScaled),
        observed);
  }

  private NumberKernels(double lower, double upper, Scale scale, double[] observed) {
    this.lower = lower;
    this.upper = upper;
    this.scale = scale;
    double[] centres = Arrays.stream(observed).map(scale.centre()).toArray();
    double[] widths = widths(centres, lower, upper);
    normals = new NormalDistribution[centres.length + 1];
    Arrays.setAll(
        normals,
        k ->
            k < centres.length
                ? NormalDistribution.of(centres[k], widths[k])
                : NormalDistribution.of((lower + upper) / 2, upper - lower));
    insides = Arrays.stream(normals).mapToDouble(n -> n.probability(lower, upper)).toArray();
    logInsides = Arrays.stream(insides).map(Math::log).toArray();
  }

  private static double[] widths(double[] centres, double lower, double upper) {
    int count = centres.length;
    int[] ascending =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> centres[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double range = upper - lower;
    double narrowest = range * Math.max(NARROWEST, 1 / Math.pow(count + 2, 2));
    double[] widths = new double[count];
    for (int i = 0; i < count; i++) {
      double own = centres[ascending[i]];
      double below = i > 0 ? own - centres[ascending[i - 1]] : count > 1 ? 0 : own - lower;
      double above = i < count - 1 ? centres[ascending[i + 1]] - own : count > 1 ? 0 : upper - own;
      widths[ascending[i]] = Math.max(narrowest, Math.min(range, Math.max(below, above)));
    }
    return widths;
  }

  @Override
  public double draw(int kernel, SplittableRandom random) {
    NormalDistribution normal = normals[kernel];
    double chance = normal.cumulativeProbability(lower) + random.nextDouble() * insides[kernel];
    // Rounding can lead to a chance of one, whose place is infinite.
    double place = normal.inverseCumulativeProbability(Math.min(1, chance));
    return scale.value().applyAsDouble(Math.max(lower, Math.min(upper, place)));
  }

  @Override
  public double[] logDensities(double position) {
    double from = scale.from().applyAsDouble(position);
    double to = scale.to().applyAsDouble(position);
    double[] densities = new double[normals.length];
    for (int k = 0; k < normals.length; k++) {
      double log =
          from == to ? normals[k].logDensity(from) : Math.log(normals[k].probability(from, to));
      densities[k] = log - logInsides[k];
    }
    return densities;
  }
}
