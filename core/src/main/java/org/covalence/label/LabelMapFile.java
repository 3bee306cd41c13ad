package org.covalence.label;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.covalence.label.LabelMap.Target;
import org.covalence.spec.Settings;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;
import org.covalence.store.Unreadable;

/**
 * A {@link LabelMap} as a small file: one {@code word: target} a line, the target being negative,
 * neutral, positive or drop. A comma may stand for the colon, so YAML and CSV are read alike; a
 * word may stand in quotes, and what begins with {@code #} is a comment.
 */
public final class LabelMapFile {
  /** The maps that need no file. */
  public static final List<String> BUILT_IN = List.of("five-level", "emotions");

  private static final long MOST_BYTES = 1L << 16;
  private static final int LONGEST_NAME = 40;
  private static final String REMEDY = "write one \"word: target\" a line, as in joy: positive";

  private final String place;
  private final SortedMap<String, Target> targets = new TreeMap<>();

  private LabelMapFile(String place) {
    this.place = place;
  }

  /**
   * Reads a map.
   *
   * @param file a file, or the name of a built-in map where no file has it
   * @throws CovalenceException where it is neither, or a line of it makes no sense
   */
  public static LabelMap read(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!Files.exists(file) && BUILT_IN.contains(name)) {
      return Objects.requireNonNull(BuiltIn.MAPS.get(name));
    }
    if (!Files.isRegularFile(file)) {
      throw CovalenceException.usage(
          "expected a label map, found " + (Files.exists(file) ? "a folder" : "no such file"),
          file.toString(),
          "name a file or one of "
              + String.join(", ", BUILT_IN)
              + Settings.nearest(name, BUILT_IN).map(n -> " (did you mean " + n + "?)").orElse(""));
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw CovalenceException.data("far too big for a label map", file.toString(), REMEDY);
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return new LabelMapFile(file.toString()).map(shortName(name), text);
    } catch (CharacterCodingException e) {
      throw CovalenceException.data("the file is not UTF-8", file.toString(), REMEDY, e);
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  /** The sentence that names the built-in map which knows {@code word}; empty where none does. */
  public static String hint(String word) {
    return BUILT_IN.stream()
        .filter(name -> Objects.requireNonNull(BuiltIn.MAPS.get(name)).find(word).isPresent())
        .findFirst()
        .map(name -> " (the label map " + name + " knows it)")
        .orElse("");
  }

  /** Read when first needed, and once. */
  private static final class BuiltIn {
    static final Map<String, LabelMap> MAPS =
        BUILT_IN.stream().collect(Collectors.toMap(name -> name, LabelMapFile::builtIn));
  }

  private static LabelMap builtIn(String name) {
    try (InputStream file = LabelMapFile.class.getResourceAsStream(name + ".yaml")) {
      if (file == null) {
        throw new IllegalStateException("a built-in label map is missing: " + name);
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new LabelMapFile(name).map(name, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's name without its ending, of characters that do not disturb a signature. */
  private static String shortName(String file) {
    String stem = file.replaceFirst("(?<=.)\\.[^.]*$", "").replaceAll("[^A-Za-z0-9._-]", "-");
    return stem.substring(0, Math.min(stem.length(), LONGEST_NAME));
  }

  private LabelMap map(String name, String text) {
    String content = text.startsWith("\ufeff") ? text.substring(1) : text;
    List<String> lines = content.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        put(line, i + 1);
      }
    }
    if (targets.isEmpty()) {
      throw CovalenceException.data("expected label words, found none", place, REMEDY);
    }
    return new LabelMap(name, targets);
  }

  private void put(String line, int number) {
    String entry = line.replaceFirst("\\s+#.*$", "");
    int separator = Math.max(entry.lastIndexOf(':'), entry.lastIndexOf(','));
    if (separator < 0) {
      throw fault("expected a word, a colon and its target, found " + Excerpt.of(line), number);
    }
    String word = LabelMap.normal(unquoted(entry.substring(0, separator)));
    if (word.isEmpty()) {
      throw fault("expected a word before the colon, found none", number);
    }
    String target = unquoted(entry.substring(separator + 1));
    Target meant =
        Target.parse(target)
            .orElseThrow(
                () ->
                    fault(
                        "expected one of "
                            + String.join(", ", Target.NAMES)
                            + ", found "
                            + Excerpt.of(target)
                            + Settings.nearest(LabelMap.normal(target), Target.NAMES)
                                .map(n -> " (did you mean " + n + "?)")
                                .orElse(""),
                        number));
    if (targets.putIfAbsent(word, meant) != null) {
      throw fault("expected each word once, found twice: " + Excerpt.of(word), number);
    }
  }

  private static String unquoted(String text) {
    String word = text.strip();
    boolean quoted =
        word.length() > 1
            && (word.charAt(0) == '"' || word.charAt(0) == '\'')
            && word.charAt(word.length() - 1) == word.charAt(0);
    return quoted ? word.substring(1, word.length() - 1) : word;
  }

  private CovalenceException fault(String what, int line) {
    return CovalenceException.data(what, place + " line " + line, REMEDY);
  }
}
