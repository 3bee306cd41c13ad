package org.covalence.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.covalence.store.CovalenceException;

/**
 * What another person must know to get the same numbers, as one line that stands beside every table
 * and in every JSON (after sacreBLEU's; Post, WMT 2018): {@code
 * rule:standard|split:ids|part:test|posts:450|seed:1|intervals:…|data:…|version:0.1.0}.
 *
 * @param rule the label rule
 * @param split how the posts were split
 * @param part what was measured on
 * @param posts how many posts it has
 * @param seed the seed of the run, from which the resampling has its random numbers
 * @param intervals how intervals were computed
 * @param data the fingerprint of the data
 * @param version the version of Covalence
 */
public record Signature(
    String rule,
    String split,
    String part,
    int posts,
    long seed,
    String intervals,
    String data,
    String version) {
  private static final List<String> KEYS =
      List.of("rule", "split", "part", "posts", "seed", "intervals", "data", "version");

  public Signature {
    for (String text : List.of(rule, split, part, intervals, data, version)) {
      if (text.isEmpty() || !text.equals(text.strip()) || text.chars().anyMatch(c -> c < ' ')) {
        throw new IllegalArgumentException(
            "expected one line of text in each field of a signature, found '" + text + "'");
      }
    }
    if (posts < 1) {
      throw new IllegalArgumentException("expected at least one post, found " + posts);
    }
  }

  /** The fields by their names, in the order of the line. */
  public Map<String, String> fields() {
    List<String> values =
        List.of(
            rule,
            split,
            part,
            Integer.toString(posts),
            Long.toString(seed),
            intervals,
            data,
            version);
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < KEYS.size(); i++) {
      fields.put(KEYS.get(i), values.get(i));
    }
    return fields;
  }

  /** The line; {@link #parse} reads it back. */
  public String line() {
    List<String> parts = new ArrayList<>();
    fields().forEach((key, value) -> parts.add(key + ":" + escape(value)));
    return String.join("|", parts);
  }

  /**
   * The signature that {@link #line()} wrote. Space after a bar is passed over, so that a line that
   * was wrapped to fit a page can be read.
   *
   * @throws CovalenceException naming the field that is missing or cannot be read
   */
  public static Signature parse(String line) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String field : line.strip().split("\\|\\s*", -1)) {
      int colon = field.indexOf(':');
      String key = colon < 0 ? field : field.substring(0, colon);
      if (colon < 0 || !KEYS.contains(key) || found.containsKey(key)) {
        throw unreadable("the fields " + String.join(", ", KEYS) + " once each", field, line);
      }
      found.put(key, field.substring(colon + 1));
    }
    List<String> values = new ArrayList<>();
    for (String key : KEYS) {
      String value = found.getOrDefault(key, "");
      if (value.isBlank()) {
        throw unreadable("a value for " + key, "none", line);
      }
      values.add(unescape(value));
    }
    try {
      return new Signature(
          values.get(0),
          values.get(1),
          values.get(2),
          Integer.parseInt(values.get(3)),
          Long.parseLong(values.get(4)),
          values.get(5),
          values.get(6),
          values.get(7));
    } catch (IllegalArgumentException e) {
      throw unreadable(
          "whole numbers for posts (at least 1) and seed",
          values.get(3) + " and " + values.get(4),
          line);
    }
  }

  @Override
  public String toString() {
    return line();
  }

  /** A bar would end the field early; the per cent sign makes the way back unique. */
  private static String escape(String value) {
    return value.replace("%", "%25").replace("|", "%7C");
  }

  private static String unescape(String value) {
    return value.replace("%7C", "|").replace("%25", "%");
  }

  private static CovalenceException unreadable(String expected, String found, String line) {
    return CovalenceException.data(
        "expected " + expected + ", found " + found,
        "the signature " + line,
        "copy the whole line as it was printed");
  }
}
