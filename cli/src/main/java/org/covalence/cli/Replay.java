package org.covalence.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;
import org.covalence.store.StrictJson;

/**
 * Two {@code metrics.json}, compared value by value: one that a run wrote, and one of the same run
 * made again.
 *
 * @param values how many values the two have together
 * @param differing those that are not the same, in the order of the file
 */
record Replay(int values, List<Difference> differing) {
  private static final long MOST_BYTES = 256L << 20;
  private static final int SHOWN = 10;
  private static final String NOTHING = "nothing";
  private static final String POSTS = "dataFingerprint";

  /**
   * One value that is not as it was.
   *
   * @param field such as {@code systems[2].accuracy.value}
   */
  record Difference(String field, String then, String now) {}

  Replay {
    differing = List.copyOf(differing);
  }

  /** Reads and compares two files. */
  static Replay of(Path then, Path now) {
    return of(read(then), read(now));
  }

  static Replay of(JsonNode then, JsonNode now) {
    Map<String, String> before = new LinkedHashMap<>();
    Map<String, String> after = new LinkedHashMap<>();
    flatten(then, "", before);
    flatten(now, "", after);
    Set<String> fields = new LinkedHashSet<>(before.keySet());
    fields.addAll(after.keySet());
    List<Difference> differing = new ArrayList<>();
    for (String field : fields) {
      String a = before.getOrDefault(field, NOTHING);
      String b = after.getOrDefault(field, NOTHING);
      if (!a.equals(b)) {
        differing.add(new Difference(field, a, b));
      }
    }
    return new Replay(fields.size(), differing);
  }

  private static JsonNode read(Path file) {
    try {
      return StrictJson.object(file, MOST_BYTES);
    } catch (StrictJson.NotAnObject e) {
      throw unreadable(file, String.valueOf(e.getMessage()));
    }
  }

  private static CovalenceException unreadable(Path file, String found) {
    return CovalenceException.data(
        "the numbers of the run cannot be read: " + found,
        file.toString(),
        "run it anew: nothing is left to compare with");
  }

  /** Every value under its path; JSON text, so that a number and its digits as words differ. */
  private static void flatten(JsonNode node, String path, Map<String, String> values) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(node.get(i), path + "[" + i + "]", values);
      }
    } else if (node.isObject()) {
      for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        flatten(node.get(name), path.isEmpty() ? name : path + "." + name, values);
      }
    }
    if (node.isValueNode() || node.isEmpty()) {
      values.put(path, node.toString());
    }
  }

  /** Whether every value is as it was. */
  boolean isSame() {
    return differing.isEmpty();
  }

  /** Whether the run was made of other posts than now. */
  boolean hasOtherPosts() {
    return differing.stream()
        .anyMatch(d -> d.field().equals(POSTS) || d.field().endsWith("." + POSTS));
  }

  /** For people: one line, or the first values that differ. */
  String text(List<String> elsewhere) {
    StringBuilder text = new StringBuilder();
    if (isSame()) {
      text.append("the same: all ").append(values).append(" values of metrics.json\n");
    } else {
      text.append("not the same: ")
          .append(differing.size())
          .append(" of ")
          .append(values)
          .append(" values of metrics.json\n");
    }
    if (hasOtherPosts()) {
      text.append("the posts are not those of the run: their fingerprint differs\n");
    }
    for (Difference d : differing.subList(0, Math.min(SHOWN, differing.size()))) {
      text.append("  ")
          .append(d.field())
          .append(": was ")
          .append(Excerpt.shown(d.then()))
          .append(", is ")
          .append(Excerpt.shown(d.now()))
          .append('\n');
    }
    if (differing.size() > SHOWN) {
      text.append("  … and ").append(differing.size() - SHOWN).append(" more; --json lists all\n");
    }
    elsewhere.forEach(e -> text.append(e).append('\n'));
    return text.toString();
  }

  /** For programs. */
  ObjectNode document(Path run, String command, List<String> elsewhere) {
    ObjectNode json = StrictJson.object();
    json.put("run", run.toString())
        .put("command", command)
        .put("same", isSame())
        .put("values", values);
    ArrayNode differences = json.putArray("differences");
    differing.forEach(
        d ->
            differences
                .addObject()
                .put("field", d.field())
                .put("then", d.then())
                .put("now", d.now()));
    ArrayNode words = json.putArray("elsewhere");
    elsewhere.forEach(words::add);
    return json;
  }
}
