package org.covalence.significance;

import org.apache.commons.statistics.distribution.TDistribution;
import org.covalence.interval.Estimate;

/**
 * The corrected resampled t test of whether two systems score alike over folds (Nadeau and Bengio,
 * Machine Learning 52, 2003; for cross-validation: Bouckaert and Frank, PAKDD 2004). Folds share
 * training posts, so their differences are alike beyond what the systems are; the plain t test
 * takes that for certainty, and this one adds the share of tested to trained posts to its variance.
 *
 * @param mean the mean difference, the first system minus the second
 * @param standardError of the mean, corrected
 * @param degrees of freedom: the number of folds less one
 * @param t the mean in standard errors; 0 where the mean is, infinite where the mean is not zero
 *     and all differences are equal
 * @param p two-sided, in [0, 1]
 */
public record CorrectedResampledT(
    double mean, double standardError, int degrees, double t, double p) {
  /**
   * The test.
   *
   * @param first finite scores of the first system, one a fold; at least two folds
   * @param second those of the second, in the same order
   * @param trained posts trained on in each fold, at least one
   * @param tested posts tested on in each fold, at least one
   */
  public static CorrectedResampledT of(double[] first, double[] second, int trained, int tested) {
    PairedScores.require(first, second);
    int folds = first.length;
    if (folds < 2 || trained < 1 || tested < 1) {
      throw new IllegalArgumentException(
          "expected two folds or more with posts, found "
              + folds
              + " folds, trained on "
              + trained
              + " and tested on "
              + tested);
    }
    double mean = 0;
    for (int i = 0; i < folds; i++) {
      mean += (first[i] - second[i]) / folds;
    }
    double squares = 0;
    for (int i = 0; i < folds; i++) {
      double deviation = first[i] - second[i] - mean;
      squares += deviation * deviation;
    }
    double standardError =
        Math.sqrt((1.0 / folds + (double) tested / trained) * squares / (folds - 1));
    double t = mean == 0 ? 0 : mean / standardError;
    return new CorrectedResampledT(
        mean,
        standardError,
        folds - 1,
        t,
        Double.isInfinite(t)
            ? 0
            : Math.min(1, 2 * TDistribution.of(folds - 1).survivalProbability(Math.abs(t))));
  }

  /** The mean difference with its interval. */
  public Estimate interval(double confidence) {
    double half =
        standardError * TDistribution.of(degrees).inverseSurvivalProbability((1 - confidence) / 2);
    return new Estimate(mean, mean - half, mean + half);
  }
}
