package org.covalence.duplicate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.covalence.split.LabelledPost;
import org.covalence.split.Part;

/**
 * The posts of a part that a system may remember instead of judging, since one that says the same
 * stands in training.
 *
 * @param byLikeness ids in the order of the part; every likeness that was looked for, also one
 *     without twins
 */
public record Twins(Map<Likeness, Set<String>> byLikeness) {
  public Twins {
    Map<Likeness, Set<String>> copy = new EnumMap<>(Likeness.class);
    byLikeness.forEach(
        (likeness, ids) ->
            copy.put(likeness, Collections.unmodifiableSet(new LinkedHashSet<>(ids))));
    byLikeness = Collections.unmodifiableMap(copy);
  }

  /** The posts of {@code part} that say the same as a post of {@code learnt}. */
  public static Twins of(Part part, Part learnt, Duplicates duplicates) {
    Set<String> known =
        learnt.posts().stream().map(LabelledPost::id).collect(Collectors.toUnmodifiableSet());
    Map<Likeness, Set<String>> found = new EnumMap<>(Likeness.class);
    duplicates
        .groups()
        .forEach(
            (likeness, groups) -> {
              Set<String> seen =
                  groups.stream()
                      .filter(group -> !Collections.disjoint(group, known))
                      .flatMap(List::stream)
                      .collect(Collectors.toSet());
              found.put(likeness, ids(part, seen));
            });
    return new Twins(found);
  }

  /** The posts that are named here or there: over folds, each post by the fold that tested it. */
  public Twins and(Twins other) {
    Map<Likeness, Set<String>> both = new EnumMap<>(Likeness.class);
    for (Twins twins : List.of(this, other)) {
      twins.byLikeness.forEach(
          (likeness, ids) ->
              both.computeIfAbsent(likeness, l -> new LinkedHashSet<>()).addAll(ids));
    }
    return new Twins(both);
  }

  private static Set<String> ids(Part part, Set<String> wanted) {
    Set<String> ids = new LinkedHashSet<>();
    part.posts().stream().map(LabelledPost::id).filter(wanted::contains).forEach(ids::add);
    return ids;
  }

  /** Every one of them, whatever it shares with its twin. */
  public Set<String> ids() {
    return byLikeness.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
  }
}
