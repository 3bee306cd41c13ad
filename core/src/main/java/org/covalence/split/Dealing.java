package org.covalence.split;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.covalence.label.Sentiment;

/**
 * Deals posts into bins so that every bin has its share of each label and of the whole.
 *
 * <p>Groups go as one, the largest first, each into the bin where it adds least to the sum of
 * squared deviations from what the bin should hold, relative to that. Posts by themselves come
 * last, label by label, and fill up what the groups left uneven. Without groups, equal bins end
 * within one post of each other, in each label and as a whole: a bin that has fewer of a label
 * always comes first, and among those the one that has fewer posts.
 */
final class Dealing {
  private final int[][] held;
  private final int[] sizes;
  private final double[][] wanted;
  private final double[] wantedSizes;
  private final List<Set<String>> bins = new ArrayList<>();

  /** Posts that stay together. */
  private record Block(String key, int[] labels, List<String> ids) {
    int size() {
      return ids.size();
    }

    /** The most frequent label; the first one where two are equal. */
    int label() {
      int most = 0;
      for (int k = 1; k < labels.length; k++) {
        most = labels[k] > labels[most] ? k : most;
      }
      return most;
    }
  }

  private Dealing(Collection<LabelledPost> posts, double[] shares) {
    int labels = Sentiment.values().length;
    int[] counts = new int[labels];
    posts.forEach(p -> counts[p.label().ordinal()]++);
    held = new int[shares.length][labels];
    sizes = new int[shares.length];
    wanted = new double[shares.length][labels];
    wantedSizes = new double[shares.length];
    for (int bin = 0; bin < shares.length; bin++) {
      wantedSizes[bin] = shares[bin] * posts.size();
      for (int k = 0; k < labels; k++) {
        wanted[bin][k] = shares[bin] * counts[k];
      }
      bins.add(new HashSet<>());
    }
  }

  /**
   * The ids in each bin.
   *
   * @param shares one a bin, positive, summing to one
   * @param chance gives the key of a group, by which groups that are otherwise alike are ordered
   */
  static List<Set<String>> deal(
      Collection<LabelledPost> posts,
      Groups groups,
      double[] shares,
      UnaryOperator<String> chance) {
    Dealing dealing = new Dealing(posts, shares);
    blocks(posts, groups, chance).forEach(dealing::place);
    return dealing.bins;
  }

  private static List<Block> blocks(
      Collection<LabelledPost> posts, Groups groups, UnaryOperator<String> chance) {
    Map<String, Block> blocks = new HashMap<>();
    for (LabelledPost post : posts) {
      Block block =
          blocks.computeIfAbsent(
              groups.of(post.id()),
              name ->
                  new Block(
                      chance.apply(name), new int[Sentiment.values().length], new ArrayList<>()));
      block.labels()[post.label().ordinal()]++;
      block.ids().add(post.id());
    }
    return blocks.values().stream()
        .sorted(
            Comparator.comparingInt((Block b) -> -b.size())
                .thenComparingInt(Block::label)
                .thenComparing(Block::key))
        .toList();
  }

  private void place(Block block) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int bin = 0; bin < sizes.length; bin++) {
      double added = added(block, bin);
      if (added < least) {
        least = added;
        best = bin;
      }
    }
    for (int k = 0; k < block.labels().length; k++) {
      held[best][k] += block.labels()[k];
    }
    sizes[best] += block.size();
    bins.get(best).addAll(block.ids());
  }

  /** What the block would add to the deviations of a bin. */
  private double added(Block block, int bin) {
    double sum = added(block.size(), sizes[bin], wantedSizes[bin]);
    for (int k = 0; k < block.labels().length; k++) {
      if (block.labels()[k] > 0) {
        sum += added(block.labels()[k], held[bin][k], wanted[bin][k]);
      }
    }
    return sum;
  }

  private static double added(int more, int held, double wanted) {
    return more * (2 * (held - wanted) + more) / wanted;
  }
}
