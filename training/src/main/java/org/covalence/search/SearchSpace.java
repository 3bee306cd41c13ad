package org.covalence.search;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import org.covalence.spec.Declared;
import org.covalence.store.ContentHash;
import org.covalence.store.Excerpt;

/**
 * The parameters that are searched over, and which of them have a meaning together.
 *
 * @param parameters at least one, with different keys. A parameter stands behind those of its
 *     conditions; where it did not, it is moved
 */
public record SearchSpace(List<Parameter> parameters) {
  /**
   * @throws IllegalArgumentException where there is no parameter, two have one key, or a condition
   *     is on a word that nothing in the space can be, or leads back to where it came from
   */
  public SearchSpace {
    parameters = sorted(parameters);
  }

  /**
   * Reads a space from a YAML file.
   *
   * <pre>{@code
   * learning-rate: {low: 1e-4, high: 1e-2, log: true}
   * fusion: [attention, concatenation]
   * fusion-width: {low: 32, high: 256, log: true, when: {fusion: attention}}
   * text-width: {low: 32, high: 128, step: 32}
   * text-layers: {choice: [1, 2], when: {text-encoder: [lstm]}}
   * }</pre>
   *
   * @param declared the settings that may be searched over
   * @throws org.covalence.store.CovalenceException naming every fault of the file
   */
  public static SearchSpace read(Path file, List<Declared> declared) {
    return SearchSpaceFile.read(file, declared);
  }

  /**
   * As {@link #read}, of the text of such a file.
   *
   * @param place where it stands, for messages
   */
  public static SearchSpace of(String yaml, String place, List<Declared> declared) {
    return SearchSpaceFile.of(yaml.getBytes(StandardCharsets.UTF_8), place, declared);
  }

  /** The parameter of {@code key}. */
  public Optional<Parameter> parameter(String key) {
    return parameters.stream().filter(p -> p.key().equals(key)).findFirst();
  }

  /** Keys and what each may be, in words. */
  public Map<String, String> about() {
    Map<String, String> about = new LinkedHashMap<>();
    parameters.forEach(p -> about.put(p.key(), p.about()));
    return about;
  }

  /** A hash that two spaces share only where they are equal. */
  public String fingerprint() {
    ContentHash hash = new ContentHash();
    for (Parameter parameter : parameters) {
      hash.add(parameter.key()).add(parameter.domain().about());
      if (parameter.domain() instanceof Domain.Choice choice) {
        choice.words().forEach(hash::add);
      }
      parameter.when().forEach((key, words) -> hash.add(key).add(String.join("\n", words)));
    }
    return hash.hex();
  }

  /**
   * The parameters that have a meaning under the same conditions, and so occur together in a trial
   * or not at all; a group stands behind those of its conditions.
   */
  List<List<Parameter>> groups() {
    Map<SortedMap<String, List<String>>, List<Parameter>> groups = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      groups.computeIfAbsent(parameter.when(), w -> new ArrayList<>()).add(parameter);
    }
    return List.copyOf(groups.values());
  }

  /** Settings in which each parameter that has a meaning is at the position chosen for it. */
  Map<String, String> settings(ToDoubleFunction<Parameter> choice) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      if (parameter.isActive(settings)) {
        double position = choice.applyAsDouble(parameter);
        settings.put(parameter.key(), parameter.domain().text(position));
      }
    }
    return settings;
  }

  /** What is wrong with {@code settings} as a point of this space; nothing where it is one. */
  Optional<String> fault(Map<String, String> settings) {
    int known = 0;
    for (Parameter parameter : parameters) {
      String key = parameter.key();
      if (settings.containsKey(key) != parameter.isActive(settings)) {
        return Optional.of(
            settings.containsKey(key) ? key + " has no meaning there" : key + " is missing");
      }
      String value = settings.getOrDefault(key, "");
      if (settings.containsKey(key) && parameter.domain().position(value).isEmpty()) {
        return Optional.of(
            key + ": expected " + parameter.domain().about() + ", found " + Excerpt.shown(value));
      }
      known += settings.containsKey(key) ? 1 : 0;
    }
    return known == settings.size()
        ? Optional.empty()
        : Optional.of("it has settings that are not searched over");
  }

  private static List<Parameter> sorted(List<Parameter> parameters) {
    Map<String, Parameter> left = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      if (left.put(parameter.key(), parameter) != null) {
        throw new IllegalArgumentException(parameter.key() + " stands there twice");
      }
      parameter.when().forEach((key, words) -> requireWords(parameter, key, words, parameters));
    }
    List<Parameter> sorted = new ArrayList<>();
    while (!left.isEmpty()) {
      Parameter next =
          left.values().stream()
              .filter(p -> p.when().keySet().stream().noneMatch(left::containsKey))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "conditions lead in a circle: " + String.join(", ", left.keySet())));
      left.remove(next.key());
      sorted.add(next);
    }
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("a space needs a parameter");
    }
    return List.copyOf(sorted);
  }

  private static void requireWords(
      Parameter child, String key, List<String> words, List<Parameter> parameters) {
    boolean holds =
        !words.isEmpty()
            && parameters.stream()
                .filter(p -> p.key().equals(key))
                .anyMatch(
                    p ->
                        p.domain() instanceof Domain.Choice choice
                            && choice.words().containsAll(words));
    if (!holds) {
      throw new IllegalArgumentException(
          child.key() + " has a condition that cannot be: " + key + " is " + words);
    }
  }
}
