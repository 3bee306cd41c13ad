package org.covalence.search;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One setting that is searched over.
 *
 * @param key of the setting
 * @param when of which other parameters which words must have been chosen for this one to have a
 *     meaning; empty where it always has
 */
public record Parameter(String key, Domain domain, SortedMap<String, List<String>> when) {
  public Parameter {
    SortedMap<String, List<String>> sorted = new TreeMap<>();
    when.forEach(
        (parent, words) -> sorted.put(parent, words.stream().distinct().sorted().toList()));
    when = Collections.unmodifiableSortedMap(sorted);
  }

  /** A parameter that always has a meaning. */
  public Parameter(String key, Domain domain) {
    this(key, domain, new TreeMap<>());
  }

  /** Whether it has a meaning where the parameters of its conditions are set like this. */
  public boolean isActive(Map<String, String> settings) {
    return when.entrySet().stream()
        .allMatch(c -> c.getValue().contains(settings.getOrDefault(c.getKey(), "")));
  }

  /** Domain and conditions in words. */
  String about() {
    return domain.about()
        + when.entrySet().stream()
            .map(c -> ", where " + c.getKey() + " is " + String.join(" or ", c.getValue()))
            .collect(Collectors.joining());
  }
}
