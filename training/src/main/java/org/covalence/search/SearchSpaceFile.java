package org.covalence.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.covalence.spec.Declared;
import org.covalence.spec.Settings;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;
import org.covalence.store.StrictJson;
import org.covalence.store.StrictYaml;

/** A {@link SearchSpace} as a YAML file. Every fault is noted, and all are told at once. */
final class SearchSpaceFile {
  private static final long MOST_BYTES = 1L << 16;
  private static final int MOST_PARAMETERS = 100;
  private static final String REMEDY =
      "write one setting a line, as in learning-rate: {low: 1e-4, high: 1e-2, log: true} or fusion: [attention, concatenation]";

  private final List<String> faults = new ArrayList<>();
  private final Map<String, Declared> declared;

  private SearchSpaceFile(List<Declared> declared) {
    this.declared = declared.stream().collect(Collectors.toMap(Declared::key, d -> d));
  }

  static SearchSpace read(Path file, List<Declared> declared) {
    byte[] yaml = StrictYaml.bytes(file, MOST_BYTES, "a search space", REMEDY);
    return of(yaml, file.toString(), declared);
  }

  /**
   * @param place where it stands, for messages
   */
  static SearchSpace of(byte[] yaml, String place, List<Declared> declared) {
    JsonNode root = StrictYaml.tree(yaml, place, REMEDY);
    if (!root.isObject() || root.isEmpty()) {
      throw CovalenceException.usage(
          "expected settings to search over, found "
              + (root.isObject() ? "none" : StrictJson.kind(root)),
          place,
          REMEDY);
    }
    if (root.size() > MOST_PARAMETERS) {
      throw CovalenceException.usage(
          "expected at most " + MOST_PARAMETERS + " settings, found " + root.size(),
          place,
          "search over fewer: a hundred trials tell little of more than ten");
    }
    return new SearchSpaceFile(declared).space(place, root);
  }

  private SearchSpace space(String place, JsonNode root) {
    Map<String, DomainNode> nodes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      String key = entry.getKey();
      Optional<Declared> setting = Optional.ofNullable(declared.get(key));
      if (setting.isEmpty()) {
        faults.add(
            Excerpt.shown(key)
                + ": is not a setting that can be searched over"
                + didYouMean(key, declared.keySet()));
      }
      nodes.put(key, DomainNode.read(entry.getValue(), setting.map(Declared::accepted)));
    }
    List<Parameter> parameters = new ArrayList<>();
    nodes.forEach(
        (key, node) -> {
          node.faults().forEach(f -> faults.add(Excerpt.shown(key) + ": " + f));
          node.when().forEach((parent, words) -> check(key, parent, words, nodes));
          node.domain().ifPresent(d -> parameters.add(new Parameter(key, d, node.when())));
        });
    nodes.keySet().stream()
        .filter(key -> leadsTo(key, key, nodes, nodes.size()))
        .findFirst()
        .ifPresent(key -> faults.add(key + ": its conditions lead back to itself"));
    if (!faults.isEmpty()) {
      throw CovalenceException.usage(
          faults.size() == 1
              ? faults.get(0)
              : faults.size() + " faults in the search space:\n- " + String.join("\n- ", faults),
          place,
          REMEDY);
    }
    return new SearchSpace(parameters);
  }

  private void check(String key, String parent, List<String> words, Map<String, DomainNode> nodes) {
    DomainNode of = nodes.get(parent);
    if (of == null) {
      faults.add(
          key
              + ": its condition is on "
              + Excerpt.shown(parent)
              + ", which is not searched over"
              + didYouMean(parent, nodes.keySet()));
      return;
    }
    // A parent that could not be read has a fault of its own.
    of.domain()
        .ifPresent(
            domain -> {
              if (!(domain instanceof Domain.Choice choice)) {
                faults.add(key + ": its condition is on " + parent + ", which is a number");
                return;
              }
              for (String word : words) {
                if (!choice.words().contains(word)) {
                  faults.add(
                      key
                          + ": its condition is on "
                          + parent
                          + " being "
                          + Excerpt.shown(word)
                          + ", which it never is"
                          + didYouMean(word, choice.words()));
                }
              }
            });
  }

  /** Whether conditions lead from {@code from} to {@code to} in {@code most} steps. */
  private static boolean leadsTo(String from, String to, Map<String, DomainNode> nodes, int most) {
    DomainNode node = nodes.get(from);
    return node != null
        && most > 0
        && node.when().keySet().stream()
            .anyMatch(parent -> parent.equals(to) || leadsTo(parent, to, nodes, most - 1));
  }

  static String didYouMean(String word, java.util.Collection<String> candidates) {
    return Settings.nearest(word, candidates).map(n -> "; did you mean " + n + "?").orElse("");
  }
}
