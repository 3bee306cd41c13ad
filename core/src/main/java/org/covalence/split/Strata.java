package org.covalence.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.covalence.label.Sentiment;
import org.covalence.store.ContentHash;

/**
 * Groups of posts, in an order that a seed decides; a post that belongs to no other is a group of
 * one.
 *
 * <p>The order is that of a hash of seed and id (of a group, the id that sorts first), so it
 * depends neither on the order of the corpus nor on which other posts there are. Test posts are
 * taken from the front, validation posts from the back: where all go alone, one more post in the
 * corpus moves each of these bounds by one a label at most, and all other posts stay where they
 * were. How many are taken of each label is the largest-remainder method (Hamilton's): the whole is
 * exact, and each label is within one post of its share.
 *
 * <p>A group is taken whole, where there is room for all of it. Groups of one come everywhere in
 * the order and fill what bigger ones leave, so the numbers stay exact unless almost everything is
 * grouped; then a part also takes a group that is too big, if that brings it nearer to its numbers.
 */
final class Strata {
  private final List<Group> groups;
  private final Map<Sentiment, Integer> sizes = new EnumMap<>(Sentiment.class);
  private final int size;

  /** The ids that go into the two smaller parts. */
  record Carved(Set<String> validation, Set<String> test) {}

  private record Group(String key, List<String> ids, Map<Sentiment, Integer> counts) {}

  Strata(List<LabelledPost> posts, long seed) {
    this(posts, seed, Groups.NONE);
  }

  Strata(List<LabelledPost> posts, long seed, Groups together) {
    Map<String, List<LabelledPost>> members = new HashMap<>();
    for (LabelledPost post : posts) {
      members.computeIfAbsent(together.of(post.id()), g -> new ArrayList<>()).add(post);
      sizes.merge(post.label(), 1, Integer::sum);
    }
    this.groups =
        members.values().stream()
            .map(group -> group(group, seed))
            .sorted(Comparator.comparing(Group::key))
            .toList();
    this.size = posts.size();
  }

  private static Group group(List<LabelledPost> posts, long seed) {
    List<String> ids = posts.stream().map(LabelledPost::id).sorted().toList();
    Map<Sentiment, Integer> counts = new EnumMap<>(Sentiment.class);
    posts.forEach(post -> counts.merge(post.label(), 1, Integer::sum));
    String key = new ContentHash().add("split").add(Long.toString(seed)).add(ids.get(0)).hex();
    return new Group(key, ids, counts);
  }

  /** Takes a share of the posts for each part; a share of 0 takes none. */
  Carved carve(double validation, double test) {
    Map<Sentiment, Integer> tested = quotas(test, new EnumMap<>(Sentiment.class));
    Map<Sentiment, Integer> validated = quotas(validation, tested);
    Set<Group> taken = new HashSet<>();
    Set<String> testIds = take(groups, tested, taken);
    List<Group> backwards = new ArrayList<>(groups);
    Collections.reverse(backwards);
    return new Carved(take(backwards, validated, taken), testIds);
  }

  /** How many posts of each label make up {@code share} of all, beside those already taken. */
  private Map<Sentiment, Integer> quotas(double share, Map<Sentiment, Integer> taken) {
    Map<Sentiment, Integer> quotas = new EnumMap<>(Sentiment.class);
    Map<Sentiment, Double> remainders = new EnumMap<>(Sentiment.class);
    long missing = Math.round(share * size);
    for (Map.Entry<Sentiment, Integer> stratum : sizes.entrySet()) {
      double quota = share * stratum.getValue();
      int whole = (int) quota;
      quotas.put(stratum.getKey(), whole);
      remainders.put(stratum.getKey(), quota - whole);
      missing -= whole;
    }
    List<Sentiment> byRemainder =
        sizes.keySet().stream()
            .sorted(Comparator.comparing((Sentiment l) -> -remainders.getOrDefault(l, 0.0)))
            .toList();
    for (Sentiment label : byRemainder) {
      int room = sizes.getOrDefault(label, 0) - taken.getOrDefault(label, 0);
      if (missing > 0 && quotas.getOrDefault(label, 0) < room) {
        quotas.merge(label, 1, Integer::sum);
        missing--;
      }
    }
    return quotas;
  }

  /** The ids of groups that fill {@code quota}, in the order given and none of {@code taken}. */
  private static Set<String> take(
      List<Group> order, Map<Sentiment, Integer> quota, Set<Group> taken) {
    Map<Sentiment, Integer> open = new EnumMap<>(Sentiment.class);
    quota.forEach(open::put);
    Set<String> ids = new HashSet<>();
    for (boolean mayOverfill : List.of(false, true)) {
      for (Group group : order) {
        boolean fits = mayOverfill ? gain(group, open) > 0 : hasRoom(group, open);
        if (fits && taken.add(group)) {
          ids.addAll(group.ids());
          group.counts().forEach((label, count) -> open.merge(label, -count, Integer::sum));
        }
      }
    }
    return ids;
  }

  private static boolean hasRoom(Group group, Map<Sentiment, Integer> open) {
    return group.counts().entrySet().stream()
        .allMatch(e -> e.getValue() <= open.getOrDefault(e.getKey(), 0));
  }

  /** By how many posts, over all labels, the numbers come nearer to the quota. */
  private static int gain(Group group, Map<Sentiment, Integer> open) {
    return group.counts().entrySet().stream()
        .mapToInt(
            e -> {
              int before = open.getOrDefault(e.getKey(), 0);
              return Math.abs(before) - Math.abs(before - e.getValue());
            })
        .sum();
  }
}
