package org.covalence.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.store.CovalenceException;
import org.covalence.store.StrictYaml;

/**
 * Settings as a YAML file: {@code key: value} for every flag, without its hyphens. Keys may be
 * nested; {@code text: {width: 64}} is {@code text-width: 64}. Lists are the same as words with
 * commas. Relative paths are relative to the file.
 */
final class ConfigFile {
  private static final long MOST_BYTES = 1L << 20;
  private static final String REMEDY = "write one setting a line, as in epochs: 10";

  private ConfigFile() {}

  /** Puts the settings of {@code file}. */
  static void read(Path file, Settings settings) {
    byte[] yaml =
        StrictYaml.bytes(file, MOST_BYTES, "a configuration", "name a YAML file of settings");
    Path parent = file.toAbsolutePath().getParent();
    Path folder = parent == null ? Path.of("") : parent;
    values(yaml, file.toString())
        .forEach((key, value) -> settings.put(key, value, file.toString(), folder));
  }

  /**
   * The settings that a file holds, by key.
   *
   * @param place where it stands, for messages
   */
  static Map<String, String> values(byte[] yaml, String place) {
    JsonNode root = StrictYaml.tree(yaml, place, REMEDY);
    Map<String, String> values = new LinkedHashMap<>();
    if (root == null || root.isMissingNode() || root.isNull()) {
      return values;
    }
    if (!root.isObject()) {
      throw CovalenceException.usage(
          "expected settings, found " + root.getNodeType(), place, REMEDY);
    }
    put(root, "", values);
    return values;
  }

  private static void put(JsonNode node, String prefix, Map<String, String> values) {
    node.fields()
        .forEachRemaining(
            entry -> {
              String key = prefix.isEmpty() ? entry.getKey() : prefix + "-" + entry.getKey();
              JsonNode value = entry.getValue();
              if (value.isObject()) {
                put(value, key, values);
              } else if (!value.isNull()) {
                values.put(
                    key,
                    value.isArray()
                        ? StreamSupport.stream(value.spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(","))
                        : value.asText());
              }
            });
  }

  /** The file that {@link #read} takes equal specs from; its paths hold from any folder. */
  static String write(Record... specs) {
    Map<String, String> all = new LinkedHashMap<>();
    Path here = Path.of("").toAbsolutePath();
    for (Record spec : specs) {
      Settings settings = new Settings();
      Specs.write(spec, "").forEach((key, value) -> settings.put(key, value, "this run", here));
      all.putAll(Specs.write(Specs.read(spec.getClass(), "", settings), ""));
    }
    return write(all);
  }

  /** The file that {@link #read} takes the same settings from. */
  static String write(Map<String, String> settings) {
    return StrictYaml.write(settings);
  }
}
