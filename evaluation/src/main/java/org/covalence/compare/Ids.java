package org.covalence.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;

/** Lists of post ids that must name the same posts, each once. */
final class Ids {
  private Ids() {}

  /** Refuses ids that occur twice. */
  static void requireUnique(List<String> ids, String where) {
    Set<String> seen = new HashSet<>();
    List<String> twice = ids.stream().filter(id -> !seen.add(id)).distinct().toList();
    if (!twice.isEmpty()) {
      throw CovalenceException.data(
          "expected each post once, found twice: " + Excerpt.ids(twice),
          where,
          "leave one entry a post");
    }
  }

  /**
   * Where each of {@code wanted} stands among {@code found}.
   *
   * @param remedy what to do where ids are missing or extra
   * @throws CovalenceException listing ids that are missing, extra or twice
   */
  static int[] positions(List<String> wanted, List<String> found, String where, String remedy) {
    requireUnique(found, where);
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      places.put(found.get(i), i);
    }
    List<String> missing = wanted.stream().filter(id -> !places.containsKey(id)).toList();
    Set<String> known = Set.copyOf(wanted);
    List<String> extra = found.stream().filter(id -> !known.contains(id)).toList();
    List<String> faults = new ArrayList<>();
    if (!missing.isEmpty()) {
      faults.add(missing.size() + " missing: " + Excerpt.ids(missing));
    }
    if (!extra.isEmpty()) {
      faults.add(extra.size() + " extra: " + Excerpt.ids(extra));
    }
    if (!faults.isEmpty()) {
      throw CovalenceException.data(
          "expected the same " + wanted.size() + " posts, found " + String.join("; ", faults),
          where,
          remedy);
    }
    return wanted.stream().mapToInt(places::get).toArray();
  }
}
