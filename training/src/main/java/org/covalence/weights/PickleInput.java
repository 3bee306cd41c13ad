package org.covalence.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The bytes of a pickle, counted and limited, in the encodings its opcodes use. */
final class PickleInput {
  private static final int MAX_STRING_BYTES = 1 << 16;

  private final InputStream in;
  private final long limit;
  private long position;

  /**
   * @param limit no more bytes than these are read
   */
  PickleInput(InputStream in, long limit) {
    this.in = in;
    this.limit = limit;
  }

  /** Bytes read so far. */
  long position() {
    return position;
  }

  int unsignedByte() throws IOException {
    if (position == limit) {
      throw new MalformedPickleException(
          String.format(
              Locale.ROOT, "its description of the tensors is longer than %d bytes", limit));
    }
    int b = in.read();
    if (b < 0) {
      throw new EOFException();
    }
    position++;
    return b;
  }

  /** A little-endian number without sign of up to seven bytes. */
  long unsigned(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) unsignedByte() << (8 * i);
    }
    return value;
  }

  /** A little-endian 64-bit number. */
  long int64() throws IOException {
    return unsigned(4) | unsigned(4) << 32;
  }

  /** A big-endian 64-bit floating-point number: the one place where a pickle turns round. */
  double float64() throws IOException {
    return Double.longBitsToDouble(Long.reverseBytes(int64()));
  }

  /** A little-endian number in two's complement, of any width a file of weights has use for. */
  BigInteger integer(long bytes) throws IOException {
    if (bytes > 64) {
      throw new MalformedPickleException(
          String.format(Locale.ROOT, "a whole number takes %d bytes", bytes));
    }
    byte[] bigEndian = new byte[(int) bytes];
    for (int i = bigEndian.length - 1; i >= 0; i--) {
      bigEndian[i] = (byte) unsignedByte();
    }
    return bigEndian.length == 0 ? BigInteger.ZERO : new BigInteger(bigEndian);
  }

  String string(long bytes) throws IOException {
    if (bytes < 0 || bytes > MAX_STRING_BYTES) {
      throw new MalformedPickleException(String.format(Locale.ROOT, "a string of %d bytes", bytes));
    }
    byte[] utf8 = new byte[(int) bytes];
    for (int i = 0; i < utf8.length; i++) {
      utf8[i] = (byte) unsignedByte();
    }
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Text up to the next line feed, which is dropped. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = unsignedByte(); b != '\n'; b = unsignedByte()) {
      if (line.length() == 256) {
        throw new MalformedPickleException("a name of more than 256 characters");
      }
      line.append((char) b);
    }
    return line.toString();
  }
}
