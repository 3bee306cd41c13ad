package org.covalence.read;

import org.covalence.label.LabelMap;
import org.covalence.label.LabelMapFile;
import org.covalence.store.Excerpt;

/** A label as it stands in a file. */
final class LabelWord {
  private LabelWord() {}

  /**
   * What a word means.
   *
   * @param name what it labels, for a message
   */
  static LabelMap.Target read(String word, String name, LabelMap map) throws BadPost {
    return map.find(word)
        .orElseThrow(
            () ->
                new BadPost(
                    "unknown-label",
                    "expected a known " + name + ", found " + Excerpt.of(word),
                    remedy(word, map)));
  }

  private static String remedy(String word, LabelMap map) {
    String known =
        map.targets().isEmpty()
            ? "write positive, neutral or negative, or leave the label out"
            : "write positive, neutral, negative or a word of the label map "
                + map.name()
                + ", or add it to the map";
    return known
        + map.nearest(word).map(n -> " (did you mean " + n + "?)").orElse("")
        + (map.targets().isEmpty() ? LabelMapFile.hint(word) : "");
  }
}
