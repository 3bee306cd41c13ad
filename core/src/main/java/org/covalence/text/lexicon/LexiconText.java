package org.covalence.text.lexicon;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A text as VADER reads it: emoji are their descriptions, words end at white space only, and marks
 * around a word go, but for those of a token of which no more than two characters would be left:
 * that is an emoticon.
 *
 * @param words as they were written, in their order
 * @param lower the same in lower case
 * @param mixesCases whether some words are all capitals and some are not, so that capitals say
 *     something
 * @param exclamations how many exclamation marks the text has
 * @param questions how many question marks
 */
record LexiconText(
    List<String> words, List<String> lower, boolean mixesCases, int exclamations, int questions) {
  private static final int MOST_EMOTICON_CHARS = 2;

  LexiconText {
    words = List.copyOf(words);
    lower = List.copyOf(lower);
  }

  static LexiconText of(String text, Map<Integer, String> emoji) {
    String described = describe(text, emoji);
    List<String> words = split(described);
    long capitals = words.stream().filter(LexiconText::isCapitals).count();
    return new LexiconText(
        words,
        words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList(),
        capitals > 0 && capitals < words.size(),
        (int) described.chars().filter(c -> c == '!').count(),
        (int) described.chars().filter(c -> c == '?').count());
  }

  int size() {
    return words.size();
  }

  /** Whether the word at {@code place} is meant to be loud. */
  boolean isLoud(int place) {
    return mixesCases && isCapitals(words.get(place));
  }

  /** Whether there are letters that have a case, and all of them are capitals. */
  static boolean isCapitals(String word) {
    boolean any = false;
    for (int i = 0; i < word.length(); ) {
      int c = word.codePointAt(i);
      if (Character.isLowerCase(c) || Character.isTitleCase(c)) {
        return false;
      }
      any |= Character.isUpperCase(c);
      i += Character.charCount(c);
    }
    return any;
  }

  /**
   * An emoji is parted from what stands before it and not from what follows, as in vaderSentiment
   * 3.3.2: {@code 😀day} becomes {@code grinning faceday}.
   */
  private static String describe(String text, Map<Integer, String> emoji) {
    StringBuilder described = new StringBuilder(text.length());
    boolean isParted = true;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      String description = emoji.get(c);
      if (description == null) {
        described.appendCodePoint(c);
        isParted = c == ' ';
      } else {
        described.append(isParted ? "" : " ").append(description);
        isParted = false;
      }
      i += Character.charCount(c);
    }
    return described.toString();
  }

  private static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= text.length(); end++) {
      // Every white space is a single char.
      if (end == text.length() || isSpace(text.charAt(end))) {
        if (end > start) {
          words.add(bare(text.substring(start, end)));
        }
        start = end + 1;
      }
    }
    return words;
  }

  private static String bare(String token) {
    int start = 0;
    int end = token.length();
    while (start < end && isMark(token.charAt(start))) {
      start++;
    }
    while (end > start && isMark(token.charAt(end - 1))) {
      end--;
    }
    return token.codePointCount(start, end) <= MOST_EMOTICON_CHARS
        ? token
        : token.substring(start, end);
  }

  private static boolean isMark(char c) {
    return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }
}
