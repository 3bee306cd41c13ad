package org.covalence.duplicate;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What two texts must share to count as the same: their words and emoji in order, without retweet
 * marks, {@code @user}, addresses (whole, or cut by an ellipsis), punctuation, case and the style
 * of letters (Unicode NFKC). The sign of a hashtag is punctuation, its word is a word.
 */
final class TextKey {
  /** What is read of a text, in chars, as in the preparation of texts. */
  private static final int MOST_CHARS = 10_000;

  private static final Pattern ENTITY = Pattern.compile("&(?:amp|lt|gt|quot|apos|#39);");
  private static final Pattern ADDRESS =
      Pattern.compile("https?:\\S*+|www\\.\\S++|\\bhttps?(?=\\s*(?:…|\\.\\.\\.|$))");
  private static final Pattern USER = Pattern.compile("[@＠]\\w{1,40}+");
  private static final Pattern RETWEET = Pattern.compile("(?<![\\p{L}\\p{N}])rt(?![\\p{L}\\p{N}])");

  private TextKey() {}

  /** The key of {@code text}; none where nothing is left that could be compared. */
  static Optional<String> of(String text) {
    String read = text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS);
    String folded =
        Normalizer.normalize(read, Normalizer.Form.NFKC)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    String bare = folded;
    for (Pattern pattern : new Pattern[] {ENTITY, ADDRESS, USER, RETWEET}) {
      bare = pattern.matcher(bare).replaceAll(" ");
    }
    StringBuilder key = new StringBuilder(bare.length());
    boolean gap = false;
    for (int at = 0; at < bare.length(); at += Character.charCount(bare.codePointAt(at))) {
      int c = bare.codePointAt(at);
      if (says(c)) {
        if (gap && !key.isEmpty()) {
          key.append(' ');
        }
        key.appendCodePoint(c);
        gap = false;
      } else {
        gap |= !joins(c);
      }
    }
    return key.isEmpty() ? Optional.empty() : Optional.of(key.toString());
  }

  /** Letters with their marks, digits, and signs such as emoji. */
  private static boolean says(int c) {
    return Character.isLetterOrDigit(c)
        || switch (Character.getType(c)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.OTHER_SYMBOL ->
              true;
          default -> false;
        };
  }

  /** An apostrophe inside a word, and invisible characters, which copies lose or change. */
  private static boolean joins(int c) {
    return c == '\'' || c == '’' || Character.getType(c) == Character.FORMAT;
  }
}
