package org.covalence.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 built up from parts. Each part is preceded by its length, so that {@code ("ab","c")}
 * and {@code ("a","bc")} differ.
 */
public final class ContentHash {
  private final MessageDigest digest = sha256();

  /** Adds one part. */
  public ContentHash add(byte[] part) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      digest.update((byte) ((long) part.length >> shift));
    }
    digest.update(part);
    return this;
  }

  /** Adds one part, as UTF-8. */
  public ContentHash add(String part) {
    return add(part.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of all parts so far, 64 hexadecimal digits; the object is spent. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The plain SHA-256 of a file, as {@code sha256sum} prints it. */
  public static String ofFile(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The plain SHA-256 of some bytes. */
  public static String ofBytes(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
