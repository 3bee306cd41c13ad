package org.covalence.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** YAML as plain words, numbers, lists and maps; a key that stands twice is a fault. */
public final class StrictYaml {
  private static final YAMLMapper YAML =
      YAMLMapper.builder(YAMLFactory.builder().build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private StrictYaml() {}

  /**
   * The bytes of a file.
   *
   * @param what the file should be, for messages
   * @throws CovalenceException if it cannot be read, or is bigger than {@code mostBytes}
   */
  public static byte[] bytes(Path file, long mostBytes, String what, String remedy) {
    try {
      if (Files.size(file) > mostBytes) {
        throw CovalenceException.usage("far too big for " + what, file.toString(), remedy);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  /**
   * What the bytes say; a missing node where they say nothing.
   *
   * @param place names them in messages
   */
  public static JsonNode tree(byte[] yaml, String place, String remedy) {
    try {
      return YAML.readTree(yaml);
    } catch (JacksonException e) {
      String line = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
      String first = e.getOriginalMessage().lines().findFirst().orElse("");
      throw CovalenceException.usage(
          "not YAML (" + Excerpt.shown(first) + ")", place + line, remedy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that says these words by name. */
  public static String write(Map<String, String> words) {
    try {
      return YAML.writeValueAsString(words);
    } catch (JacksonException e) {
      throw new IllegalStateException("words that cannot be written", e);
    }
  }
}
