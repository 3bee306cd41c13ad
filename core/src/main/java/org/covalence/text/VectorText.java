package org.covalence.text;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.covalence.post.Finding;
import org.covalence.store.CovalenceException;
import org.covalence.store.Unreadable;

/**
 * Reads word vectors in text form: a word and its numbers on each line, parted by spaces. GloVe has
 * nothing else; word2vec puts a line {@code count width} first. Either may be packed with gzip.
 *
 * <p>A word may hold spaces (glove.840B has {@code . . .}), so a line is read from its right end.
 * The width of every line is checked; numbers are only parsed where the word is wanted.
 */
final class VectorText {
  private static final String REMEDY =
      "name a file of word vectors in text form (GloVe, or word2vec saved as text), plain or gzip";
  private static final int GZIP = 0x1f8b;
  private static final int ZIP = 0x504b;

  private final Path file;
  private final WordVectors.Collector collector;
  private long undecodable;
  private long firstUndecodable;

  private VectorText(Path file, WordVectors.Collector collector) {
    this.file = file;
    this.collector = collector;
  }

  /** Gives every wanted word of {@code file} to {@code collector}. */
  static void read(Path file, WordVectors.Collector collector) {
    try (ByteLines lines = new ByteLines(open(file), file)) {
      new VectorText(file, collector).read(lines);
    } catch (EOFException e) {
      throw CovalenceException.data(
          "the gzip file is cut off", file.toString(), "fetch the file again", e);
    } catch (ZipException e) {
      throw CovalenceException.data(
          "the gzip file is damaged (" + e.getMessage() + ")",
          file.toString(),
          "fetch the file again",
          e);
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      in.mark(2);
      int magic = in.read() << 8 | in.read();
      in.reset();
      if (magic == ZIP) {
        throw CovalenceException.data(
            "expected text or gzip, found a zip archive",
            file.toString(),
            "unpack it and name the .txt file inside");
      }
      return magic == GZIP ? new GZIPInputStream(in, 1 << 16) : in;
    } catch (IOException | CovalenceException e) {
      in.close();
      throw e;
    }
  }

  private void read(ByteLines lines) throws IOException {
    if (!lines.next()) {
      throw CovalenceException.data("the file is empty", file.toString(), REMEDY);
    }
    long declared = -1;
    int width = lines.separators();
    if (width == 1 && lines.ascii(0, lines.length()).matches("[0-9]{1,18}[ \\t][0-9]{1,9}")) {
      String[] header = lines.ascii(0, lines.length()).split("[ \\t]", -1);
      declared = Long.parseLong(header[0]);
      width = Integer.parseInt(header[1]);
      if (!lines.next()) {
        throw fault("expected " + declared + " words, found none", lines);
      }
    }
    if (width < 1 || width > WordVectors.MOST_WIDTH) {
      throw fault(
          "expected a word and 1 to " + WordVectors.MOST_WIDTH + " numbers, found " + width, lines);
    }
    collector.width(width);
    long words = 0;
    do {
      readLine(lines, width);
      words++;
    } while (lines.next());
    note(declared, words);
  }

  private void readLine(ByteLines lines, int width) throws IOException {
    int numbers = lines.length();
    for (int found = 0; found < width; found++) {
      do {
        numbers--;
      } while (numbers >= 0 && !lines.isSeparator(numbers));
      if (numbers <= 0) {
        throw fault(
            "expected a word and " + width + " numbers, found " + lines.separators(), lines);
      }
    }
    requireNoFurtherNumber(lines, numbers, width);
    String word;
    try {
      word = lines.utf8(0, numbers);
    } catch (CharacterCodingException e) {
      firstUndecodable = undecodable++ == 0 ? lines.number() : firstUndecodable;
      collector.passOver();
      return;
    }
    if (collector.wants(word)) {
      collector.add(word, numbers(lines, numbers, width), file + " line " + lines.number());
    } else {
      collector.passOver();
    }
  }

  /** A word with spaces is one thing; a line with a number too many is another. */
  private void requireNoFurtherNumber(ByteLines lines, int wordEnd, int width) {
    int start = wordEnd;
    while (start > 0 && !lines.isSeparator(start - 1)) {
      start--;
    }
    if (start > 0 && lines.ascii(start, wordEnd).matches("-?[0-9]*\\.[0-9]+(?:[eE][-+]?[0-9]+)?")) {
      throw fault("expected a word and " + width + " numbers, found " + lines.separators(), lines);
    }
  }

  private float[] numbers(ByteLines lines, int from, int width) {
    float[] vector = new float[width];
    int start = from + 1;
    for (int i = 0; i < width; i++) {
      int end = start;
      while (end < lines.length() && !lines.isSeparator(end)) {
        end++;
      }
      String number = lines.ascii(start, end);
      try {
        vector[i] = Float.parseFloat(number);
      } catch (NumberFormatException e) {
        throw fault("expected a number, found \"" + shown(number) + "\"", lines);
      }
      if (!Float.isFinite(vector[i])) {
        throw fault("expected a finite number, found " + shown(number), lines);
      }
      start = end + 1;
    }
    return vector;
  }

  private void note(long declared, long words) {
    if (declared >= 0 && declared != words) {
      collector.note(
          Finding.noted(
              "vector-count",
              file + " line 1",
              "the first line tells of " + declared + " words, " + words + " are there",
              "fetch the file again if it should be whole"));
    }
    if (undecodable > 0) {
      collector.note(
          Finding.noted(
              "vector-encoding",
              file + " line " + firstUndecodable,
              undecodable + " words are not UTF-8 and were passed over; this is the first",
              "convert the file to UTF-8 if these words matter"));
    }
  }

  private static String shown(String number) {
    return number.length() > 20 ? number.substring(0, 20) + "..." : number;
  }

  private CovalenceException fault(String what, ByteLines lines) {
    return CovalenceException.data(what, file + " line " + lines.number(), REMEDY);
  }
}
