package org.covalence.download;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A file that its authors publish, and how to know it.
 *
 * @param name what the command line calls it
 * @param purpose what it is good for, in a few words
 * @param address where its authors keep it; https
 * @param bytes its exact size
 * @param sha256 the hexadecimal digits of its SHA-256: all 64, or the first ones where its authors
 *     publish no more (torchvision puts eight into the file name, and PyTorch checks those)
 * @param licence under which terms it may be used
 * @param member the one file wanted out of it, where it is a zip archive
 */
public record PublishedFile(
    String name,
    String purpose,
    URI address,
    long bytes,
    String sha256,
    String licence,
    Optional<String> member) {
  private static final int FULL_HASH = 64;

  public PublishedFile {
    if (!sha256.matches("[0-9a-f]{8,64}") || bytes <= 0) {
      throw new IllegalArgumentException("a published file needs its size and its hash: " + name);
    }
  }

  /** The file name at the end of the address. */
  public String fileName() {
    String path = address.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The name of the file that a user gets: the member, or the file itself. */
  public String wanted() {
    return member.orElse(fileName());
  }

  /** Whether a SHA-256 is that of this file, as far as its authors tell. */
  boolean matches(String hash) {
    return hash.startsWith(sha256);
  }

  /** What {@link #matches} compares. */
  String hashKind() {
    return sha256.length() == FULL_HASH
        ? "SHA-256"
        : "the first " + sha256.length() + " digits of the SHA-256";
  }

  /** The size as people say it. */
  public String size() {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
