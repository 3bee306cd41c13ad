package org.covalence.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.covalence.store.BoundedLines;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;

/**
 * Posts as CSV (RFC 4180): a header with the fields of {@link Rows} in any order, then one record a
 * post; text in quotes may hold line ends.
 *
 * <p>The parser of the library reads on to the end of the file where a quote is never closed, and
 * cannot go on after a fault. So records are put together here, line by line and bounded, and the
 * library takes each apart: a fault costs the line it is on, and the next line is read again.
 */
final class Csv implements Rows {
  private static final int MAX_LINE_BYTES = 1 << 20;
  private static final int MAX_RECORD_LINES = 1_000;
  private static final int MAX_RECORD_CHARACTERS = 1 << 20;
  private static final CSVFormat FORMAT = CSVFormat.RFC4180;

  private final BoundedLines lines;
  private final Deque<BoundedLines.Line> again = new ArrayDeque<>();
  private final List<String> header;
  private final SortedMap<String, Long> unknown = new TreeMap<>();

  /**
   * @param ofPosts whether the file must have what posts consist of, and not labels alone
   */
  Csv(Path file, Charset charset, boolean ofPosts) {
    this.lines = BoundedLines.open(file, charset, MAX_LINE_BYTES);
    try {
      this.header = header(file, ofPosts);
    } catch (RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  @Override
  public Optional<Row> next() {
    for (var line = line(); line.isPresent(); line = line()) {
      if (line.get() instanceof BoundedLines.Line.Fault fault) {
        return Optional.of(broken(fault.number(), fault));
      }
      if (line.get() instanceof BoundedLines.Line.Text first && !first.text().isBlank()) {
        return Optional.of(record(first));
      }
    }
    return Optional.empty();
  }

  @Override
  public SortedMap<String, Long> unknownFields() {
    return Collections.unmodifiableSortedMap(unknown);
  }

  @Override
  public void close() {
    lines.close();
  }

  private Optional<BoundedLines.Line> line() {
    BoundedLines.Line read = again.poll();
    return read == null ? lines.next() : Optional.of(read);
  }

  /** Joins lines until no quote is open; lines that do not belong together are given back. */
  private Row record(BoundedLines.Line.Text first) {
    StringBuilder record = new StringBuilder(first.text());
    Deque<BoundedLines.Line> more = new ArrayDeque<>();
    Quotes quotes = new Quotes();
    quotes.read(first.text());
    try {
      while (quotes.areOpen()) {
        if (more.size() == MAX_RECORD_LINES || record.length() > MAX_RECORD_CHARACTERS) {
          throw openQuote();
        }
        BoundedLines.Line next = line().orElseThrow(Csv::openQuote);
        more.addLast(next);
        if (!(next instanceof BoundedLines.Line.Text text)) {
          throw openQuote();
        }
        record.append('\n').append(text.text());
        quotes.read("\n" + text.text());
      }
      return new Record(first.number(), values(record.toString()));
    } catch (BadPost e) {
      while (!more.isEmpty()) {
        again.addFirst(more.removeLast());
      }
      return new Broken(first.number(), e);
    }
  }

  private static List<String> values(String record) throws BadPost {
    try (CSVParser parser = CSVParser.parse(record, FORMAT)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.size() == 1) {
        return records.get(0).toList();
      }
      throw malformed("found " + records.size());
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw malformed("found one that is not quoted as RFC 4180 says");
    }
  }

  private static BadPost openQuote() {
    return new BadPost(
        "open-quote",
        "expected a closing quote, found none that belongs to this line",
        "close the quote, and write a quote inside a text twice");
  }

  private static BadPost malformed(String found) {
    return new BadPost(
        "broken-csv",
        "expected one record, " + found,
        "end a quoted text right before the comma, and write a quote inside it twice");
  }

  private List<String> header(Path file, boolean ofPosts) {
    Optional<Row> first = next();
    if (first.isEmpty()) {
      throw CovalenceException.data(
          "expected posts, found an empty file", file.toString(), "check the path");
    }
    String place = file + " line " + first.get().line();
    try {
      List<String> names = new ArrayList<>();
      if (first.get() instanceof Record record) {
        record.values.forEach(v -> names.add(v.strip().toLowerCase(Locale.ROOT)));
      } else {
        first.get().fields();
      }
      Set<String> seen = new HashSet<>();
      for (String name : names) {
        if (!seen.add(name)) {
          throw CovalenceException.data(
              "expected each column once, found " + Excerpt.of(name) + " twice",
              place,
              "rename or remove one of them");
        }
        if (!FIELDS.contains(name)) {
          unknown.put(name, 0L);
        }
      }
      boolean hasContent = seen.contains(TEXT) || seen.contains(IMAGE);
      boolean hasLabel = seen.stream().anyMatch(name -> name.startsWith(LABEL));
      if (!seen.contains(ID) || !(ofPosts ? hasContent : hasLabel)) {
        throw CovalenceException.data(
            "expected a header with id and with "
                + (ofPosts ? "text, image or both" : "label")
                + ", found "
                + Excerpt.of(String.join(",", names)),
            place,
            "begin the file with id,"
                + (ofPosts ? "text,image,label" : "label")
                + ", parted by commas");
      }
      return names;
    } catch (BadPost e) {
      throw CovalenceException.data(e.reason(), place, e.remedy());
    }
  }

  private static Broken broken(long line, BoundedLines.Line.Fault fault) {
    return new Broken(line, new BadPost(fault.code(), fault.reason(), fault.remedy()));
  }

  private final class Record implements Row {
    private final long line;
    private final List<String> values;

    Record(long line, List<String> values) {
      this.line = line;
      this.values = values;
    }

    @Override
    public long line() {
      return line;
    }

    @Override
    public Optional<String> id() {
      int column = header.indexOf(ID);
      // A comma too many moves what follows it, but never the first column.
      boolean isThere = column == 0 || values.size() == header.size();
      return isThere
          ? Optional.of(values.get(column).strip()).filter(id -> !id.isEmpty())
          : Optional.empty();
    }

    @Override
    public Map<String, String> fields() throws BadPost {
      if (values.size() != header.size()) {
        throw new BadPost(
            "wrong-columns",
            "expected " + header.size() + " columns, found " + values.size(),
            "put a text that holds a comma in quotes, and keep the place of an empty field");
      }
      Map<String, String> fields = new HashMap<>();
      for (int i = 0; i < values.size(); i++) {
        String name = header.get(i);
        if (values.get(i).isBlank()) {
          continue;
        }
        if (FIELDS.contains(name)) {
          fields.put(name, values.get(i));
        } else {
          unknown.merge(name, 1L, Long::sum);
        }
      }
      return fields;
    }
  }

  /** Whether a quote is open, by the rule of RFC 4180 and of the library's parser. */
  private static final class Quotes {
    private enum Place {
      FIELD_START,
      BARE,
      QUOTED,
      AFTER_QUOTE
    }

    private Place place = Place.FIELD_START;

    boolean areOpen() {
      return place == Place.QUOTED;
    }

    void read(String characters) {
      for (int i = 0; i < characters.length(); i++) {
        char c = characters.charAt(i);
        place =
            switch (place) {
              case FIELD_START -> c == '"' ? Place.QUOTED : outside(c);
              case BARE -> outside(c);
              case QUOTED -> c == '"' ? Place.AFTER_QUOTE : Place.QUOTED;
              case AFTER_QUOTE ->
                  c == '"' ? Place.QUOTED : c == ',' ? Place.FIELD_START : Place.AFTER_QUOTE;
            };
      }
    }

    private static Place outside(char c) {
      return c == ',' ? Place.FIELD_START : Place.BARE;
    }
  }
}
