package org.covalence.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A format that can be decoded, told by a file's first bytes and never by its name. */
public enum PictureFormat {
  JPEG("JPEG"),
  PNG("PNG"),
  GIF("GIF"),
  WEBP("WebP"),
  BMP("BMP");

  private final String title;

  PictureFormat(String title) {
    this.title = title;
  }

  /** As people write it. */
  @Override
  public String toString() {
    return title;
  }

  static Optional<PictureFormat> recognise(byte[] file) {
    if (begins(file, 0, "\u00FF\u00D8\u00FF")) {
      return Optional.of(JPEG);
    }
    if (begins(file, 0, "\u0089PNG\r\n\u001A\n")) {
      return Optional.of(PNG);
    }
    if (begins(file, 0, "GIF87a") || begins(file, 0, "GIF89a")) {
      return Optional.of(GIF);
    }
    if (begins(file, 0, "RIFF") && begins(file, 8, "WEBP")) {
      return Optional.of(WEBP);
    }
    return begins(file, 0, "BM") ? Optional.of(BMP) : Optional.empty();
  }

  /** What a file that is none of these seems to be, for the message about it. */
  static String describeForeign(byte[] file) {
    String start =
        new String(file, 0, Math.min(file.length, 256), StandardCharsets.ISO_8859_1)
            .stripLeading()
            .toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "a web page";
    }
    if (start.startsWith("<svg") || start.startsWith("<?xml")) {
      return "an XML or SVG file";
    }
    if (begins(file, 4, "ftyp")) {
      return "a HEIC, AVIF or video file";
    }
    if (begins(file, 0, "II*\0") || begins(file, 0, "MM\0*")) {
      return "a TIFF file";
    }
    if (begins(file, 0, "%PDF")) {
      return "a PDF file";
    }
    byte[] first = Arrays.copyOf(file, Math.min(file.length, 8));
    return "a file that begins with the bytes " + HexFormat.ofDelimiter(" ").formatHex(first);
  }

  private static boolean begins(byte[] file, int at, String latin1) {
    byte[] wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return file.length >= at + wanted.length
        && Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length);
  }
}
