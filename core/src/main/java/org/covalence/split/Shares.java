package org.covalence.split;

import org.covalence.store.CovalenceException;

/**
 * How much of the posts goes into the two smaller parts; the rest is for training.
 *
 * @param validation in (0, 1)
 * @param test in (0, 1); the two together below 1
 */
public record Shares(double validation, double test) {
  /** A tenth each. */
  public static final Shares DEFAULT = new Shares(0.1, 0.1);

  public Shares {
    check(validation, "--validation-share");
    check(test, "--test-share");
    if (validation + test >= 1) {
      throw CovalenceException.usage(
          "expected shares that leave posts for training, found " + validation + " and " + test,
          "--validation-share, --test-share",
          "choose two that sum to less than 1");
    }
  }

  private static void check(double share, String option) {
    if (!(share > 0 && share < 1)) {
      throw CovalenceException.usage(
          "expected a share between 0 and 1, found " + share, option, "use for example 0.1");
    }
  }
}
