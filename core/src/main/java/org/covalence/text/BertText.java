package org.covalence.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into words as BERT does before it looks for word pieces (Devlin et al., NAACL 2019,
 * {@code BasicTokenizer}): a word ends at white space, and every mark is a word of its own.
 *
 * <p>Where published tokenizers differ, this is the one of the package {@code tokenizers} (0.23):
 * unassigned characters stay, and each character is made lower-case on its own, so that there is no
 * final sigma. Its characters are classed by Unicode 8, those of Java 17 by Unicode 13: of all code
 * points 463 come out otherwise, rare ones, and almost all younger than 2015.
 *
 * @param cleans whether control, format and private-use characters go and every white space is one
 *     space
 * @param partsIdeographs whether every Han character is a word of its own
 * @param stripsAccents whether letters lose their accents
 * @param lowerCases whether letters become small
 */
record BertText(
    boolean cleans, boolean partsIdeographs, boolean stripsAccents, boolean lowerCases) {
  /** As the uncased models were trained. */
  static final BertText UNCASED = new BertText(true, true, true, true);

  /** The words of any string, in their order; none is empty. */
  List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    normalize(text)
        .codePoints()
        .forEach(
            c -> {
              boolean alone = isMark(c);
              if (alone || isSpace(c)) {
                flush(word, words);
              }
              if (alone) {
                words.add(Character.toString(c));
              } else if (!isSpace(c)) {
                word.appendCodePoint(c);
              }
            });
    flush(word, words);
    return words;
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private String normalize(String text) {
    StringBuilder kept = new StringBuilder(text.length() + 16);
    text.codePoints().filter(c -> !cleans || !isDropped(c)).forEach(c -> appendKept(c, kept));
    if (!stripsAccents && !lowerCases) {
      return kept.toString();
    }
    CharSequence letters =
        stripsAccents ? Normalizer.normalize(kept, Normalizer.Form.NFD) : kept.toString();
    StringBuilder normal = new StringBuilder(letters.length());
    letters
        .codePoints()
        .filter(c -> !stripsAccents || Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(c -> appendLowered(c, normal));
    return normal.toString();
  }

  private void appendKept(int c, StringBuilder to) {
    if (partsIdeographs && isIdeograph(c)) {
      to.append(' ').appendCodePoint(c).append(' ');
    } else {
      to.appendCodePoint(c);
    }
  }

  private void appendLowered(int c, StringBuilder to) {
    if (!lowerCases) {
      to.appendCodePoint(c);
    } else if (c == '\u0130') {
      // The one letter whose small form is two characters; Character.toLowerCase gives the first.
      to.append("i\u0307");
    } else {
      to.appendCodePoint(Character.toLowerCase(c));
    }
  }

  private static boolean isDropped(int c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
      default -> c == 0xfffd;
    };
  }

  /** White space in Unicode's sense. */
  private static boolean isSpace(int c) {
    return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
  }

  /** Punctuation, and every other ASCII character that is no letter, digit or control. */
  private static boolean isMark(int c) {
    if (c < 0x80) {
      return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /**
   * The blocks of Han characters that BERT names; kana and Hangul are not among them. The package
   * {@code tokenizers} begins the sixth at 2B920 and not at 2B820.
   */
  private static boolean isIdeograph(int c) {
    return (c >= 0x4e00 && c <= 0x9fff)
        || (c >= 0x3400 && c <= 0x4dbf)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0x20000 && c <= 0x2a6df)
        || (c >= 0x2a700 && c <= 0x2b81f)
        || (c >= 0x2b920 && c <= 0x2ceaf)
        || (c >= 0x2f800 && c <= 0x2fa1f);
  }
}
