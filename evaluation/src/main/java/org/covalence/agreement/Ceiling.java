package org.covalence.agreement;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What disagreement among annotators leaves to reach. Both figures are accuracies on posts whose
 * label is the majority of annotators.
 *
 * @param annotator what a human reaches: each annotator in turn is measured like a system against
 *     the majority (more than half) of the others, and all these posts are taken together. A post
 *     on which the others have no majority has no label to be measured by. Snow, O'Connor, Jurafsky
 *     and Ng (EMNLP 2008, section 4) measure annotators so.
 * @param counted how many pairs of an annotator and a post that is
 * @param accuracy how often one annotator is right, if all err alike: independently of each other,
 *     equally often, and towards every wrong class equally (the one-coin form of the model of Dawid
 *     and Skene, Applied Statistics 28(1), 1979). Two votes then agree with probability p^2 +
 *     (1-p)^2/(k-1), which is solved for p; agreement below chance gives 1/k
 * @param majority what somebody would reach who knew the truth of every post, under the same model:
 *     how often the majority label is the true one, where there is a majority. Annotators who err
 *     together, as on irony, make the truth lower than this figure
 */
public record Ceiling(
    OptionalDouble annotator, int counted, OptionalDouble accuracy, OptionalDouble majority) {
  /** The ceiling that follows from {@code votes}. */
  public static Ceiling of(Votes votes) {
    int agreeing = 0;
    int counted = 0;
    for (int i = 0; i < votes.posts(); i++) {
      for (int a = 0; a < votes.annotators(); a++) {
        int others = Votes.majority(votes.counts(i, a));
        if (votes.vote(i, a) != Votes.MISSING && others != Votes.MISSING) {
          counted++;
          agreeing += votes.vote(i, a) == others ? 1 : 0;
        }
      }
    }
    OptionalDouble pairwise = Agreement.of(votes).meanPairwise();
    if (pairwise.isEmpty()) {
      return new Ceiling(OptionalDouble.empty(), 0, OptionalDouble.empty(), OptionalDouble.empty());
    }
    double accuracy = accuracy(pairwise.getAsDouble(), votes.classes());
    return new Ceiling(
        Agreement.quotient(agreeing, counted),
        counted,
        OptionalDouble.of(accuracy),
        majority(votes, accuracy));
  }

  /** The p that makes two votes agree as often as {@code pairwise}. */
  private static double accuracy(double pairwise, int classes) {
    double root = Math.max(0, (classes - 1) * (classes * pairwise - 1));
    return (1 + Math.sqrt(root)) / classes;
  }

  private static OptionalDouble majority(Votes votes, double accuracy) {
    double wrong = (1 - accuracy) / (votes.classes() - 1);
    double[] right = new double[votes.annotators() + 1];
    double[] any = new double[votes.annotators() + 1];
    for (int n = 1; n <= votes.annotators(); n++) {
      right[n] = moreThanHalf(n, accuracy);
      any[n] = right[n] + (votes.classes() - 1) * moreThanHalf(n, wrong);
    }
    double sumRight = 0;
    double sumAny = 0;
    for (int i = 0; i < votes.posts(); i++) {
      int n = Arrays.stream(votes.counts(i)).sum();
      sumRight += right[n];
      sumAny += any[n];
    }
    return Agreement.quotient(sumRight, sumAny);
  }

  /** How likely more than half of {@code n} votes are for a class that each is with {@code p}. */
  private static double moreThanHalf(int n, double p) {
    double sum = 0;
    double ways = 1;
    for (int votes = 0; votes <= n; votes++) {
      if (2 * votes > n) {
        sum += ways * Math.pow(p, votes) * Math.pow(1 - p, n - votes);
      }
      ways = ways * (n - votes) / (votes + 1);
    }
    return sum;
  }
}
