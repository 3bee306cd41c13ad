package org.covalence.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.covalence.label.Sentiment;
import org.covalence.store.BoundedLines;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;
import org.covalence.store.StrictJson;
import org.covalence.store.Unreadable;

/** Reads the file of one part; a line or entry that is not as it must be is a fault. */
final class PublishedParts {
  private static final int MAX_JSON_BYTES = 256 << 20;
  private static final int MAX_JSON_LINE_BYTES = 1 << 20;
  private static final int MAX_LINE_BYTES = 1 << 12;
  private static final String AGAIN = "fetch the file again: it is not as published";

  /** CLMLF's digits; Cheema et al. count in another order. */
  private static final List<Sentiment> CLMLF_DIGITS =
      List.of(Sentiment.POSITIVE, Sentiment.NEUTRAL, Sentiment.NEGATIVE);

  private PublishedParts() {}

  /** A part in {@code format}, which is none of rows. */
  static LabelledIds read(PublishedFormat format, Path file) {
    return switch (format) {
      case CLMLF -> array(file);
      case QMF -> lines(file);
      case IDS -> ids(file);
      case CHEEMA -> throw new IllegalArgumentException("rows are read by fold");
    };
  }

  /** An array of {@code {"id", "text", "emotion_label" or "label"}}. */
  private static LabelledIds array(Path file) {
    LabelledIds part = new LabelledIds(file);
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_JSON_BYTES + 1);
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
    if (bytes.length > MAX_JSON_BYTES) {
      throw CovalenceException.data(
          "expected at most " + MAX_JSON_BYTES + " bytes, found more", file.toString(), AGAIN);
    }
    int[] entry = {0};
    try {
      StrictJson.eachObject(
          bytes,
          object -> {
            entry[0]++;
            String place = file + " entry " + entry[0];
            JsonNode label =
                object.has("emotion_label") ? object.get("emotion_label") : object.path("label");
            part.add(id(object, place), label(label, CLMLF_DIGITS, place), place);
          });
    } catch (StrictJson.NotAnObject e) {
      throw CovalenceException.data(
          String.valueOf(e.getMessage()), file + " after entry " + entry[0], AGAIN);
    }
    return part;
  }

  /** A line for each post: {@code {"id", "label", "text", "img"}}. */
  private static LabelledIds lines(Path file) {
    LabelledIds part = new LabelledIds(file);
    eachLine(
        file,
        MAX_JSON_LINE_BYTES,
        (text, place) -> {
          try {
            ObjectNode object = StrictJson.object(text);
            part.add(id(object, place), label(object.path("label"), List.of(), place), place);
          } catch (StrictJson.NotAnObject e) {
            throw CovalenceException.data(String.valueOf(e.getMessage()), place, AGAIN);
          }
        });
    return part;
  }

  /** An id a line, or below a header {@code guid,tag} an id, a comma and a label or null. */
  private static LabelledIds ids(Path file) {
    LabelledIds part = new LabelledIds(file);
    boolean[] tagged = {false};
    boolean[] begun = {false};
    eachLine(
        file,
        MAX_LINE_BYTES,
        (text, place) -> {
          if (!begun[0] && text.strip().equals("guid,tag")) {
            tagged[0] = true;
          } else if (tagged[0]) {
            String[] fields = text.strip().split(",", -1);
            if (fields.length != 2) {
              throw expected("an id and a tag", text, place);
            }
            part.add(fields[0], word(fields[1], place), place);
          } else {
            part.add(text, Optional.empty(), place);
          }
          begun[0] = true;
        });
    return part;
  }

  private static Optional<Sentiment> word(String word, String place) {
    if (word.strip().equals("null")) {
      return Optional.empty();
    }
    Optional<Sentiment> label = Sentiment.parse(word);
    if (label.isEmpty()) {
      throw expected("a label (" + String.join(", ", Sentiment.NAMES) + ")", word, place);
    }
    return label;
  }

  /** Hears of lines that are not blank. */
  interface Lines {
    void line(String text, String place);
  }

  static void eachLine(Path file, int maxBytes, Lines lines) {
    try (BoundedLines in = BoundedLines.open(file, StandardCharsets.UTF_8, maxBytes)) {
      for (var line = in.next(); line.isPresent(); line = in.next()) {
        String place = file + " line " + line.get().number();
        if (line.get() instanceof BoundedLines.Line.Fault fault) {
          throw CovalenceException.data(fault.reason(), place, AGAIN);
        }
        if (line.get() instanceof BoundedLines.Line.Text text && !text.text().isBlank()) {
          lines.line(text.text(), place);
        }
      }
    }
  }

  private static String id(ObjectNode object, String place) {
    JsonNode id = object.path("id");
    if (id.isTextual() || id.isIntegralNumber()) {
      return id.asText();
    }
    throw expected("an id", StrictJson.kind(id), place);
  }

  /** A word, or a digit of the format's own code; none where the file tells none. */
  private static Optional<Sentiment> label(JsonNode label, List<Sentiment> digits, String place) {
    if (label.isMissingNode() || label.isNull()) {
      return Optional.empty();
    }
    if (label.isTextual()) {
      return word(label.textValue(), place);
    }
    if (label.canConvertToInt()
        && label.isIntegralNumber()
        && label.intValue() >= 0
        && label.intValue() < digits.size()) {
      return Optional.of(digits.get(label.intValue()));
    }
    throw expected(
        digits.isEmpty() ? "a label in words" : "a label from 0 to " + (digits.size() - 1),
        StrictJson.line(label),
        place);
  }

  static CovalenceException expected(String what, String found, String place) {
    return CovalenceException.data(
        "expected " + what + ", found " + Excerpt.of(found), place, AGAIN);
  }
}
