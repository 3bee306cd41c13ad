package org.covalence.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.covalence.label.Sentiment;
import org.covalence.store.ContentHash;

/**
 * Posts by label, in an order that a seed decides.
 *
 * <p>The order is that of a hash of seed and id, so it depends neither on the order of the corpus
 * nor on which other posts there are. Test posts are taken from the front of each label, validation
 * posts from the back: one more post in the corpus moves each of these bounds by one at most, and
 * all other posts stay where they were. How many are taken of each label is the largest-remainder
 * method (Hamilton's): the whole is exact, and each label is within one post of its share.
 */
final class Strata {
  private final Map<Sentiment, List<String>> ids = new EnumMap<>(Sentiment.class);
  private final int size;

  /** The ids that go into the two smaller parts. */
  record Carved(Set<String> validation, Set<String> test) {}

  private record Keyed(String key, String id) {}

  Strata(List<LabelledPost> posts, long seed) {
    Map<Sentiment, List<Keyed>> keyed = new EnumMap<>(Sentiment.class);
    for (LabelledPost post : posts) {
      String key = new ContentHash().add("split").add(Long.toString(seed)).add(post.id()).hex();
      keyed.computeIfAbsent(post.label(), l -> new ArrayList<>()).add(new Keyed(key, post.id()));
    }
    keyed.forEach(
        (label, list) ->
            ids.put(
                label,
                list.stream().sorted(Comparator.comparing(Keyed::key)).map(Keyed::id).toList()));
    this.size = posts.size();
  }

  /** Takes a share of the posts for each part; a share of 0 takes none. */
  Carved carve(double validation, double test) {
    Map<Sentiment, Integer> none = new EnumMap<>(Sentiment.class);
    Map<Sentiment, Integer> tested = sizes(test, none);
    Map<Sentiment, Integer> validated = sizes(validation, tested);
    Set<String> validationIds = new HashSet<>();
    Set<String> testIds = new HashSet<>();
    ids.forEach(
        (label, list) -> {
          testIds.addAll(list.subList(0, tested.getOrDefault(label, 0)));
          int kept = list.size() - validated.getOrDefault(label, 0);
          validationIds.addAll(list.subList(kept, list.size()));
        });
    return new Carved(validationIds, testIds);
  }

  /** How many posts of each label make up {@code share} of all, beside those already taken. */
  private Map<Sentiment, Integer> sizes(double share, Map<Sentiment, Integer> taken) {
    Map<Sentiment, Integer> sizes = new EnumMap<>(Sentiment.class);
    Map<Sentiment, Double> remainders = new EnumMap<>(Sentiment.class);
    long missing = Math.round(share * size);
    for (Map.Entry<Sentiment, List<String>> stratum : ids.entrySet()) {
      double quota = share * stratum.getValue().size();
      int whole = (int) quota;
      sizes.put(stratum.getKey(), whole);
      remainders.put(stratum.getKey(), quota - whole);
      missing -= whole;
    }
    List<Sentiment> byRemainder =
        ids.keySet().stream()
            .sorted(Comparator.comparing((Sentiment l) -> -remainders.getOrDefault(l, 0.0)))
            .toList();
    for (Sentiment label : byRemainder) {
      int room = stratum(label).size() - taken.getOrDefault(label, 0);
      if (missing > 0 && sizes.getOrDefault(label, 0) < room) {
        sizes.merge(label, 1, Integer::sum);
        missing--;
      }
    }
    return sizes;
  }

  private List<String> stratum(Sentiment label) {
    return ids.getOrDefault(label, List.of());
  }
}
