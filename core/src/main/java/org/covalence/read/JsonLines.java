package org.covalence.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.covalence.store.BoundedLines;
import org.covalence.store.Excerpt;
import org.covalence.store.StrictJson;

/** Posts as JSON Lines: one object a line, with the fields of {@link Rows}. */
final class JsonLines implements Rows {
  static final int MAX_LINE_BYTES = 1 << 20;
  private static final int MAX_UNKNOWN = 100;

  private final BoundedLines lines;
  private final SortedMap<String, Long> unknown = new TreeMap<>();

  JsonLines(Path file, Charset charset) {
    this.lines = BoundedLines.open(file, charset, MAX_LINE_BYTES);
  }

  @Override
  public Optional<Row> next() {
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      if (line.get() instanceof BoundedLines.Line.Fault fault) {
        return Optional.of(
            new Broken(fault.number(), new BadPost(fault.code(), fault.reason(), fault.remedy())));
      }
      if (line.get() instanceof BoundedLines.Line.Text text && !text.text().isBlank()) {
        return Optional.of(new Line(text.number(), text.text()));
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

  private final class Line implements Row {
    private final long number;
    private final String json;

    Line(long number, String json) {
      this.number = number;
      this.json = json;
    }

    @Override
    public long line() {
      return number;
    }

    @Override
    public Optional<String> id() {
      try {
        return value(ID, parse().path(ID)).map(String::strip);
      } catch (BadPost e) {
        return Optional.empty();
      }
    }

    @Override
    public Map<String, String> fields() throws BadPost {
      Map<String, String> fields = new HashMap<>();
      collect("", parse(), fields);
      return fields;
    }

    private ObjectNode parse() throws BadPost {
      try {
        return StrictJson.object(json);
      } catch (StrictJson.NotAnObject e) {
        throw new BadPost("broken-json", String.valueOf(e.getMessage()), "write one post a line");
      }
    }

    private void collect(String prefix, ObjectNode object, Map<String, String> fields)
        throws BadPost {
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        String name = prefix + property.getKey();
        if (name.equals(LABELS) && property.getValue() instanceof ObjectNode labels) {
          collect(LABELS + ".", labels, fields);
        } else if (FIELDS.contains(name)) {
          value(name, property.getValue()).ifPresent(v -> fields.put(name, v));
        } else if (name.startsWith(LABELS)) {
          throw new BadPost(
              "bad-field",
              "expected labels with text and image, found " + Excerpt.of(name),
              "write \"labels\": {\"text\": …, \"image\": …}");
        } else if (unknown.size() < MAX_UNKNOWN || unknown.containsKey(name)) {
          unknown.merge(name, 1L, Long::sum);
        }
      }
    }

    private static Optional<String> value(String name, JsonNode node) throws BadPost {
      boolean isNumberedId = name.equals(ID) && node.isIntegralNumber();
      if (node.isNull() || node.isMissingNode()) {
        return Optional.empty();
      }
      if (!node.isTextual() && !isNumberedId) {
        throw new BadPost(
            name.startsWith(LABEL) ? "unknown-label" : "bad-field",
            "expected " + name + " to be a string, found " + StrictJson.kind(node),
            name.startsWith(LABEL)
                ? "write positive, neutral or negative: publishers number them differently"
                : "put it in quotes");
      }
      String value = node.asText();
      if (!isWellFormed(value)) {
        throw new BadPost(
            "bad-field",
            "expected whole characters in " + name + ", found half of a surrogate pair",
            "write the character itself, or both halves of its escape");
      }
      return value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    private static boolean isWellFormed(String value) {
      return value.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
  }
}
