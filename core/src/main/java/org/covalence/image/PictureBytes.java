package org.covalence.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.covalence.store.CovalenceException;

/**
 * The bytes of one picture with the place they came from. Reading past their end says that the
 * picture is truncated, so a walk over a format's structure needs no checks of its own.
 */
final class PictureBytes {
  private static final String GET_IT_AGAIN = "fetch the picture again, or leave it out";

  private final byte[] bytes;
  private final String where;
  private final PictureFormat format;

  PictureBytes(byte[] bytes, PictureFormat format, String where) {
    this.bytes = bytes;
    this.format = format;
    this.where = where;
  }

  int length() {
    return bytes.length;
  }

  byte[] array() {
    return bytes;
  }

  int u8(int at) {
    require(at, 1);
    return bytes[at] & 0xFF;
  }

  int u16Big(int at) {
    return u8(at) << 8 | u8(at + 1);
  }

  int u16Little(int at) {
    return u8(at) | u8(at + 1) << 8;
  }

  int u24Little(int at) {
    return u16Little(at) | u8(at + 2) << 16;
  }

  long u32Big(int at) {
    return (long) u16Big(at) << 16 | u16Big(at + 2);
  }

  long u32Little(int at) {
    return u16Little(at) | (long) u16Little(at + 2) << 16;
  }

  boolean has(int at, String latin1) {
    byte[] wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return at >= 0
        && at <= bytes.length - wanted.length
        && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
  }

  /** The place behind {@code length} bytes from {@code at}, all of which must be there. */
  int require(int at, long length) {
    if (at < 0 || at + length > bytes.length) {
      throw truncated("the file ends too early, after " + bytes.length + " bytes");
    }
    return (int) (at + length);
  }

  CovalenceException truncated(String reason) {
    return CovalenceException.data(
        "the " + format + " picture is truncated: " + reason, where, GET_IT_AGAIN);
  }

  CovalenceException damaged(String reason) {
    return CovalenceException.data(
        "the " + format + " picture is damaged: " + reason, where, GET_IT_AGAIN);
  }

  CovalenceException damaged(String reason, Throwable cause) {
    return CovalenceException.data(
        "the " + format + " picture is damaged: " + reason, where, GET_IT_AGAIN, cause);
  }

  /** The fault of a header that states no possible size. */
  CovalenceException sizeless(long width, long height) {
    return damaged("its header says " + width + " x " + height + " pixels");
  }

  CovalenceException unsupported(String kind) {
    return CovalenceException.data(
        "the " + format + " picture is of a kind that is not read: " + kind,
        where,
        "save it again as a plain JPEG or PNG");
  }
}
