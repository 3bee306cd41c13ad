package org.covalence.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.covalence.store.CovalenceException;

/**
 * A variant of a user's own: settings and their other values, as {@code epochs=3} or {@code
 * text-encoder=bge,lexicon; fusion=gated}.
 */
public final class VariantChange {
  private VariantChange() {}

  /**
   * The changes of a list that was cut at its commas, each put together again: what has no equals
   * sign goes on with the value before it.
   */
  public static List<String> joined(List<String> items) {
    List<String> changes = new ArrayList<>();
    for (String item : items) {
      int last = changes.size() - 1;
      if (item.contains("=") || last < 0) {
        changes.add(item);
      } else {
        changes.set(last, changes.get(last) + "," + item);
      }
    }
    return changes;
  }

  /**
   * Reads one variant.
   *
   * @param full with absolute paths
   * @param text settings with their values, apart by semicolons
   * @param folder what a relative path in a value is relative to
   * @throws CovalenceException naming the variant, where it says no setting, one that all variants
   *     have in common, a value that does not fit, or nothing new
   */
  public static Variant of(ExperimentSpec full, String text, Path folder) {
    Map<String, String> given = settings(text);
    Settings settings = Variants.changed(full, given);
    for (Map.Entry<String, String> change : given.entrySet()) {
      settings.put(change.getKey(), change.getValue(), "--change", folder);
    }
    ExperimentSpec spec = read(settings, text).absolute();
    Map<String, String> exact = new LinkedHashMap<>();
    given.forEach((key, value) -> exact.put(key, exact(key, value, spec, folder)));
    String name =
        exact.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining("; "));
    if (spec.equals(full)) {
      throw fault(name, "it is the full configuration itself", "change something else");
    }
    return new Variant(name, "with " + name, Variants.differences(full, exact), spec);
  }

  private static Map<String, String> settings(String text) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String part : text.split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw fault(
            text,
            "expected a setting and its value, found "
                + (part.isBlank() ? "nothing" : part.strip()),
            "write SETTING=VALUE, with semicolons between several of one variant");
      }
      String key = part.substring(0, equals).strip();
      requireOfAVariant(key, text);
      if (settings.put(key, part.substring(equals + 1).strip()) != null) {
        throw fault(text, key + " is named twice", "name each setting once");
      }
    }
    return settings;
  }

  /** Posts, folds and seeds are the same for all: what differs in them is no part of a model. */
  private static void requireOfAVariant(String key, String text) {
    List<String> fixed =
        Stream.concat(
                Declared.of(SplitSpec.class, "").stream(), Declared.of(RunSpec.class, "").stream())
            .map(Declared::key)
            .filter(k -> !k.equals("modalities"))
            .toList();
    if (fixed.contains(key)) {
      throw fault(
          text,
          key + " is the same for every variant",
          "change what belongs to encoders, fusion or training");
    }
  }

  private static ExperimentSpec read(Settings settings, String text) {
    try {
      return Variants.read(settings);
    } catch (CovalenceException e) {
      throw fault(text, e.what(), e.remedy());
    }
  }

  /** The value as the experiment has it: its paths absolute, its numbers written in one way. */
  private static String exact(String key, String value, ExperimentSpec spec, Path folder) {
    if (key.endsWith("-encoder")) {
      return Stream.of(value.split(","))
          .map(part -> exact(part, folder))
          .collect(Collectors.joining(","));
    }
    return Optional.ofNullable(spec.settings().get(key)).orElse(value);
  }

  private static String exact(String encoder, Path folder) {
    String name = encoder.strip();
    return name.endsWith(".onnx") ? folder.resolve(name).toAbsolutePath().toString() : name;
  }

  private static CovalenceException fault(String variant, String what, String remedy) {
    return CovalenceException.usage(what, "the variant " + variant, remedy);
  }
}
