package org.covalence.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.covalence.store.ContentHash;
import org.covalence.store.Unreadable;

/**
 * What stands in the files that settings name, such as networks and word vectors: a path says
 * nothing of it, and what goes on from an earlier run must not go on with other content.
 */
public final class NamedFiles {
  /** 64 bits: enough to tell files apart, and short enough to show. */
  private static final int DIGITS = 16;

  private NamedFiles() {}

  /**
   * The first digits of the SHA-256 of every file that a setting names, by {@code content of} and
   * the setting's key; with commas between where it names several.
   *
   * @throws org.covalence.store.CovalenceException if such a file cannot be read
   */
  public static Map<String, String> contents(Map<String, String> settings) {
    Map<String, String> contents = new LinkedHashMap<>();
    settings.forEach(
        (key, value) -> {
          List<String> hashes = files(value).map(NamedFiles::hash).toList();
          if (!hashes.isEmpty()) {
            contents.put("content of " + key, String.join(",", hashes));
          }
        });
    return contents;
  }

  private static Stream<Path> files(String value) {
    return file(value)
        .map(Stream::of)
        .orElseGet(() -> Stream.of(value.split("[,\n]")).flatMap(v -> file(v).stream()));
  }

  private static Optional<Path> file(String name) {
    try {
      return Optional.of(name).filter(n -> !n.isBlank()).map(Path::of).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String hash(Path file) {
    try {
      return ContentHash.ofFile(file).substring(0, DIGITS);
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }
}
