package org.covalence.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.covalence.interval.Bootstrap;
import org.covalence.interval.Cells;
import org.covalence.interval.Clusters;
import org.covalence.interval.Estimate;
import org.covalence.interval.IntervalKind;
import org.covalence.split.Groups;

/**
 * How systems are measured: all that their results must have in common to be comparable.
 *
 * @param labels the declared classes; an index in {@link Scored} is a place in this list
 * @param labelRule the name of the rule that gave each post its label
 * @param split how the posts were split, in a few words
 * @param dataFingerprint a hash over the labelled posts
 * @param version the version of Covalence
 * @param bootstrap how intervals are drawn; its confidence is that of every interval
 * @param intervals how they are read off the rounds
 * @param groups posts that are no independent witnesses, such as copies; where there are any,
 *     intervals and tests draw and exchange groups instead of posts
 */
public record Protocol(
    List<String> labels,
    String labelRule,
    String split,
    String dataFingerprint,
    String version,
    Bootstrap bootstrap,
    IntervalKind intervals,
    Groups groups) {
  public Protocol {
    labels = List.copyOf(labels);
    if (labels.isEmpty() || labels.stream().distinct().count() != labels.size()) {
      throw new IllegalArgumentException("expected each class once, found " + labels);
    }
  }

  /** Percentile intervals, every post by itself. */
  public Protocol(
      List<String> labels,
      String labelRule,
      String split,
      String dataFingerprint,
      String version,
      Bootstrap bootstrap) {
    this(
        labels,
        labelRule,
        split,
        dataFingerprint,
        version,
        bootstrap,
        IntervalKind.PERCENTILE,
        Groups.NONE);
  }

  /** The same with posts that belong together. */
  public Protocol with(Groups together) {
    return new Protocol(
        labels, labelRule, split, dataFingerprint, version, bootstrap, intervals, together);
  }

  /** Whether posts count by groups. */
  public boolean isGrouped() {
    return !groups.names().isEmpty();
  }

  /** The signature of results on some posts of {@code part}. */
  public Signature signature(String part, int posts) {
    return new Signature(
        labelRule,
        split,
        part,
        posts,
        bootstrap.seed(),
        (isGrouped() ? "clustered-" : "wilson+") + bootstrap.method(intervals),
        dataFingerprint,
        version);
  }

  /** A number for the group of each post, equal within a group. */
  int[] groupsOf(List<String> ids) {
    Map<String, Integer> numbers = new HashMap<>();
    return ids.stream()
        .mapToInt(id -> numbers.computeIfAbsent(groups.of(id), g -> numbers.size()))
        .toArray();
  }

  /** Posts by what {@code columns} say of them, in groups where the protocol has any. */
  Clusters clusters(List<String> ids, int[]... columns) {
    return isGrouped()
        ? Clusters.of(groupsOf(ids), columns)
        : Clusters.ofSingles(Cells.of(columns));
  }

  /** Scores of the counts of cells, with intervals. */
  List<Estimate> estimates(Clusters clusters, Function<int[], double[]> scores) {
    return intervals.of(bootstrap.resample(clusters, scores));
  }
}
