package org.covalence.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.covalence.store.BoundedLines;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;
import org.covalence.store.Unreadable;

/** The forms in which posts are found, and how to tell them apart. */
enum Layout {
  /** A label file beside a folder of texts and pictures. */
  MVSA,
  /** One JSON object a line. */
  JSONL,
  /** A header and one record a post. */
  CSV;

  /** The name in options and results. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Layout> of(ReadOptions options) {
    return options.layout().map(Layout::named);
  }

  /** The layout of {@code file}: as the options say, else by its name, else by how it begins. */
  static Layout ofFile(Path file, ReadOptions options) {
    checkReadable(file);
    return of(options).or(() -> byName(file)).orElseGet(() -> byContent(file, options));
  }

  private static Layout named(String name) {
    return Arrays.stream(values())
        .filter(l -> l.label().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                CovalenceException.usage(
                    "expected a layout of posts, found " + Excerpt.of(name),
                    "--layout",
                    "use one of "
                        + Arrays.stream(values())
                            .map(Layout::label)
                            .collect(Collectors.joining(", "))));
  }

  private static void checkReadable(Path file) {
    if (!Files.exists(file)) {
      throw CovalenceException.data(
          "expected a folder or file of posts, found nothing", file.toString(), "check the path");
    }
    if (!Files.isRegularFile(file)) {
      throw CovalenceException.data(
          "expected a file, found something else", file.toString(), "name a file of posts");
    }
    try {
      if (Files.size(file) == 0) {
        throw CovalenceException.data(
            "expected posts, found an empty file", file.toString(), "check the path");
      }
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  private static Optional<Layout> byName(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return Optional.of(JSONL);
    }
    if (name.endsWith(".csv")) {
      return Optional.of(CSV);
    }
    return name.startsWith("labelresultall") ? Optional.of(MVSA) : Optional.empty();
  }

  private static Layout byContent(Path file, ReadOptions options) {
    String first = firstLine(file, options);
    if (first.startsWith("{")) {
      return JSONL;
    }
    if (LabelFile.isLabelLine(first, options.labels())) {
      return MVSA;
    }
    if (Arrays.asList(first.toLowerCase(Locale.ROOT).split("[\\s\"]*,[\\s\"]*")).contains("id")) {
      return CSV;
    }
    throw CovalenceException.data(
        "expected JSON Lines, CSV with a header or an MVSA label file, found a file that begins"
            + " with "
            + Excerpt.of(first),
        file.toString(),
        first.startsWith("[")
            ? "write one JSON object a line instead of an array"
            : "name its layout by --layout if it is one of them");
  }

  private static String firstLine(Path file, ReadOptions options) {
    try (BoundedLines lines =
        BoundedLines.open(file, PostLines.encoding(options), JsonLines.MAX_LINE_BYTES)) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get() instanceof BoundedLines.Line.Text text && !text.text().isBlank()) {
          return text.text().strip();
        }
      }
      return "";
    }
  }
}
