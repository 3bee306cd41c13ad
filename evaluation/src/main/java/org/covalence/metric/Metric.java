package org.covalence.metric;

import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A score of a whole confusion matrix, as a fraction; more is better. Conventions are
 * scikit-learn's with {@code labels} = all declared classes and {@code zero_division=0}: a declared
 * class that never occurs counts as zero in every macro average. Recall weighted by support is not
 * listed, as it equals accuracy.
 *
 * <p>Results list metrics in this order; a new one goes to the end.
 */
public enum Metric {
  /** The share of posts predicted right. */
  ACCURACY("accuracy", "accuracy"),
  /** The mean recall of those classes that occur in the truth. */
  BALANCED_ACCURACY("balancedAccuracy", "balanced accuracy"),
  /** The mean F1 of all declared classes. */
  MACRO_F1("macroF1", "macro-F1"),
  /** The mean F1, each class weighted by its posts. */
  WEIGHTED_F1("weightedF1", "weighted F1"),
  /** The mean precision of all declared classes. */
  MACRO_PRECISION("macroPrecision", "macro precision"),
  /** The mean recall of all declared classes. */
  MACRO_RECALL("macroRecall", "macro recall"),
  /** The mean precision, each class weighted by its posts. */
  WEIGHTED_PRECISION("weightedPrecision", "weighted precision"),
  /**
   * The correlation of truth and prediction, in [-1, 1] (Matthews, 1975; for several classes
   * Gorodkin, 2004). Zero is what chance gives, and a constant answer; zero also where it is
   * undefined, since all posts are of one class or all are called one.
   */
  MCC("mcc", "MCC"),
  /**
   * Agreement of truth and prediction beyond chance, in [-1, 1] (Cohen, 1960). Zero is what chance
   * gives, and a constant answer; zero also where it is undefined, since all posts are of one class
   * and all are called that one. (scikit-learn gives NaN there.)
   */
  COHENS_KAPPA("cohensKappa", "Cohen's kappa");

  private final String key;
  private final String title;

  Metric(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** The name in JSON. */
  public String key() {
    return key;
  }

  /** The name for people. */
  public String title() {
    return title;
  }

  /** The lowest score there can be: 0, or −1 of a metric that knows worse than chance. */
  public double lowest() {
    return this == MCC || this == COHENS_KAPPA ? -1 : 0;
  }

  /** The score of {@code matrix}, from {@link #lowest} to 1. */
  public double of(ConfusionMatrix matrix) {
    int classes = matrix.classes();
    return switch (this) {
      case ACCURACY -> ConfusionMatrix.ratio(matrix.correct(), matrix.posts());
      case BALANCED_ACCURACY ->
          sum(classes, k -> matrix.scores(k).recall())
              / IntStream.range(0, classes).filter(k -> matrix.support(k) > 0).count();
      case MACRO_F1 -> sum(classes, k -> matrix.scores(k).f1()) / classes;
      case WEIGHTED_F1 ->
          sum(classes, k -> matrix.scores(k).f1() * matrix.support(k)) / matrix.posts();
      case MACRO_PRECISION -> sum(classes, k -> matrix.scores(k).precision()) / classes;
      case MACRO_RECALL -> sum(classes, k -> matrix.scores(k).recall()) / classes;
      case WEIGHTED_PRECISION ->
          sum(classes, k -> matrix.scores(k).precision() * matrix.support(k)) / matrix.posts();
      case MCC ->
          ConfusionMatrix.ratio(
              beyondChance(matrix),
              Math.sqrt(
                  (double) spread(matrix, matrix::support) * spread(matrix, matrix::predicted)));
      case COHENS_KAPPA ->
          ConfusionMatrix.ratio(beyondChance(matrix), square(matrix.posts()) - byChance(matrix));
    };
  }

  /** Posts called right times all posts, less what chance would give. Exact: below 2^63. */
  private static long beyondChance(ConfusionMatrix matrix) {
    return (long) matrix.correct() * matrix.posts() - byChance(matrix);
  }

  private static long byChance(ConfusionMatrix matrix) {
    return IntStream.range(0, matrix.classes())
        .mapToLong(k -> (long) matrix.support(k) * matrix.predicted(k))
        .sum();
  }

  /** Zero where all posts are in one class. */
  private static long spread(ConfusionMatrix matrix, IntUnaryOperator posts) {
    return square(matrix.posts())
        - IntStream.range(0, matrix.classes()).mapToLong(k -> square(posts.applyAsInt(k))).sum();
  }

  private static long square(int number) {
    return (long) number * number;
  }

  /** Adds in class order, so that the last bit does not depend on how a stream is split. */
  private static double sum(int classes, IntToDoubleFunction score) {
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += score.applyAsDouble(k);
    }
    return sum;
  }
}
