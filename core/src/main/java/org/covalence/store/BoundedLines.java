package org.covalence.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lines of a file, one at a time, strictly decoded and bounded in length: a line that is too
 * long or not in the encoding is told as such, and the next one is read as if nothing had happened.
 * Lines end at LF or CRLF; a byte order mark of UTF-8 is left out. For one thread.
 */
public final class BoundedLines implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String SYNTAX = "\n\r\t\"',:{}[]09AZaz";

  /** A line, or what is wrong with it. */
  public sealed interface Line {
    /** Counted from 1. */
    long number();

    /** The line without its end. */
    record Text(long number, String text) implements Line {}

    /**
     * A line that cannot be shown.
     *
     * @param code as in a finding: {@code line-too-long} or {@code wrong-encoding}
     */
    record Fault(long number, String code, String reason, String remedy) implements Line {}
  }

  private final Path file;
  private final InputStream in;
  private final CharsetDecoder decoder;
  private final int maxBytes;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int position;
  private int limit;
  private long number;

  private BoundedLines(Path file, InputStream in, Charset charset, int maxBytes) {
    this.file = file;
    this.in = in;
    this.decoder = charset.newDecoder();
    this.maxBytes = maxBytes;
  }

  /**
   * Opens {@code file}.
   *
   * @param charset one in which ASCII characters are single bytes, as in all but UTF-16, UTF-32 and
   *     EBCDIC
   * @param maxBytes the longest line, without its end
   * @throws CovalenceException where the file cannot be read, or begins with the byte order mark of
   *     another encoding
   */
  public static BoundedLines open(Path file, Charset charset, int maxBytes) {
    if (!charset.canEncode()
        || !Arrays.equals(SYNTAX.getBytes(charset), SYNTAX.getBytes(StandardCharsets.US_ASCII))) {
      throw CovalenceException.usage(
          "expected an encoding in which lines can be told apart, found " + charset,
          "--encoding",
          "save the file as UTF-8");
    }
    try {
      // The stream passes to the lines, which close it; a fault on the way closes it here.
      @SuppressWarnings("resource")
      InputStream in = Files.newInputStream(file);
      BoundedLines lines = new BoundedLines(file, in, charset, maxBytes);
      try {
        lines.skipByteOrderMark();
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
      return lines;
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  /** The next line, empty lines included; nothing at the end of the file. */
  public Optional<Line> next() {
    try {
      return read();
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  private Optional<Line> read() throws IOException {
    line.reset();
    boolean tooLong = false;
    boolean ended = false;
    boolean any = false;
    while (!ended && fill()) {
      any = true;
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      // One byte more than allowed, because the last may be the CR of a line end.
      tooLong |= line.size() + (end - position) > maxBytes + 1;
      if (!tooLong) {
        line.write(buffer, position, end - position);
      }
      ended = end < limit;
      position = ended ? end + 1 : end;
    }
    if (!any) {
      return Optional.empty();
    }
    number++;
    byte[] bytes = line.toByteArray();
    int length =
        bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
    if (tooLong || length > maxBytes) {
      return Optional.of(
          new Line.Fault(
              number,
              "line-too-long",
              "expected a line of at most " + maxBytes + " bytes, found a longer one",
              "shorten it, or check that the file has line ends"));
    }
    ByteBuffer undecoded = ByteBuffer.wrap(bytes, 0, length);
    try {
      return Optional.of(new Line.Text(number, decoder.decode(undecoded).toString()));
    } catch (CharacterCodingException e) {
      return Optional.of(
          new Line.Fault(
              number,
              "wrong-encoding",
              "expected text in "
                  + decoder.charset()
                  + ", found other bytes at byte "
                  + undecoded.position()
                  + " of the line",
              "name the encoding of the file by --encoding, or save the file as UTF-8"));
    }
  }

  private boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  private void skipByteOrderMark() throws IOException {
    limit = in.readNBytes(buffer, 0, 4);
    Optional<ByteOrderMark> mark = ByteOrderMark.of(Arrays.copyOf(buffer, limit));
    if (mark.isEmpty()) {
      return;
    }
    if (!mark.get().charset().equals(decoder.charset().name())) {
      throw CovalenceException.data(
          "expected text in "
              + decoder.charset()
              + ", found the byte order mark of "
              + mark.get().charset(),
          file.toString(),
          "save the file as UTF-8");
    }
    position = mark.get().length();
  }
}
