package org.covalence.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.covalence.store.CovalenceException;

/**
 * Lines of a stream as bytes, one at a time in one buffer of bounded size. Vectors files have
 * gigabytes of lines of which few are wanted: only those are turned into strings.
 */
final class ByteLines implements Closeable {
  /** Room for a word and the most numbers a line may hold, in the longest notation. */
  static final int MOST_LINE_BYTES = 1 << 17;

  private final InputStream in;
  private final Path file;
  private final byte[] chunk = new byte[1 << 16];
  private int chunkAt;
  private int chunkEnd;
  private byte[] line = new byte[1 << 12];
  private int length;
  private long number;

  ByteLines(InputStream in, Path file) {
    this.in = in;
    this.file = file;
  }

  /**
   * Goes to the next line; false at the end. Spaces and carriage returns at its end are left out.
   */
  boolean next() throws IOException {
    length = 0;
    boolean any = false;
    while (chunkAt < chunkEnd || fill()) {
      any = true;
      int end = chunkAt;
      while (end < chunkEnd && chunk[end] != '\n') {
        end++;
      }
      append(end);
      boolean whole = end < chunkEnd;
      chunkAt = whole ? end + 1 : end;
      if (whole) {
        break;
      }
    }
    if (any) {
      number++;
      while (length > 0 && (line[length - 1] == '\r' || isSeparator(length - 1))) {
        length--;
      }
    }
    return any;
  }

  /** Counted from 1. */
  long number() {
    return number;
  }

  int length() {
    return length;
  }

  /** Whether fields are parted at {@code place}. */
  boolean isSeparator(int place) {
    return line[place] == ' ' || line[place] == '\t';
  }

  /** How many separators the line has. */
  int separators() {
    int count = 0;
    for (int i = 0; i < length; i++) {
      if (isSeparator(i)) {
        count++;
      }
    }
    return count;
  }

  /** Bytes of the line as text that is known to be ASCII when it is right. */
  String ascii(int start, int end) {
    return new String(line, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /** Bytes of the line as UTF-8. */
  String utf8(int start, int end) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(line, start, end - start))
        .toString();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    chunkAt = 0;
    chunkEnd = Math.max(0, in.read(chunk));
    return chunkEnd > 0;
  }

  private void append(int end) {
    int more = end - chunkAt;
    if (length + more > MOST_LINE_BYTES) {
      throw CovalenceException.data(
          "expected a word and its numbers, found a line of over " + MOST_LINE_BYTES + " bytes",
          file + " line " + (number + 1),
          "name a file of word vectors in text form");
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(length + more, line.length * 2));
    }
    System.arraycopy(chunk, chunkAt, line, length, more);
    length += more;
  }
}
