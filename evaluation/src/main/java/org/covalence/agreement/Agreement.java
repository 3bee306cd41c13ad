package org.covalence.agreement;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How far annotators agree. A figure that the votes leave undefined (0/0) is empty: there is no
 * chance to correct for where only one class was ever given.
 *
 * @param posts that were labelled by two annotators or more; the figures are of these
 * @param annotators how many there are
 * @param meanPairwise share of agreeing pairs of votes, the mean over posts, in [0, 1]
 * @param fleissKappa at most 1, 0 at chance (Fleiss, Psychological Bulletin 76(5), 1971); empty
 *     where votes are missing, for which it is not defined
 * @param cohenKappa at most 1, 0 at chance (Cohen, Educational and Psychological Measurement 20(1),
 *     1960); for two annotators only
 * @param alphaNominal Krippendorff's alpha, any two classes being equally far apart
 * @param alphaOrdinal Krippendorff's alpha, classes standing in their order
 */
public record Agreement(
    int posts,
    int annotators,
    OptionalDouble meanPairwise,
    OptionalDouble fleissKappa,
    OptionalDouble cohenKappa,
    OptionalDouble alphaNominal,
    OptionalDouble alphaOrdinal) {
  /** The agreement in {@code votes}. */
  public static Agreement of(Votes votes) {
    KrippendorffAlpha alpha = KrippendorffAlpha.of(votes);
    return new Agreement(
        pairable(votes),
        votes.annotators(),
        meanPairwise(votes),
        fleiss(votes),
        cohen(votes),
        alpha.nominal(),
        alpha.ordinal());
  }

  private static int pairable(Votes votes) {
    int posts = 0;
    for (int i = 0; i < votes.posts(); i++) {
      posts += Arrays.stream(votes.counts(i)).sum() > 1 ? 1 : 0;
    }
    return posts;
  }

  private static OptionalDouble meanPairwise(Votes votes) {
    double sum = 0;
    int posts = 0;
    for (int i = 0; i < votes.posts(); i++) {
      int[] counts = votes.counts(i);
      if (Arrays.stream(counts).sum() > 1) {
        sum += pairwise(counts);
        posts++;
      }
    }
    return quotient(sum, posts);
  }

  /** The share of agreeing pairs among the votes on one post; at least two votes. */
  private static double pairwise(int[] counts) {
    double all = Arrays.stream(counts).sum();
    double agreeing = Arrays.stream(counts).mapToDouble(n -> n * (n - 1.0)).sum();
    return agreeing / (all * (all - 1));
  }

  private static OptionalDouble fleiss(Votes votes) {
    double[] shares = new double[votes.classes()];
    double observed = 0;
    for (int i = 0; i < votes.posts(); i++) {
      int[] counts = votes.counts(i);
      if (votes.annotators() < 2 || Arrays.stream(counts).sum() < votes.annotators()) {
        return OptionalDouble.empty();
      }
      observed += pairwise(counts) / votes.posts();
      for (int k = 0; k < counts.length; k++) {
        shares[k] += (double) counts[k] / votes.annotators() / votes.posts();
      }
    }
    double chance = Arrays.stream(shares).map(p -> p * p).sum();
    return overChance(votes.posts(), observed, chance);
  }

  private static OptionalDouble cohen(Votes votes) {
    if (votes.annotators() != 2) {
      return OptionalDouble.empty();
    }
    double[] first = new double[votes.classes()];
    double[] second = new double[votes.classes()];
    double agreeing = 0;
    int posts = 0;
    for (int i = 0; i < votes.posts(); i++) {
      int a = votes.vote(i, 0);
      int b = votes.vote(i, 1);
      if (a != Votes.MISSING && b != Votes.MISSING) {
        first[a]++;
        second[b]++;
        agreeing += a == b ? 1 : 0;
        posts++;
      }
    }
    double chance = 0;
    for (int k = 0; k < first.length; k++) {
      chance += first[k] / Math.max(1, posts) * (second[k] / Math.max(1, posts));
    }
    return overChance(posts, agreeing / Math.max(1, posts), chance);
  }

  private static OptionalDouble overChance(int posts, double observed, double chance) {
    return posts == 0 ? OptionalDouble.empty() : quotient(observed - chance, 1 - chance);
  }

  /** Rounding leaves a rest of this size where the divisor is nothing. */
  private static final double NOTHING = 1e-12;

  static OptionalDouble quotient(double dividend, double divisor) {
    return divisor < NOTHING ? OptionalDouble.empty() : OptionalDouble.of(dividend / divisor);
  }
}
