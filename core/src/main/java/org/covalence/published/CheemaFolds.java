package org.covalence.published;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.covalence.label.Sentiment;
import org.covalence.store.CovalenceException;

/**
 * The ten folds of Cheema et al. (<i>A Fair and Comprehensive Comparison of Multimodal Tweet
 * Sentiment Analysis Methods</i>, MMPT 2021): {@code valid_pairlist.txt} with a post a line, and in
 * {@code splits} the files {@code train_K.txt}, {@code val_K.txt} and {@code test_K.txt}, which
 * name its rows, counted from 0.
 */
final class CheemaFolds {
  private static final int MAX_LINE_BYTES = 1 << 12;
  private static final int MOST_ROWS = 5_000_000;

  /** Their digits; CLMLF counts in another order. */
  private static final List<Sentiment> DIGITS =
      List.of(Sentiment.NEUTRAL, Sentiment.POSITIVE, Sentiment.NEGATIVE);

  private final Path folder;
  private final List<Row> rows;

  private record Row(String id, Sentiment label) {}

  private CheemaFolds(Path folder, List<Row> rows) {
    this.folder = folder;
    this.rows = rows;
  }

  /** Reads the list of posts: {@code id,both,text,image}, of which the second label counts. */
  static CheemaFolds read(Path pairList) {
    List<Row> rows = new ArrayList<>();
    PublishedParts.eachLine(
        pairList,
        MAX_LINE_BYTES,
        (text, place) -> {
          String[] fields = text.strip().split(",", -1);
          if (fields.length != 4 || fields[0].isBlank()) {
            throw PublishedParts.expected("an id and three labels", text, place);
          }
          int digit = number(fields[1], DIGITS.size(), "a label from 0 to 2", place);
          rows.add(new Row(fields[0].strip(), DIGITS.get(digit)));
          if (rows.size() > MOST_ROWS) {
            throw CovalenceException.data(
                "expected at most " + MOST_ROWS + " rows, found more", place, "check the file");
          }
        });
    Path beside = Optional.ofNullable(pairList.getParent()).orElse(Path.of(""));
    Path splits = beside.resolve("splits");
    return new CheemaFolds(Files.isDirectory(splits) ? splits : beside, rows);
  }

  /**
   * One part of one fold.
   *
   * @param part {@code train}, {@code val} or {@code test}
   */
  LabelledIds part(String part, int fold) {
    Path file = folder.resolve(part + "_" + fold + ".txt");
    if (!Files.exists(file)) {
      throw CovalenceException.usage(
          "there is no fold " + fold + ": " + file + " is missing",
          "--split-fold",
          "name one of the folds in " + folder + " (as published, 1 to 10)");
    }
    LabelledIds ids = new LabelledIds(file);
    PublishedParts.eachLine(
        file,
        MAX_LINE_BYTES,
        (text, place) -> {
          int number =
              number(text.strip(), rows.size(), "a row from 0 to " + (rows.size() - 1), place);
          Row row = rows.get(number);
          ids.add(row.id(), Optional.of(row.label()), place);
        });
    return ids;
  }

  private static int number(String digits, int bound, String expected, String place) {
    if (digits.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(digits);
      if (number < bound) {
        return number;
      }
    }
    throw PublishedParts.expected(expected, digits, place);
  }
}
