package org.covalence.agreement;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What posts of equal content tell of their labels. A system that reads that content alone gives
 * all of a group the same answer; so where labels differ it must be wrong, however good it is.
 * Where there is one annotator only, this is all that can be known of how reliable he is.
 *
 * @param posts how many labelled posts there are in all
 * @param groups how many groups of two or more equal ones
 * @param grouped how many posts stand in groups
 * @param agreement share of pairs in a group that have the same label, the mean over groups; empty
 *     where there are no groups
 * @param best the accuracy, over all posts, of calling each group by its most frequent label and
 *     every other post right; empty where there are no posts
 */
public record EqualPosts(
    int posts, int groups, int grouped, OptionalDouble agreement, OptionalDouble best) {
  /**
   * Counts groups.
   *
   * @param classes how many classes there are
   * @param labels for each group, the class index of each of its labelled posts; groups of fewer
   *     than two are passed over
   * @param posts how many labelled posts there are, in groups or not
   */
  public static EqualPosts of(int classes, Collection<int[]> labels, int posts) {
    List<int[]> groups = labels.stream().filter(g -> g.length > 1).toList();
    int grouped = groups.stream().mapToInt(g -> g.length).sum();
    if (grouped > posts) {
      throw new IllegalArgumentException(
          "expected groups among " + posts + " posts, found " + grouped + " in groups");
    }
    int wrong = 0;
    double agreeing = 0;
    for (int[] group : groups) {
      int[] counts = Votes.of(classes, new int[][] {group}).counts(0);
      wrong += group.length - Arrays.stream(counts).max().orElse(0);
      double pairs = group.length * (group.length - 1.0);
      agreeing += Arrays.stream(counts).mapToDouble(n -> n * (n - 1.0)).sum() / pairs;
    }
    return new EqualPosts(
        posts,
        groups.size(),
        grouped,
        Agreement.quotient(agreeing, groups.size()),
        Agreement.quotient(posts - wrong, posts));
  }
}
