package org.covalence.text;

import java.util.regex.Pattern;
import org.covalence.store.CovalenceException;

/**
 * How a post becomes the input of a sentence encoder: what people did not say is left out (retweet
 * mark, addresses, the signs of hashtags and mentions), and the rest is cut into word pieces.
 *
 * @param maxTokens how many word pieces are read, with the two around them: 2 to {@value
 *     WordPiece#MOST_TOKENS}
 * @param prefix what the encoder wants to stand before each text; may be empty
 * @param pooling how its token states become one vector
 */
public record SentencePreparation(int maxTokens, String prefix, SentencePooling pooling) {
  /**
   * Changes whenever the same text may give other tokens than before. A saved model tells the one
   * it was trained with.
   */
  public static final int VERSION = 1;

  private static final Pattern ADDRESS = Pattern.compile("https?:\\S*+");
  private static final Pattern SIGN = Pattern.compile("[#@](?=\\w)");
  private static final Pattern SPACES = Pattern.compile(" {2,}");

  public SentencePreparation {
    if (maxTokens < 2 || maxTokens > WordPiece.MOST_TOKENS) {
      throw CovalenceException.usage(
          "expected 2 to " + WordPiece.MOST_TOKENS + " tokens, found " + maxTokens,
          "max-tokens",
          "give a number in that range");
    }
  }

  /** The ids of a text; at least the two that begin and end it. Never fails. */
  public int[] ids(String text, WordPiece pieces) {
    return pieces.ids(prefix + sentence(text), maxTokens);
  }

  /** What is left to be read. */
  static String sentence(String text) {
    String normal = new TweetNormalizer(true).normalize(text);
    String bare = SIGN.matcher(ADDRESS.matcher(normal).replaceAll(" ")).replaceAll("");
    return SPACES.matcher(bare).replaceAll(" ").strip();
  }
}
