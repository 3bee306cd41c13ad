package org.covalence.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.store.CovalenceException;
import org.covalence.store.Unreadable;

/**
 * Settings as a YAML file: {@code key: value} for every flag, without its hyphens. Keys may be
 * nested; {@code text: {width: 64}} is {@code text-width: 64}. Lists are the same as words with
 * commas. Relative paths are relative to the file.
 */
final class ConfigFile {
  private static final long MOST_BYTES = 1L << 20;
  private static final YAMLMapper YAML =
      YAMLMapper.builder(YAMLFactory.builder().build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ConfigFile() {}

  /** Puts the settings of {@code file}. */
  static void read(Path file, Settings settings) {
    JsonNode root;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw CovalenceException.usage(
            "far too big for a configuration", file.toString(), "name a YAML file of settings");
      }
      root = YAML.readTree(Files.readAllBytes(file));
    } catch (JacksonException e) {
      String line = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
      throw CovalenceException.usage(
          "not YAML (" + e.getOriginalMessage().lines().findFirst().orElse("") + ")",
          file + line,
          "write one setting a line, as in epochs: 10");
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
    if (root == null || root.isMissingNode() || root.isNull()) {
      return;
    }
    if (!root.isObject()) {
      throw CovalenceException.usage(
          "expected settings, found " + root.getNodeType(),
          file.toString(),
          "write one setting a line, as in epochs: 10");
    }
    Path parent = file.toAbsolutePath().getParent();
    put(root, "", file, parent == null ? Path.of("") : parent, settings);
  }

  private static void put(JsonNode node, String prefix, Path file, Path folder, Settings settings) {
    node.fields()
        .forEachRemaining(
            entry -> {
              String key = prefix.isEmpty() ? entry.getKey() : prefix + "-" + entry.getKey();
              JsonNode value = entry.getValue();
              if (value.isObject()) {
                put(value, key, file, folder, settings);
              } else if (!value.isNull()) {
                String text =
                    value.isArray()
                        ? StreamSupport.stream(value.spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(","))
                        : value.asText();
                settings.put(key, text, file.toString(), folder);
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
    try {
      return YAML.writeValueAsString(settings);
    } catch (JacksonException e) {
      throw new IllegalStateException("settings that cannot be written", e);
    }
  }
}
