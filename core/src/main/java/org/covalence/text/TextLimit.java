package org.covalence.text;

/**
 * How much of a text is read: posts are short, and what is longer is cut before any work is done,
 * so that no text from outside can take long.
 */
public final class TextLimit {
  /** What is read of a text, in chars. */
  public static final int MOST_CHARS = 10_000;

  private TextLimit() {}

  /** The first {@value #MOST_CHARS} chars of {@code text}; a surrogate pair is never parted. */
  public static String cut(String text) {
    if (text.length() <= MOST_CHARS) {
      return text;
    }
    boolean insidePair = Character.isHighSurrogate(text.charAt(MOST_CHARS - 1));
    return text.substring(0, insidePair ? MOST_CHARS - 1 : MOST_CHARS);
  }
}
