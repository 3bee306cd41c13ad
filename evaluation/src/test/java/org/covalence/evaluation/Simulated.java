package org.covalence.evaluation;

import java.util.Random;
import java.util.function.IntPredicate;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.spec.Seeds;

/**
 * Posts of three classes and what systems called them, drawn from a known truth. Systems share
 * their guesses on some posts, as systems that learnt from the same posts do; apart from their
 * skill they are alike, so that two of equal skill are equally good in every score.
 *
 * @param group the group of each post; its posts are copies of one, and called alike
 * @param truth the class of each post
 * @param called systems × posts
 */
public record Simulated(int[] group, int[] truth, int[][] called) {
  /** How many pairs of systems a simulation draws. */
  public static final int PAIRS = 2_000;

  /** The posts of the test part of MVSA-Single. */
  public static final int POSTS = 450;

  private static final double[] SHARES = {0.3, 0.1, 0.6};
  private static final double IN_COMMON = 0.4;

  /**
   * A generator for one pair of one simulation. Java's generators of neighbouring seeds begin
   * alike, so seeds are hashed.
   */
  public static Random random(String simulation, int pair) {
    return new Random(new Seeds(pair).number(simulation));
  }

  /** Posts that are all different. */
  public static Simulated of(Random random, double... skills) {
    return ofCopies(random, 1, skills);
  }

  /** Posts in groups of one to {@code mostCopies}. */
  public static Simulated ofCopies(Random random, int mostCopies, double... skills) {
    int[] group = new int[POSTS];
    int[] truth = new int[POSTS];
    int[][] called = new int[skills.length][POSTS];
    int post = 0;
    for (int number = 0; post < POSTS; number++) {
      int copies = Math.min(POSTS - post, 1 + random.nextInt(mostCopies));
      int ofClass = drawn(random);
      boolean inCommon = random.nextDouble() < IN_COMMON;
      double luck = random.nextDouble();
      int guess = drawn(random);
      for (int system = 0; system < skills.length; system++) {
        boolean knows = (inCommon ? luck : random.nextDouble()) < skills[system];
        int call = knows ? ofClass : inCommon ? guess : drawn(random);
        for (int copy = 0; copy < copies; copy++) {
          group[post + copy] = number;
          truth[post + copy] = ofClass;
          called[system][post + copy] = call;
        }
      }
      post += copies;
    }
    return new Simulated(group, truth, called);
  }

  private static int drawn(Random random) {
    double u = random.nextDouble();
    return u < SHARES[0] ? 0 : u < SHARES[0] + SHARES[1] ? 1 : 2;
  }

  /** The confusion matrix of all posts there could ever be, as counts of a million. */
  public static ConfusionMatrix population(double skill) {
    int[][] rows = new int[3][3];
    for (int truth = 0; truth < 3; truth++) {
      for (int call = 0; call < 3; call++) {
        double share = (1 - skill) * SHARES[call] + (truth == call ? skill : 0);
        rows[truth][call] = (int) Math.round(1e6 * SHARES[truth] * share);
      }
    }
    return ConfusionMatrix.ofRows(rows);
  }

  /** In which share of pairs something holds, each drawn from a seed of its own. */
  public static double share(IntPredicate holds) {
    int held = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      held += holds.test(pair) ? 1 : 0;
    }
    return (double) held / PAIRS;
  }
}
