package org.covalence.text;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.covalence.store.CovalenceException;

/**
 * How a text becomes token ids: the one way that training and prediction share.
 *
 * <pre>{@code
 * List<List<String>> posts = texts.stream().map(preparation::words).toList();
 * WordVectors vectors = WordVectors.read(file, Optional.empty(), posts, 20_000);
 * Vocabulary vocabulary = preparation.vocabulary(posts, 2, Optional.of(vectors));
 * int[] ids = preparation.tokens("What a lovely morning! ☀️", vocabulary);
 * }</pre>
 *
 * @param maxTokens how many tokens of a text are read, 1 to {@value #MOST_TOKENS}
 * @param dropsRetweetMark whether a leading {@code RT @user:} is left out
 */
public record TextPreparation(int maxTokens, boolean dropsRetweetMark) {
  /**
   * Changes whenever the same text may give other tokens than before. A saved model tells the one
   * it was trained with.
   */
  public static final int VERSION = 1;

  /** The most tokens of a text that can be read. */
  public static final int MOST_TOKENS = 4096;

  /** Long enough for all but a few posts of the 140 characters that MVSA's have. */
  public static final TextPreparation DEFAULT = new TextPreparation(48, true);

  public TextPreparation {
    if (maxTokens < 1 || maxTokens > MOST_TOKENS) {
      throw CovalenceException.usage(
          "expected 1 to " + MOST_TOKENS + " tokens, found " + maxTokens,
          "max-tokens",
          "give a number in that range");
    }
  }

  /** The tokens of a text, at most {@link #maxTokens}; empty for one without any. Never fails. */
  public List<String> words(String text) {
    String normal = new TweetNormalizer(dropsRetweetMark).normalize(text);
    List<String> words = TweetTokenizer.tokens(normal);
    return List.copyOf(words.subList(0, Math.min(words.size(), maxTokens)));
  }

  /** The ids of {@link #words} in {@code vocabulary}. */
  public int[] tokens(String text, Vocabulary vocabulary) {
    return words(text).stream().mapToInt(vocabulary::id).toArray();
  }

  /**
   * The vocabulary of a training part: its tokens that occur {@code minCount} times or have a
   * vector, then the most frequent words of the vectors' file, so that a word that is first seen in
   * a prediction still has a meaning. Words of that file which no text can give are left out.
   *
   * @param posts the {@link #words} of each post of the training part
   */
  public Vocabulary vocabulary(
      Collection<List<String>> posts, int minCount, Optional<WordVectors> vectors) {
    List<String> frequent =
        vectors
            .map(v -> v.frequent().stream().filter(TweetTokenizer::canProduce).toList())
            .orElse(List.of());
    return Vocabulary.of(
        posts,
        word ->
            word.getValue() >= minCount
                || vectors.map(v -> v.find(word.getKey()).isPresent()).orElse(false),
        frequent);
  }
}
