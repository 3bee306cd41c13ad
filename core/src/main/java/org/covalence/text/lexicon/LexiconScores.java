package org.covalence.text.lexicon;

import java.util.List;

/**
 * What the lexicon says about a post, rounded as published scores are: shares to three digits, the
 * compound to four.
 *
 * @param negative the share of negative words, each weighted by its strength, 0 to 1
 * @param neutral the share of words without valence, 0 to 1
 * @param positive as {@code negative}; the three add up to one, or are all 0 for a text without
 *     words
 * @param compound the sum of all valences brought between -1 and 1; 0.05 and more is usually called
 *     positive, -0.05 and less negative
 * @param words each word with its valence
 */
public record LexiconScores(
    double negative, double neutral, double positive, double compound, List<Word> words) {
  public LexiconScores {
    words = List.copyOf(words);
  }

  /**
   * A word of the post.
   *
   * @param written without the marks around it; an emoji is several words, those of its description
   * @param valence after all rules; 0 for a word that says nothing. Usually -4 to 4
   * @param role what it does to other words
   */
  public record Word(String written, double valence, Role role) {}

  /** What a word does to the valence of those that follow. */
  public enum Role {
    /** Nothing. */
    PLAIN,
    /** It strengthens or weakens them. */
    DEGREE,
    /** It turns them into their opposite. */
    NEGATION
  }
}
