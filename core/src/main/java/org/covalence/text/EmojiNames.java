package org.covalence.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.fellbaum.jemoji.Emoji;
import net.fellbaum.jemoji.EmojiManager;

/**
 * Emoji as the words of their Unicode name, so that word vectors give them a meaning: "face with
 * tears of joy" becomes {@code tears joy}. Skin tones are left out. The longest known sequence is
 * taken, so an unknown joined one falls apart into the emoji it is made of.
 *
 * <p>Names come from jemoji 1.7.4. Its table takes about 0.4 s to load, so it is loaded at the
 * first character that could be an emoji, and its own search is not used: on a text made of joined
 * emoji that takes time quadratic in the length (5,000 of them: 0.8 s).
 */
final class EmojiNames {
  private static final int MOST_WORDS = 5;

  /**
   * Words that many names have and that say nothing: with them "grinning" and "crying" look alike.
   */
  private static final Set<String> FILLERS =
      Set.of(
          "a", "and", "button", "face", "in", "mark", "of", "on", "person", "sign", "skin", "suit",
          "symbol", "the", "tone", "with");

  private static final Pattern SKIN_TONE =
      Pattern.compile("(medium-)?(light|medium|dark) skin tone");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

  private EmojiNames() {}

  /** An emoji in a text: where it ends, and its words, perhaps none. */
  record Named(int end, List<String> words) {}

  /** The emoji that starts at {@code start}. */
  static Optional<Named> at(String text, int start) {
    if (!canStart(text, start)) {
      return Optional.empty();
    }
    int longest = Math.min(text.length(), start + Table.LONGEST);
    for (int end = longest; end > start; end--) {
      List<String> words = Table.WORDS.get(text.substring(start, end));
      if (words != null) {
        return Optional.of(new Named(end, words));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether there may be an emoji; a quick test that most characters fail. Keycaps are left out
   * (their digit says it all), and so are © and ®.
   */
  private static boolean canStart(String text, int start) {
    int c = text.codePointAt(start);
    return c >= 0x203c && !Character.isLetterOrDigit(c) && c != '\u2026';
  }

  /** The name of {@code emoji} as tokens. */
  private static List<String> words(Emoji emoji) {
    String name = SKIN_TONE.matcher(emoji.getDescription()).replaceAll("").toLowerCase(Locale.ROOT);
    return NO_LETTERS
        .splitAsStream(name)
        .filter(word -> !word.isEmpty() && !FILLERS.contains(word))
        .distinct()
        .limit(MOST_WORDS)
        .toList();
  }

  /** Loaded with the first emoji that is looked up. */
  private static final class Table {
    static final Map<String, List<String>> WORDS = new HashMap<>();
    static final int LONGEST;

    static {
      for (Emoji emoji : EmojiManager.getAllEmojis()) {
        WORDS.put(emoji.getEmoji(), words(emoji));
      }
      LONGEST = WORDS.keySet().stream().mapToInt(String::length).max().orElse(0);
    }
  }
}
