package org.covalence.compare;

import java.util.Arrays;
import java.util.List;

/**
 * How the balance of classes differs between the posts a model was fitted on and those it is
 * measured on. A model learns the first as a habit, so a shift alone can cost accuracy.
 *
 * @param training share of each declared class, in order
 * @param here the same of the measured posts
 */
public record ClassShift(List<Double> training, List<Double> here) {
  public ClassShift {
    training = List.copyOf(training);
    here = List.copyOf(here);
    if (training.size() != here.size()) {
      throw new IllegalArgumentException(
          "expected as many classes, found " + training.size() + " and " + here.size());
    }
  }

  /**
   * The shift from counts.
   *
   * @param training how many posts of each class were fitted; at least one post
   * @param here how many of each are measured; at least one post
   */
  public static ClassShift of(int[] training, int[] here) {
    return new ClassShift(shares(training), shares(here));
  }

  private static List<Double> shares(int[] counts) {
    double all = Arrays.stream(counts).sum();
    if (all == 0) {
      throw new IllegalArgumentException("expected posts to count, found none");
    }
    return Arrays.stream(counts).mapToObj(n -> n / all).toList();
  }

  /**
   * The total variation distance, half the sum of absolute differences, in [0, 1]: the share of
   * posts that would have to be of another class for the two to be alike.
   */
  public double distance() {
    double sum = 0;
    for (int k = 0; k < training.size(); k++) {
      sum += Math.abs(training.get(k) - here.get(k));
    }
    return sum / 2;
  }
}
