package org.covalence.read;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.covalence.label.Annotation;
import org.covalence.label.LabelMap;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.store.BoundedLines;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;

/**
 * MVSA's {@code labelResultAll.txt}: an id, then one pair of labels an annotator.
 *
 * <pre>
 * ID	text,image	text,image	text,image
 * 2499	positive,positive	neutral,neutral	positive,positive
 * </pre>
 *
 * The header is there or not, the separator is a tab or (in copies) an apostrophe, lines end at LF
 * or CRLF.
 *
 * @param rows by id, in the order of the file
 * @param faulty ids whose labels could not be read
 */
record LabelFile(Map<String, LabelRow> rows, Set<String> faulty) {
  private static final int MAX_LINE_BYTES = 1 << 16;
  private static final List<Modality> PAIR = List.of(Modality.TEXT, Modality.IMAGE);
  private static final String HEADER_PAIR = "text,image";

  /** What the annotators said of one post. */
  record LabelRow(long line, String id, int annotators, Annotation annotation) {}

  /** Whether {@code line} can stand first in such a file: a header or labels. */
  static boolean isLabelLine(String line, LabelMap map) {
    List<String> columns = columns(line);
    try {
      if (columns.size() > 1 && !isHeader(columns)) {
        row(0, columns, map);
      }
      return columns.size() > 1;
    } catch (BadPost e) {
      return false;
    }
  }

  static LabelFile read(Path file, LabelMap map, Findings findings) {
    List<LabelRow> rows = new ArrayList<>();
    Set<String> faulty = new HashSet<>();
    try (BoundedLines lines = BoundedLines.open(file, StandardCharsets.UTF_8, MAX_LINE_BYTES)) {
      boolean first = true;
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        String id = "";
        try {
          String text = text(line.get());
          if (text.isBlank()) {
            continue;
          }
          List<String> columns = columns(text);
          if (first && isHeader(columns)) {
            checkHeader(columns, file, line.get().number());
          } else {
            id = columns.get(0);
            rows.add(row(line.get().number(), columns, map));
          }
          first = false;
        } catch (BadPost e) {
          faulty.add(id);
          findings.add(e.at(place(file, line.get().number(), id)));
        }
      }
    }
    return new LabelFile(unique(alike(rows, file, faulty, findings), file, findings), faulty);
  }

  static String place(Path file, long line, String id) {
    return file + " line " + line + (id.isEmpty() ? "" : " (post " + Excerpt.shown(id) + ")");
  }

  /** How many annotators labelled each post; 0 in a file without labels. */
  int annotators() {
    return rows.values().stream().mapToInt(LabelRow::annotators).findFirst().orElse(0);
  }

  private static String text(BoundedLines.Line line) throws BadPost {
    if (line instanceof BoundedLines.Line.Fault fault) {
      throw new BadPost(fault.code(), fault.reason(), fault.remedy());
    }
    return ((BoundedLines.Line.Text) line).text();
  }

  private static List<String> columns(String line) {
    String separator = line.indexOf('\t') >= 0 ? "\t" : "'";
    List<String> columns = new ArrayList<>();
    for (String column : line.split(separator, -1)) {
      columns.add(column.strip());
    }
    return columns;
  }

  private static boolean isHeader(List<String> columns) {
    return columns.get(0).equalsIgnoreCase("ID");
  }

  private static void checkHeader(List<String> columns, Path file, long line) {
    for (String column : columns.subList(1, columns.size())) {
      if (!column.replace(" ", "").equalsIgnoreCase(HEADER_PAIR)) {
        throw CovalenceException.data(
            "expected a header of ID and " + HEADER_PAIR + ", found " + Excerpt.of(column),
            file + " line " + line,
            "put the label of the text first, then that of the image");
      }
    }
  }

  private static LabelRow row(long line, List<String> columns, LabelMap map) throws BadPost {
    if (columns.get(0).isEmpty()) {
      throw new BadPost("missing-id", "expected an id, found none", "give every post its own id");
    }
    if (columns.size() < 2) {
      throw new BadPost(
          "wrong-columns",
          "expected an id, a tab and text,image labels, found " + Excerpt.of(columns.get(0)),
          "write for example 7, a tab, positive,neutral");
    }
    List<Map<Modality, Sentiment>> votes = new ArrayList<>();
    for (String column : columns.subList(1, columns.size())) {
      String[] words = column.split(",", -1);
      if (words.length != PAIR.size()) {
        throw new BadPost(
            "wrong-columns",
            "expected a label of the text, a comma and a label of the image, found "
                + Excerpt.of(column),
            "write for example positive,neutral");
      }
      Map<Modality, Sentiment> vote = new TreeMap<>();
      for (int m = 0; m < words.length; m++) {
        Modality modality = PAIR.get(m);
        LabelWord.read(words[m], "label of the " + modality, map)
            .sentiment()
            .ifPresent(label -> vote.put(modality, label));
      }
      votes.add(vote);
    }
    boolean whole = votes.stream().allMatch(vote -> vote.size() == PAIR.size());
    return new LabelRow(
        line,
        columns.get(0),
        votes.size(),
        whole ? new Annotation.PerModality(votes) : new Annotation.SetAside());
  }

  /** Leaves out rows that have another number of annotators than most. */
  private static List<LabelRow> alike(
      List<LabelRow> rows, Path file, Set<String> faulty, Findings findings) {
    Map<Integer, Integer> count = new TreeMap<>();
    rows.forEach(r -> count.merge(r.annotators(), 1, Integer::sum));
    int usual =
        count.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(0);
    List<LabelRow> alike = new ArrayList<>();
    for (LabelRow row : rows) {
      if (row.annotators() == usual) {
        alike.add(row);
      } else {
        faulty.add(row.id());
        BadPost fault =
            new BadPost(
                "wrong-columns",
                "expected as many pairs of labels as most lines have, "
                    + usual
                    + ", found "
                    + row.annotators(),
                "complete the line, or put it into a file of its own");
        findings.add(fault.at(place(file, row.line(), row.id())));
      }
    }
    return alike;
  }

  private static Map<String, LabelRow> unique(List<LabelRow> rows, Path file, Findings findings) {
    Map<String, LabelRow> unique = new LinkedHashMap<>();
    Map<String, Long> lines = new HashMap<>();
    for (LabelRow row : rows) {
      Long earlier = lines.putIfAbsent(row.id(), row.line());
      if (earlier == null) {
        unique.put(row.id(), row);
      } else {
        findings.add(BadPost.duplicate(earlier).at(place(file, row.line(), row.id())));
      }
    }
    return unique;
  }
}
