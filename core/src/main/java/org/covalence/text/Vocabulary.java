package org.covalence.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.covalence.store.AtomicFiles;
import org.covalence.store.CovalenceException;
import org.covalence.store.Unreadable;

/**
 * The tokens a model knows, each with its id. Id 0 is padding and 1 stands for every unknown token.
 * As a file: one token a line, the line number less one being the id; UTF-8, line feeds only.
 */
public final class Vocabulary {
  /** The id that fills a batch beyond the end of a text. */
  public static final int PADDING = 0;

  /** The id of a token that is not in the vocabulary. */
  public static final int UNKNOWN = 1;

  static final int MOST_TOKENS = 5_000_000;
  static final long MOST_FILE_BYTES = 256L << 20;
  private static final int MOST_TOKEN_CHARS = 200;
  private static final List<String> HEAD =
      List.of(ClassToken.PADDING.token(), ClassToken.UNKNOWN.token());
  private static final String REMEDY = "restore the file as it was written with the model";

  private final List<String> tokens;
  private final Map<String, Integer> ids;

  private Vocabulary(Collection<String> tokens) {
    this.tokens = List.copyOf(tokens);
    this.ids = new HashMap<>(this.tokens.size() * 2);
    for (int id = 0; id < this.tokens.size(); id++) {
      ids.put(this.tokens.get(id), id);
    }
  }

  /**
   * A vocabulary in this order: padding and unknown; the tokenizer's classes; the tokens of the
   * posts, the most frequent first and equally frequent ones by their characters; then {@code
   * frequent}. The same input gives the same ids.
   *
   * @param posts the tokens of each post of the training part
   * @param keep which tokens of the posts join, by how often they occur
   * @param frequent further tokens in their order, such as the most frequent words of a vectors
   *     file
   */
  static Vocabulary of(
      Collection<List<String>> posts,
      Predicate<Map.Entry<String, Integer>> keep,
      List<String> frequent) {
    Map<String, Integer> counts = new HashMap<>();
    posts.forEach(post -> post.forEach(token -> counts.merge(token, 1, Integer::sum)));
    Set<String> tokens = new LinkedHashSet<>();
    for (ClassToken kind : ClassToken.values()) {
      tokens.add(kind.token());
    }
    counts.entrySet().stream()
        .filter(keep)
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> tokens.add(entry.getKey()));
    tokens.addAll(frequent);
    return new Vocabulary(tokens);
  }

  /**
   * Reads a vocabulary file.
   *
   * @throws CovalenceException naming file and line when it is not one: other first lines, an empty
   *     line, a token twice, too many or too long lines, a last line that is cut, bytes that are
   *     not UTF-8
   */
  public static Vocabulary read(Path file) {
    List<String> lines = lines(file);
    for (int i = 0; i < HEAD.size(); i++) {
      if (lines.size() <= i || !lines.get(i).equals(HEAD.get(i))) {
        String found = lines.size() <= i ? "the end of the file" : lines.get(i);
        throw fault("expected " + HEAD.get(i) + ", found " + found, file, i + 1);
      }
    }
    return new Vocabulary(lines);
  }

  /** The lines of a list of words, each of them once; the checks are those of {@link #read}. */
  static List<String> lines(Path file) {
    String text = text(file);
    List<String> lines = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    int start = 0;
    while (start < text.length()) {
      int number = lines.size() + 1;
      int end = text.indexOf('\n', start);
      if (end < 0) {
        throw fault("the last line is cut off", file, number);
      }
      String line = text.substring(start, end);
      if (line.isBlank()) {
        throw fault("expected a token, found an empty line", file, number);
      }
      if (line.length() > MOST_TOKEN_CHARS || line.endsWith("\r")) {
        throw fault(
            line.endsWith("\r")
                ? "expected lines that end with a line feed, found a carriage return"
                : "expected a token, found " + line.length() + " characters",
            file,
            number);
      }
      if (number > MOST_TOKENS) {
        throw fault("expected at most " + MOST_TOKENS + " tokens, found more", file, number);
      }
      if (!seen.add(line)) {
        throw fault("the token " + line + " stands there twice", file, number);
      }
      lines.add(line);
      start = end + 1;
    }
    return lines;
  }

  /** Writes the file that {@link #read} reads. */
  public void write(Path file) {
    AtomicFiles.write(file, String.join("\n", tokens) + "\n");
  }

  /** How many tokens there are, padding and unknown among them; ids are below it. */
  public int size() {
    return tokens.size();
  }

  /** The tokens in the order of their ids. */
  public List<String> tokens() {
    return tokens;
  }

  /**
   * The id of a token, or of the first of its other spellings that is known, so that {@code soo} is
   * read as {@code so} where only that was learnt; {@link #UNKNOWN} where none is.
   */
  public int id(String token) {
    Integer own = ids.get(token);
    if (own != null) {
      return own;
    }
    for (String spelling : Spellings.of(token)) {
      Integer other = ids.get(spelling);
      if (other != null) {
        return other;
      }
    }
    return UNKNOWN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary v && tokens.equals(v.tokens);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }

  @Override
  public String toString() {
    return "Vocabulary of " + size() + " tokens";
  }

  private static String text(Path file) {
    try {
      long size = Files.size(file);
      if (size > MOST_FILE_BYTES) {
        throw CovalenceException.data(
            "expected a list of words, found " + size + " bytes", file.toString(), REMEDY);
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw CovalenceException.data("the file is not UTF-8", file.toString(), REMEDY, e);
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  private static CovalenceException fault(String what, Path file, int line) {
    return CovalenceException.data(what, file + " line " + line, REMEDY);
  }
}
