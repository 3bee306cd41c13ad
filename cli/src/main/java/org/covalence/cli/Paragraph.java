package org.covalence.cli;

import java.util.ArrayList;
import java.util.List;

/** Words for people, broken at spaces into lines that every terminal can show. */
final class Paragraph {
  /** Columns of characters that every terminal has. */
  static final int WIDTH = 80;

  private static final int HANGING = 2;

  private Paragraph() {}

  /**
   * The lines of {@code words}. What follows the first stands two columns further in than the first
   * does, and a word that is longer than a line, such as a path, stays whole. Line feeds stay.
   */
  static List<String> lines(String words) {
    List<String> lines = new ArrayList<>();
    words.lines().forEach(line -> lines.addAll(wrapped(line)));
    return lines.isEmpty() ? List.of("") : lines;
  }

  private static List<String> wrapped(String words) {
    String indent = words.substring(0, words.length() - words.stripLeading().length());
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indent);
    boolean begun = false;
    for (String word : words.strip().split(" ")) {
      if (begun && width(line) + 1 + width(word) > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(indent).append(" ".repeat(HANGING));
        begun = false;
      }
      line.append(begun ? " " : "").append(word);
      begun = true;
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  private static int width(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }
}
