package org.covalence.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Files under the test resources that a person has read and found good. Where a report differs,
 * what came out stands under {@code target/received}, to be read and, if it is better, copied over.
 */
final class Approved {
  /** A number in full precision; its last digits may differ between processors. */
  private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");

  private Approved() {}

  /** Requires {@code text} to be the approved file {@code name}, numbers to ten decimals. */
  static void require(String name, String text) throws IOException {
    Path received = Path.of("target", "received", name);
    Files.createDirectories(received.getParent());
    Files.writeString(received, text);
    assertThat(rounded(text)).as("see " + received).isEqualTo(rounded(read(name)));
  }

  private static String read(String name) throws IOException {
    try (InputStream file = Approved.class.getResourceAsStream(name)) {
      return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String rounded(String text) {
    return NUMBER
        .matcher(text)
        .replaceAll(
            n ->
                n.group().length() < 8
                    ? n.group()
                    : String.format(Locale.ROOT, "%.10f", Double.parseDouble(n.group())));
  }
}
