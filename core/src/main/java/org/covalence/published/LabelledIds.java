package org.covalence.published;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.covalence.label.Sentiment;
import org.covalence.split.IdList;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;

/** The ids of one part as they are read, with the labels that stand beside them. */
final class LabelledIds {
  /** No published split is near this; a file that goes on for ever ends here. */
  private static final int MOST_POSTS = 5_000_000;

  private final Path file;
  private final Set<String> ids = new LinkedHashSet<>();
  private final List<String> repeated = new ArrayList<>();
  private final Map<String, Sentiment> labels = new LinkedHashMap<>();

  LabelledIds(Path file) {
    this.file = file;
  }

  /**
   * Adds one post.
   *
   * @param place where it stands, for messages
   * @throws CovalenceException where the id is empty, or the post has stood there with another
   *     label
   */
  void add(String id, Optional<Sentiment> label, String place) {
    String stripped = id.strip();
    if (stripped.isEmpty()) {
      throw CovalenceException.data("expected an id, found none", place, "write the post's id");
    }
    if (!ids.add(stripped)) {
      repeated.add(stripped);
      if (!label.equals(Optional.ofNullable(labels.get(stripped)))) {
        throw CovalenceException.data(
            "expected one label for a post, found two for " + Excerpt.of(stripped),
            place,
            "fetch the file again: it is not as published");
      }
    }
    label.ifPresent(l -> labels.put(stripped, l));
    if (ids.size() > MOST_POSTS) {
      throw CovalenceException.data(
          "expected at most " + MOST_POSTS + " posts, found more", place, "check the file");
    }
  }

  /** The list; a file without posts is refused. */
  IdList list() {
    if (ids.isEmpty()) {
      throw CovalenceException.data(
          "expected posts, found none", file.toString(), "fetch the file again");
    }
    return new IdList(file, ids, repeated);
  }

  Map<String, Sentiment> labels() {
    return labels;
  }
}
