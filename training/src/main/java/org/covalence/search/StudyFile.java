package org.covalence.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.covalence.post.Finding;
import org.covalence.search.StudyLine.Damaged;
import org.covalence.store.AtomicFiles;
import org.covalence.store.BoundedLines;
import org.covalence.store.BoundedLines.Line;
import org.covalence.store.CovalenceException;
import org.covalence.store.Unreadable;

/**
 * The file of a study: JSON Lines that are only appended to. The first line is the head of its
 * plan, each further one an event. A line is on the disk before anything is built on it, and one
 * without its line feed was not: it is left out. For one thread at a time.
 */
final class StudyFile implements AutoCloseable {
  private static final long MOST_BYTES = 1L << 28;
  private static final int MOST_LINE_BYTES = 1 << 20;

  private final Path path;
  private final RandomAccessFile file;
  private boolean broken;

  private StudyFile(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /** Opens the file to append to it, alone; makes it where there is none. */
  static StudyFile open(Path path, StudyPlan plan) {
    try {
      Files.createDirectories(Objects.requireNonNull(path.toAbsolutePath().getParent()));
      // A channel would be closed under all trials by one interrupted thread (Java 17).
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      StudyFile opened = new StudyFile(path, file);
      try {
        opened.lock();
        opened.begin(head(plan));
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
      return opened;
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(path, e);
    }
  }

  private static String head(StudyPlan plan) {
    return StudyLine.write(plan.head()) + "\n";
  }

  /** Writes the head where there is none, or the beginning of this one. */
  private void begin(String head) throws IOException {
    if (isBeginningOf(head, path)) {
      file.setLength(0);
      file.write(head.getBytes(StandardCharsets.UTF_8));
      file.getFD().sync();
    }
  }

  private static boolean isBeginningOf(String head, Path path) throws IOException {
    byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
    long size = Files.size(path);
    return size < bytes.length
        && Arrays.equals(Files.readAllBytes(path), Arrays.copyOf(bytes, (int) size));
  }

  private void lock() throws IOException {
    boolean free;
    try {
      // Behind all content, which Windows would else keep from being read.
      free = file.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      free = false;
    }
    if (!free) {
      throw CovalenceException.data(
          "another search is writing this study",
          path.toString(),
          "wait for it, or choose another file");
    }
  }

  /**
   * Reads what stands in a file.
   *
   * @param ledger that takes in the events
   * @return a finding where the last line is half a one
   * @throws CovalenceException where the file is that of another plan, or a line is damaged
   */
  static List<Finding> read(Path path, StudyPlan plan, Ledger ledger) {
    WholeLines whole = WholeLines.of(path);
    if (whole.number() == 0) {
      return begun(path, plan);
    }
    List<Finding> findings = new ArrayList<>();
    long number = 0;
    try (BoundedLines lines = BoundedLines.open(path, StandardCharsets.UTF_8, MOST_LINE_BYTES)) {
      for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
        number++;
        if (number > whole.number()) {
          // Without half a line at the end, somebody has just written one more.
          if (whole.hasTail()) {
            findings.add(half(path, number));
          }
          break;
        }
        try {
          String text = text(next.get());
          if (number == 1) {
            requirePlan(path, plan, StudyLine.read(text));
          } else {
            StudyEvent event = StudyLine.event(text);
            Optional<String> fault = ledger.fault(event);
            if (fault.isPresent()) {
              throw new Damaged(fault.get());
            }
            ledger.apply(event);
          }
        } catch (Damaged e) {
          throw number == 1
              ? notAStudy(path, e.reason())
              : CovalenceException.data(
                  e.reason(),
                  place(path, number),
                  "fetch the file again, or keep the lines before this one and search on from there");
        }
      }
    }
    return List.copyOf(findings);
  }

  /** A file without a whole line: a study that was killed at once, or something else. */
  private static List<Finding> begun(Path path, StudyPlan plan) {
    try {
      if (isBeginningOf(head(plan), path)) {
        return List.of(half(path, 1));
      }
    } catch (IOException e) {
      throw Unreadable.because(e, path);
    }
    throw notAStudy(path, "its first line is not the head of one");
  }

  private static CovalenceException notAStudy(Path path, String reason) {
    return CovalenceException.data(
        "not a study: " + reason,
        place(path, 1),
        "name the file of a search, or one that does not exist");
  }

  private static Finding half(Path path, long line) {
    return Finding.noted(
        "half-written-line",
        place(path, line),
        "the last line is half a one: the search was killed while writing it",
        "nothing: what it told is done again");
  }

  private static String text(Line line) throws Damaged {
    if (line instanceof Line.Fault fault) {
      throw new Damaged(fault.reason());
    }
    return ((Line.Text) line).text();
  }

  private static void requirePlan(Path path, StudyPlan plan, ObjectNode head) throws Damaged {
    if (!head.path("study").isInt()) {
      throw new Damaged("its first line is not the head of one");
    }
    int format = head.path("study").asInt();
    if (format != StudyPlan.FORMAT) {
      throw CovalenceException.data(
          "expected format " + StudyPlan.FORMAT + ", found format " + format,
          path.toString(),
          "use the version of Covalence that wrote it");
    }
    List<String> differences = plan.differences(head);
    if (!differences.isEmpty()) {
      throw CovalenceException.usage(
          "the study was begun with another plan:\n- " + String.join("\n- ", differences),
          path.toString(),
          "search as it was begun, or name another file");
    }
  }

  /**
   * What stands before the end of the last line feed.
   *
   * @param number of lines
   * @param hasTail whether something stands behind it
   */
  private record WholeLines(long number, long bytes, boolean hasTail) {
    static WholeLines of(Path path) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
        if (Files.size(path) > MOST_BYTES) {
          throw CovalenceException.data(
              "far too big for a study: " + Files.size(path) + " bytes",
              path.toString(),
              "name the file of a search");
        }
        long number = 0;
        long bytes = 0;
        long read = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
          read++;
          if (b == '\n') {
            number++;
            bytes = read;
          }
        }
        return new WholeLines(number, bytes, read > bytes);
      } catch (IOException e) {
        throw Unreadable.because(e, path);
      }
    }
  }

  /** Cuts off half a line at the end, so that the next one begins where it should. */
  void cut() {
    try {
      file.setLength(WholeLines.of(path).bytes());
      file.seek(file.length());
      file.getFD().sync();
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(path, e);
    }
  }

  /** Appends a line; it is on the disk when this returns. */
  void append(StudyEvent event) {
    byte[] line = (StudyLine.write(event) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      if (broken) {
        // Half a line may stand there, and another behind it would make both unreadable.
        throw new IOException("an earlier line could not be written");
      }
      if (file.length() + line.length > MOST_BYTES) {
        throw CovalenceException.data(
            "the study has grown to " + MOST_BYTES + " bytes",
            path.toString(),
            "end it, or report less often");
      }
      broken = true;
      file.write(line);
      file.getFD().sync();
      broken = false;
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(path, e);
    }
  }

  private static String place(Path path, long line) {
    return path + " line " + line;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(path, e);
    }
  }
}
