package org.covalence.split;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.covalence.post.Finding;
import org.covalence.store.BoundedLines;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;

/**
 * A file of ids, one a line; blank lines mean nothing.
 *
 * @param file where they stand
 * @param ids in the order of the file
 * @param repeated those that stand in it twice
 */
public record IdList(Path file, Set<String> ids, List<String> repeated) {
  private static final int MAX_LINE_BYTES = 1 << 12;
  private static final int HASH_DIGITS = 12;

  public IdList {
    ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
    repeated = List.copyOf(repeated);
  }

  public static IdList read(Path file) {
    Set<String> ids = new LinkedHashSet<>();
    List<String> repeated = new ArrayList<>();
    try (BoundedLines lines = BoundedLines.open(file, StandardCharsets.UTF_8, MAX_LINE_BYTES)) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get() instanceof BoundedLines.Line.Fault fault) {
          throw CovalenceException.data(
              fault.reason(), file + " line " + fault.number(), "write one id a line, in UTF-8");
        }
        if (line.get() instanceof BoundedLines.Line.Text text && !text.text().isBlank()) {
          String id = text.text().strip();
          if (!ids.add(id)) {
            repeated.add(id);
          }
        }
      }
    }
    if (ids.isEmpty()) {
      throw CovalenceException.data(
          "expected ids, found none", file.toString(), "write one id a line");
    }
    return new IdList(file, ids, repeated);
  }

  /** The ids that both lists hold. */
  Set<String> shared(IdList other) {
    Set<String> shared = new LinkedHashSet<>(ids);
    shared.retainAll(other.ids);
    return shared;
  }

  /** The file's name and the beginning of a hash of its ids, whatever their order. */
  String signature() {
    ContentHash hash = new ContentHash();
    new TreeSet<>(ids).forEach(hash::add);
    return Excerpt.shown(String.valueOf(file.getFileName()))
        + "@"
        + hash.hex().substring(0, HASH_DIGITS);
  }

  List<Finding> notes() {
    return repeated.isEmpty()
        ? List.of()
        : List.of(
            Finding.noted(
                "repeated-id",
                file.toString(),
                "ids that stand in it more than once: " + Excerpt.ids(repeated),
                "keep each once"));
  }
}
