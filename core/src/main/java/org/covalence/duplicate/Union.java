package org.covalence.duplicate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Things that are joined two by two (a disjoint-set forest with path halving; Tarjan and van
 * Leeuwen 1984).
 */
final class Union<T> {
  private final Map<T, T> parents = new LinkedHashMap<>();

  /** Puts {@code a} and {@code b}, and all that is with either, into one group. */
  void join(T a, T b) {
    T root = root(a);
    T other = root(b);
    if (!root.equals(other)) {
      parents.put(other, root);
    }
  }

  private T root(T thing) {
    T at = thing;
    T parent = parents.computeIfAbsent(at, t -> t);
    while (!parent.equals(at)) {
      T grand = parents.getOrDefault(parent, parent);
      parents.put(at, grand);
      at = grand;
      parent = parents.getOrDefault(at, at);
    }
    return at;
  }

  /** The groups of two or more; things in the order in which they first came. */
  List<List<T>> groups() {
    Map<T, List<T>> groups = new LinkedHashMap<>();
    for (T thing : List.copyOf(parents.keySet())) {
      groups.computeIfAbsent(root(thing), r -> new ArrayList<>()).add(thing);
    }
    return groups.values().stream().filter(g -> g.size() > 1).toList();
  }
}
