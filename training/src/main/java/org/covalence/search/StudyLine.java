package org.covalence.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import org.covalence.store.Excerpt;
import org.covalence.store.StrictJson;
import org.covalence.store.StrictJson.NotAnObject;

/**
 * One line of a study's file: a JSON object whose last key is a CRC-32C of all before it. Without
 * it, a digit that a disk got wrong would be another value, and nobody would know.
 */
final class StudyLine {
  private static final String CHECK = ",\"check\":\"";
  private static final int CHECK_LENGTH = CHECK.length() + 8 + 2;
  private static final String EVENT = "event";
  private static final String TRIAL = "trial";
  private static final String SETTINGS = "settings";

  private StudyLine() {}

  /** Says what is wrong with a line. */
  static final class Damaged extends Exception {
    private static final long serialVersionUID = 1L;

    Damaged(String reason) {
      super(reason, null, false, false);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /** A line without its end. */
  static String write(ObjectNode object) {
    String open = open(object);
    return open + CHECK + check(open) + "\"}";
  }

  private static String open(ObjectNode object) {
    String line = StrictJson.line(object);
    return line.substring(0, line.length() - 1);
  }

  /** The object of a line, without its check. */
  static ObjectNode read(String line) throws Damaged {
    int end = line.length() - CHECK_LENGTH;
    if (end < 1 || !line.startsWith(CHECK, end)) {
      throw new Damaged("expected a line of a study with its check, found " + Excerpt.of(line));
    }
    String open = line.substring(0, end);
    if (!line.substring(end).equals(CHECK + check(open) + "\"}")) {
      throw new Damaged("the line is not as it was written: its check differs");
    }
    try {
      return StrictJson.object(open + "}");
    } catch (NotAnObject e) {
      throw new Damaged(String.valueOf(e.getMessage()));
    }
  }

  static String write(StudyEvent event) {
    ObjectNode line = StrictJson.object();
    if (event instanceof StudyEvent.Begun begun) {
      line.put(EVENT, "begun").put(TRIAL, begun.trial());
      begun.settings().forEach(line.putObject(SETTINGS)::put);
    } else if (event instanceof StudyEvent.Reported reported) {
      line.put(EVENT, "reported").put(TRIAL, reported.trial());
      line.put("step", reported.step()).put("value", reported.value());
    } else if (event instanceof StudyEvent.Ended ended) {
      line.put(EVENT, "ended").put(TRIAL, ended.trial()).put("value", ended.value());
    } else if (event instanceof StudyEvent.Pruned pruned) {
      line.put(EVENT, "pruned").put(TRIAL, pruned.trial());
    } else if (event instanceof StudyEvent.Failed failed) {
      line.put(EVENT, "failed").put(TRIAL, failed.trial()).put("reason", failed.reason());
    } else {
      line.put(EVENT, "resumed");
    }
    return write(line);
  }

  static StudyEvent event(String text) throws Damaged {
    ObjectNode line = read(text);
    return switch (line.path(EVENT).asText()) {
      case "begun" -> new StudyEvent.Begun(whole(line, TRIAL), settings(line));
      case "reported" ->
          new StudyEvent.Reported(whole(line, TRIAL), whole(line, "step"), number(line));
      case "ended" -> new StudyEvent.Ended(whole(line, TRIAL), number(line));
      case "pruned" -> new StudyEvent.Pruned(whole(line, TRIAL));
      case "failed" -> new StudyEvent.Failed(whole(line, TRIAL), line.path("reason").asText());
      case "resumed" -> new StudyEvent.Resumed();
      default ->
          throw new Damaged("expected an event, found " + Excerpt.of(line.path(EVENT).asText()));
    };
  }

  private static int whole(ObjectNode line, String field) throws Damaged {
    JsonNode node = line.path(field);
    if (!node.isInt() || node.asInt() < 0) {
      throw new Damaged("expected a whole number as " + field + ", found " + StrictJson.kind(node));
    }
    return node.asInt();
  }

  private static double number(ObjectNode line) throws Damaged {
    JsonNode node = line.path("value");
    if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
      throw new Damaged("expected a finite number as value, found " + StrictJson.kind(node));
    }
    return node.asDouble();
  }

  private static Map<String, String> settings(ObjectNode line) throws Damaged {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : line.path(SETTINGS).properties()) {
      if (!entry.getValue().isTextual()) {
        throw new Damaged(
            "expected settings as strings, found " + StrictJson.kind(entry.getValue()));
      }
      settings.put(entry.getKey(), entry.getValue().asText());
    }
    return settings;
  }

  private static String check(String text) {
    CRC32C check = new CRC32C();
    check.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", check.getValue());
  }
}
