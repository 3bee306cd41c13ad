package org.covalence.store;

import java.util.Optional;

/**
 * The bytes with which some programs open a text file to tell its encoding.
 *
 * @param charset the encoding that it tells
 * @param length in bytes
 */
public record ByteOrderMark(String charset, int length) {
  /** The mark with which {@code bytes} begin. */
  public static Optional<ByteOrderMark> of(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(new ByteOrderMark("UTF-8", 3));
    }
    if (startsWith(bytes, 0x84, 0x31, 0x95, 0x33)) {
      return Optional.of(new ByteOrderMark("GB18030", 4));
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return Optional.of(new ByteOrderMark("UTF-16LE", 2));
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return Optional.of(new ByteOrderMark("UTF-16BE", 2));
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
