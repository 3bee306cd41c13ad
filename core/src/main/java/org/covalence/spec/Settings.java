package org.covalence.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.covalence.store.CovalenceException;

/**
 * What a user has set, by key, before it becomes a spec. Reading a setting marks it as used; {@link
 * #finish} then reports every fault at once: values that do not fit, and keys that nothing used,
 * with the nearest key that exists.
 */
public final class Settings {
  /**
   * One value and where it came from.
   *
   * @param origin such as {@code --epochs} or {@code experiment.yaml}
   * @param folder what a relative path in the value is relative to
   */
  private record Given(String value, String origin, Path folder) {}

  private final Map<String, Given> given = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final List<String> faults = new ArrayList<>();

  /** Sets {@code key}; a value already there is replaced, so what wins is put last. */
  public Settings put(String key, String value, String origin) {
    return put(key, value, origin, Path.of(""));
  }

  /**
   * As {@link #put(String, String, String)}, for a value that stands in a file: paths are relative
   * to that file's folder.
   */
  public Settings put(String key, String value, String origin, Path folder) {
    given.put(key, new Given(value, origin, folder));
    return this;
  }

  /**
   * Sets {@code key} where nothing is set for it. It is no fault if the value has no meaning with
   * the choices made.
   */
  public Settings fill(String key, String value, String origin) {
    if (!given.containsKey(key)) {
      put(key, value, origin);
      used.add(key);
    }
    return this;
  }

  /** What is set for some keys, none of it used yet. */
  public Settings only(Collection<String> keys) {
    Settings some = new Settings();
    given.forEach(
        (key, g) -> {
          if (keys.contains(key)) {
            some.given.put(key, g);
          }
        });
    return some;
  }

  /**
   * Notes that what is set so far may be without meaning: one configuration serves several choices.
   */
  public Settings permitAll() {
    used.addAll(given.keySet());
    return this;
  }

  /** The value of {@code key}, which is from now on a known and used one. */
  Optional<String> take(String key) {
    known.add(key);
    used.add(key);
    return Optional.ofNullable(given.get(key)).map(Given::value);
  }

  /** The folder that a path given for {@code key} is relative to. */
  public Path folder(String key) {
    Given g = given.get(key);
    return g == null ? Path.of("") : g.folder();
  }

  /** Notes that keys exist although the choices made leave them without meaning here. */
  void know(Collection<Declared> declared) {
    declared.forEach(d -> known.add(d.key()));
  }

  /** Whether anything was given for {@code key}. */
  public boolean has(String key) {
    return given.containsKey(key);
  }

  /** Notes a value that does not fit. */
  void fault(String key, String problem) {
    Given g = given.get(key);
    faults.add(key + (g == null ? "" : " (" + g.origin() + ")") + ": " + problem);
  }

  /**
   * Ends the reading.
   *
   * @throws CovalenceException naming every fault, where there is one
   */
  public void finish() {
    for (Map.Entry<String, Given> entry : given.entrySet()) {
      String key = entry.getKey();
      if (used.contains(key)) {
        continue;
      }
      if (known.contains(key)) {
        fault(key, "has no meaning with the encoders and the fusion chosen");
      } else {
        fault(
            key,
            "is not a setting"
                + nearest(key, known).map(n -> "; did you mean " + n + "?").orElse(""));
      }
    }
    if (!faults.isEmpty()) {
      throw CovalenceException.usage(
          faults.size() == 1
              ? faults.get(0)
              : faults.size() + " settings do not fit:\n- " + String.join("\n- ", faults),
          "the settings of this command",
          "correct the flag, or the key in the configuration file; --help lists all");
    }
  }

  /**
   * The member of {@code candidates} that is the fewest edits away from {@code word}, if it is near
   * enough to be meant.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    return candidates.stream()
        .filter(c -> editDistance(word, c) <= Math.max(2, word.length() / 3))
        .min(Comparator.comparingInt((String c) -> editDistance(word, c)).thenComparing(c -> c));
  }

  /** Levenshtein's distance. */
  private static int editDistance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
