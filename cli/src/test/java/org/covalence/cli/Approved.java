package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Output that a person has read and found good, as files under the test resources. Where it
 * differs, what came out stands under {@code target/received}, to be read and, if it is better,
 * copied over.
 */
final class Approved {
  private Approved() {}

  /** Requires {@code text} to be the approved file {@code name}. */
  static void require(String name, String text) {
    Path received = Path.of("target", "received", name);
    try (InputStream file = Approved.class.getResourceAsStream(name)) {
      Files.createDirectories(received.getParent());
      Files.writeString(received, text);
      String approved = file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).as("see " + received).isEqualTo(approved);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
