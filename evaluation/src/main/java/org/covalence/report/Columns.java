package org.covalence.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of plain text. The first column stands left and is wrapped to the room that the others
 * leave; the others stand right and are as wide as what they hold. A cell may have several lines.
 */
final class Columns {
  /** Columns of characters that every terminal has. */
  static final int WIDTH = 80;

  private static final int GAP = 2;
  private static final int NARROWEST = 8;

  private final List<List<List<String>>> rows = new ArrayList<>();

  Columns(String... header) {
    List<List<String>> cells = new ArrayList<>();
    for (String title : header) {
      cells.add(List.of(title));
    }
    rows.add(cells);
  }

  /** Adds a row: its name, then one cell a column, each a list of lines. */
  void row(String name, List<List<String>> cells) {
    List<List<String>> row = new ArrayList<>(List.of(List.of(name)));
    row.addAll(cells);
    rows.add(row);
  }

  /** Characters a line needs at least. */
  int width() {
    return NARROWEST + others();
  }

  private int others() {
    int sum = 0;
    for (int c = 1; c < rows.get(0).size(); c++) {
      sum += GAP + widest(c);
    }
    return sum;
  }

  private int widest(int column) {
    return rows.stream()
        .flatMap(row -> row.get(column).stream())
        .mapToInt(Columns::length)
        .max()
        .orElse(0);
  }

  /** The lines, each ended by a line feed, no space before it. */
  String render() {
    int room = Math.max(NARROWEST, WIDTH - others());
    rows.forEach(row -> row.set(0, wrap(row.get(0).get(0), room)));
    int first = widest(0);
    StringBuilder text = new StringBuilder();
    for (List<List<String>> row : rows) {
      int height = row.stream().mapToInt(List::size).max().orElse(0);
      for (int line = 0; line < height; line++) {
        StringBuilder cells = new StringBuilder(padded(line(row.get(0), line), first, false));
        for (int c = 1; c < row.size(); c++) {
          cells.append(" ".repeat(GAP)).append(padded(line(row.get(c), line), widest(c), true));
        }
        text.append(cells.toString().stripTrailing()).append('\n');
      }
    }
    return text.toString();
  }

  private static String line(List<String> cell, int line) {
    return line < cell.size() ? cell.get(line) : "";
  }

  private static String padded(String text, int width, boolean right) {
    String space = " ".repeat(Math.max(0, width - length(text)));
    return right ? space + text : text + space;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Lines of at most {@code width} characters, broken at spaces where there are some. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() > 0 && length(line + " " + word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
      while (length(line.toString()) > width) {
        int cut = line.offsetByCodePoints(0, width);
        lines.add(line.substring(0, cut));
        line.delete(0, cut);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** Adds words as wide as a screen, and an empty line after them. */
  static void paragraph(StringBuilder text, String words) {
    wrap(words, WIDTH).forEach(line -> text.append(line).append('\n'));
    text.append('\n');
  }
}
