package org.covalence.agreement;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Krippendorff's alpha by coincidences (Krippendorff, Computing Krippendorff's Alpha-Reliability,
 * 2011): 1 less observed over expected disagreement. A missing vote is no vote; a post with fewer
 * than two is left out.
 *
 * @param coincidences classes × classes: how often two votes on one post met, each post counting as
 *     often as it has votes
 */
record KrippendorffAlpha(double[][] coincidences) {
  static KrippendorffAlpha of(Votes votes) {
    double[][] met = new double[votes.classes()][votes.classes()];
    for (int i = 0; i < votes.posts(); i++) {
      int[] counts = votes.counts(i);
      int all = Arrays.stream(counts).sum();
      for (int c = 0; all > 1 && c < counts.length; c++) {
        for (int k = 0; k < counts.length; k++) {
          met[c][k] += counts[c] * (counts[k] - (c == k ? 1.0 : 0.0)) / (all - 1);
        }
      }
    }
    return new KrippendorffAlpha(met);
  }

  /** Any two classes are equally far apart. */
  OptionalDouble nominal() {
    return alpha((c, k) -> c == k ? 0 : 1);
  }

  /** Two classes are as far apart as there are votes between their middles, squared. */
  OptionalDouble ordinal() {
    double[] votes = totals();
    return alpha(
        (c, k) -> {
          double between = -(votes[c] + votes[k]) / 2;
          for (int g = Math.min(c, k); g <= Math.max(c, k); g++) {
            between += votes[g];
          }
          return between * between;
        });
  }

  private interface Distance {
    double between(int c, int k);
  }

  private OptionalDouble alpha(Distance distance) {
    double[] votes = totals();
    double all = Arrays.stream(votes).sum();
    double observed = 0;
    double expected = 0;
    for (int c = 0; c < votes.length; c++) {
      for (int k = c + 1; k < votes.length; k++) {
        observed += coincidences[c][k] * distance.between(c, k);
        expected += votes[c] * votes[k] * distance.between(c, k);
      }
    }
    OptionalDouble disagreement = Agreement.quotient((all - 1) * observed, expected);
    return disagreement.isEmpty()
        ? disagreement
        : OptionalDouble.of(1 - disagreement.getAsDouble());
  }

  private double[] totals() {
    return Arrays.stream(coincidences).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
  }
}
