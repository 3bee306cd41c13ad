package org.covalence.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Makes one spelling of what a post says, whichever keyboard, crawler or code page it came through:
 * HTML entities become characters, letters are composed (Unicode NFC), full-width and "styled"
 * letters and curly quotes become plain ones, invisible characters go, and white space is one
 * space. Case and words stay: those are the tokenizer's.
 *
 * <p>Not NFKC for the whole text: it would also turn {@code …} into three dots, {@code ™} into
 * letters, and {@code ²} into a 2.
 *
 * @param dropsRetweetMark whether a leading {@code RT @user:} goes: it tells who said it first, not
 *     how anybody felt
 */
record TweetNormalizer(boolean dropsRetweetMark) {
  private static final Pattern RETWEET =
      Pattern.compile("(?:[\" ]{0,3}[Rr][Tt] ?:? ?@[A-Za-z0-9_]{1,40} ?:? ?)++");
  private static final Pattern SPACES = Pattern.compile(" {2,}");

  /** The normal form of any string; lone surrogates and control characters become spaces. */
  String normalize(String text) {
    String composed =
        Normalizer.normalize(HtmlEntities.unescape(TextLimit.cut(text)), Normalizer.Form.NFC);
    StringBuilder plain = new StringBuilder(composed.length());
    composed.codePoints().forEach(c -> appendPlain(c, plain));
    String spaced = SPACES.matcher(plain).replaceAll(" ").strip();
    if (dropsRetweetMark) {
      var mark = RETWEET.matcher(spaced);
      return mark.lookingAt() ? spaced.substring(mark.end()).strip() : spaced;
    }
    return spaced;
  }

  private static void appendPlain(int c, StringBuilder to) {
    if (c >= ' ' && c < 0x7f) {
      to.append((char) (c == '`' ? '\'' : c));
    } else if (isFullWidth(c) || isStyledLetter(c)) {
      to.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
    } else {
      switch (c) {
        case '\u2018', '\u2019', '\u201a', '\u201b', '\u2032', '\u00b4', '\u02bc' ->
            to.append('\'');
        case '\u201c', '\u201d', '\u201e', '\u201f', '\u2033', '\u00ab', '\u00bb' -> to.append('"');
        case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> to.append('-');
        default -> appendOther(c, to);
      }
    }
  }

  private static void appendOther(int c, StringBuilder to) {
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          to.append(' ');
      case Character.FORMAT -> {
        if (joinsEmoji(c)) {
          to.appendCodePoint(c);
        }
      }
      default -> to.appendCodePoint(c);
    }
  }

  /** The zero-width joiner and the tag characters of regional flags. */
  private static boolean joinsEmoji(int c) {
    return c == 0x200d || (c >= 0xe0020 && c <= 0xe007f);
  }

  private static boolean isFullWidth(int c) {
    return c >= 0xff01 && c <= 0xff5e;
  }

  /** Bold, script, double-struck and other mathematical letters, used as fonts in posts. */
  private static boolean isStyledLetter(int c) {
    return c >= 0x1d400 && c <= 0x1d7ff;
  }
}
