package org.covalence.text;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.covalence.store.CovalenceException;

/**
 * The tokenizer of BERT and of the sentence encoders made of it: words are cut into the longest
 * pieces that stand in a fixed vocabulary, from left to right (Wu et al., arXiv 1609.08144, section
 * 4.1, in the greedy form of Devlin et al., NAACL 2019). A piece that continues a word is written
 * with {@code ##} in front; a word with a part that is no piece is {@code [UNK]} as a whole.
 *
 * <p>The ids are those of the package {@code tokenizers} with {@code encode_special_tokens}: a text
 * that spells {@code [SEP]} is read as a bracket, a word and a bracket, so that no post can end
 * itself.
 *
 * <pre>{@code
 * WordPiece pieces = WordPiece.read(folder.resolve("tokenizer.json"));
 * int[] ids = pieces.ids("What a lovely morning!", 128);
 * }</pre>
 */
public final class WordPiece {
  /** The longest input that is made, in tokens; encoders of this family read 512. */
  public static final int MOST_TOKENS = 4096;

  static final String CONTINUES = "##";
  static final String PADDING = "[PAD]";
  static final String UNKNOWN = "[UNK]";
  static final String START = "[CLS]";
  static final String END = "[SEP]";

  /** What every vocabulary has to hold. */
  static final List<String> SPECIAL = List.of(PADDING, UNKNOWN, START, END);

  private final BertText text;
  private final int mostWordChars;
  private final Map<String, Integer> starts = new HashMap<>();
  private final Map<String, Integer> continuations = new HashMap<>();
  private final int longestPiece;
  private final int size;
  private final int unknown;
  private final int start;
  private final int end;

  /**
   * @param vocabulary the ids 0 to n-1, each once, with all of {@link #SPECIAL}
   * @param mostWordChars longer words, in code points, are unknown
   */
  WordPiece(BertText text, Map<String, Integer> vocabulary, int mostWordChars) {
    this.text = text;
    this.mostWordChars = mostWordChars;
    this.size = vocabulary.size();
    int longest = 0;
    for (Map.Entry<String, Integer> piece : vocabulary.entrySet()) {
      String written = piece.getKey();
      if (written.startsWith(CONTINUES) && written.length() > CONTINUES.length()) {
        continuations.put(written.substring(CONTINUES.length()), piece.getValue());
      } else {
        starts.put(written, piece.getValue());
      }
      longest = Math.max(longest, written.length());
    }
    this.longestPiece = longest;
    this.unknown = special(UNKNOWN);
    this.start = special(START);
    this.end = special(END);
  }

  /**
   * Reads a tokenizer: {@code tokenizer.json} as the package {@code tokenizers} writes it, or,
   * where the name ends in {@code .txt}, the {@code vocab.txt} of an uncased model.
   *
   * @throws CovalenceException naming the file when it is none, asks for a step that is not known
   *     here, or has a vocabulary with holes
   */
  public static WordPiece read(Path file) {
    return WordPieceFile.read(file);
  }

  /** As {@link #read}, from the text of a {@code tokenizer.json}; {@code place} names it. */
  public static WordPiece ofJson(String text, String place) {
    return WordPieceFile.ofJson(text, place);
  }

  /** How many pieces the vocabulary has; ids are below it. */
  int size() {
    return size;
  }

  /**
   * The ids of a text, between that of {@code [CLS]} and that of {@code [SEP]}. Of a longer text
   * the first pieces are kept. Never fails for a text.
   *
   * @param maxTokens the length of the longest result, 2 to {@value #MOST_TOKENS}
   */
  public int[] ids(String post, int maxTokens) {
    if (maxTokens < 2 || maxTokens > MOST_TOKENS) {
      throw CovalenceException.usage(
          "expected 2 to " + MOST_TOKENS + " tokens, found " + maxTokens,
          "max-tokens",
          "give a number in that range");
    }
    int[] ids = new int[maxTokens];
    ids[0] = start;
    int count = 1;
    for (String word : text.words(TextLimit.cut(post))) {
      if (count == maxTokens - 1) {
        break;
      }
      count = append(word, ids, count);
    }
    ids[count] = end;
    return Arrays.copyOf(ids, count + 1);
  }

  /** Writes the pieces of {@code word} as far as there is room; the count of ids then. */
  private int append(String word, int[] ids, int before) {
    if (word.codePointCount(0, word.length()) > mostWordChars) {
      ids[before] = unknown;
      return before + 1;
    }
    int count = before;
    int from = 0;
    while (from < word.length()) {
      Map<String, Integer> pieces = from == 0 ? starts : continuations;
      int to = Math.min(word.length(), from + longestPiece);
      Integer id = pieces.get(word.substring(from, to));
      while (id == null && to > from + 1) {
        to--;
        id = pieces.get(word.substring(from, to));
      }
      if (id == null) {
        ids[before] = unknown;
        return before + 1;
      }
      // Read on where the room is used up: a part that is no piece still makes the word unknown.
      if (count < ids.length - 1) {
        ids[count++] = id;
      }
      from = to;
    }
    return count;
  }

  private int special(String token) {
    Integer id = starts.get(token);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary has no " + token);
    }
    return id;
  }

  @Override
  public String toString() {
    return "WordPiece of " + size + " pieces";
  }
}
