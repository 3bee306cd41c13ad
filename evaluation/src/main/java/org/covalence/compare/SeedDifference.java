package org.covalence.compare;

import java.util.List;
import org.covalence.interval.Bootstrap;
import org.covalence.interval.Estimate;
import org.covalence.metric.Metric;
import org.covalence.significance.EffectSize;
import org.covalence.significance.StochasticOrder;

/**
 * Two systems over several trainings. Tests on posts know one training of each; this asks whether
 * another training would have come out alike.
 *
 * @param a the first system
 * @param b the second system
 * @param accuracy over the trainings
 * @param macroF1 over the trainings
 */
public record SeedDifference(Spread a, Spread b, OverSeeds accuracy, OverSeeds macroF1) {
  /** Of fewer trainings a distribution says nothing. */
  static final int FEWEST = 3;

  /**
   * One score of both.
   *
   * @param chance that a training of {@code a} scores higher than one of {@code b}: A12
   * @param forA almost stochastic order of {@code a} over {@code b}
   * @param forB the other way round
   * @param trainings of the system that has fewer
   */
  public record OverSeeds(
      Estimate chance, StochasticOrder forA, StochasticOrder forB, int trainings) {
    /** With fewer trainings the bound comes out too low to be relied on. */
    private static final int ENOUGH = 5;

    /** Whether {@code a} may be called better. */
    public boolean isAheadA() {
      return trainings >= ENOUGH && forA.epsilonMin() < StochasticOrder.CLAIM;
    }

    /** Whether {@code b} may be called better. */
    public boolean isAheadB() {
      return trainings >= ENOUGH && forB.epsilonMin() < StochasticOrder.CLAIM;
    }
  }

  /**
   * Compares.
   *
   * @param pairs how many are compared in all
   */
  static SeedDifference of(Spread a, Spread b, int pairs, Bootstrap bootstrap) {
    return new SeedDifference(
        a,
        b,
        of(Metric.ACCURACY, a, b, pairs, bootstrap),
        of(Metric.MACRO_F1, a, b, pairs, bootstrap));
  }

  private static OverSeeds of(Metric metric, Spread a, Spread b, int pairs, Bootstrap bootstrap) {
    double[] ofA = scores(metric, a.evaluations());
    double[] ofB = scores(metric, b.evaluations());
    double confidence = bootstrap.confidence();
    return new OverSeeds(
        EffectSize.a12(ofA, ofB, confidence),
        StochasticOrder.of(ofA, ofB, confidence, pairs, bootstrap.seed()),
        StochasticOrder.of(ofB, ofA, confidence, pairs, bootstrap.seed()),
        Math.min(ofA.length, ofB.length));
  }

  private static double[] scores(Metric metric, List<Evaluation> trainings) {
    return trainings.stream().mapToDouble(e -> e.score(metric).value()).toArray();
  }
}
