package org.covalence.text.lexicon;

import java.util.List;
import org.covalence.text.TextLimit;

/**
 * A post as a row of {@value #WIDTH} numbers, for a classifier beside other features: fifteen
 * scores and counts of the lexicon, then six counts of what can be seen without one. Nothing is
 * scaled; most are counts, so they have to be standardised on the training part.
 *
 * <table>
 * <caption>The numbers in their order</caption>
 * <tr><th>name</th><th>range</th><th>what</th></tr>
 * <tr><td>negative, neutral, positive</td><td>0 to 1</td><td>VADER's shares</td></tr>
 * <tr><td>compound</td><td>-1 to 1</td><td>VADER's score of the whole</td></tr>
 * <tr><td>positive-sum, negative-sum</td><td>0 up, 0 down</td><td>sums of the valences</td></tr>
 * <tr><td>mean-valence</td><td>about -4 to 4</td><td>of the words that have one; else 0</td></tr>
 * <tr><td>highest-valence, lowest-valence</td><td>same</td><td>of all words; of none 0</td></tr>
 * <tr><td>last-valence</td><td>same</td><td>of the last word that has one; else 0</td></tr>
 * <tr><td>positive-words, negative-words, neutral-words</td><td>counts</td><td>by valence</td></tr>
 * <tr><td>negations, degree-words</td><td>counts</td><td>such as "not" and "very"</td></tr>
 * <tr><td>hashtags, mentions</td><td>counts</td><td># and @ that begin a name</td></tr>
 * <tr><td>exclamation-marks</td><td>count</td><td>all of them</td></tr>
 * <tr><td>lost-emoji</td><td>count</td><td>runs of two question marks or more</td></tr>
 * <tr><td>capital-share</td><td>0 to 1</td><td>words all in capitals among those of two letters or
 * more</td></tr>
 * <tr><td>elongated-words</td><td>count</td><td>with a letter three times in a row</td></tr>
 * </table>
 */
public final class LexiconFeatures {
  /**
   * Changes whenever the same text may give other numbers than before. A saved model tells the one
   * it was trained with.
   */
  public static final int VERSION = 1;

  /** How many numbers a post has. */
  public static final int WIDTH = 21;

  /** What the numbers are called, in their order. */
  public static final List<String> NAMES =
      List.of(
          "negative",
          "neutral",
          "positive",
          "compound",
          "positive-sum",
          "negative-sum",
          "mean-valence",
          "highest-valence",
          "lowest-valence",
          "last-valence",
          "positive-words",
          "negative-words",
          "neutral-words",
          "negations",
          "degree-words",
          "hashtags",
          "mentions",
          "exclamation-marks",
          "lost-emoji",
          "capital-share",
          "elongated-words");

  private static final int ELONGATED = 3;
  private static final int LOST = 2;
  private static final int SHORTEST_WORD = 2;

  private LexiconFeatures() {}

  /** The numbers of a text as it was written; all 0 for one without words. Always finite. */
  public static double[] of(String text, SentimentLexicon lexicon) {
    String read = TextLimit.cut(text);
    LexiconScores scores = lexicon.scores(read);
    Tally tally = Tally.of(scores.words());
    return new double[] {
      scores.negative(),
      scores.neutral(),
      scores.positive(),
      scores.compound(),
      tally.positiveSum,
      tally.negativeSum,
      tally.mean(),
      tally.highest,
      tally.lowest,
      tally.last,
      tally.positive,
      tally.negative,
      scores.words().size() - tally.positive - tally.negative,
      tally.negations,
      tally.degrees,
      names(read, '#'),
      names(read, '@'),
      read.chars().filter(c -> c == '!').count(),
      runs(read, '?', LOST),
      capitalShare(scores.words()),
      scores.words().stream().filter(word -> isElongated(word.written())).count()
    };
  }

  /** Sums over the words of a post. */
  private static final class Tally {
    private double positiveSum;
    private double negativeSum;
    private double highest;
    private double lowest;
    private double last;
    private int positive;
    private int negative;
    private int negations;
    private int degrees;

    static Tally of(List<LexiconScores.Word> words) {
      Tally tally = new Tally();
      words.forEach(tally::add);
      return tally;
    }

    private void add(LexiconScores.Word word) {
      switch (word.role()) {
        case NEGATION -> negations++;
        case DEGREE -> degrees++;
        case PLAIN -> {}
      }
      double valence = word.valence();
      if (valence > 0) {
        positive++;
        positiveSum += valence;
      } else if (valence < 0) {
        negative++;
        negativeSum += valence;
      }
      highest = Math.max(highest, valence);
      lowest = Math.min(lowest, valence);
      last = valence == 0 ? last : valence;
    }

    double mean() {
      return (positiveSum + negativeSum) / Math.max(1, positive + negative);
    }
  }

  /** How often {@code mark} begins a name: a letter, digit or underscore follows, none precedes. */
  private static int names(String text, char mark) {
    int count = 0;
    for (int i = text.indexOf(mark); i >= 0; i = text.indexOf(mark, i + 1)) {
      boolean isFree = i == 0 || !(isNamed(text.codePointBefore(i)) || text.charAt(i - 1) == '&');
      if (isFree && i + 1 < text.length() && isNamed(text.codePointAt(i + 1))) {
        count++;
      }
    }
    return count;
  }

  private static boolean isNamed(int c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static int runs(String text, char mark, int least) {
    int count = 0;
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      length = text.charAt(i) == mark ? length + 1 : 0;
      count += length == least ? 1 : 0;
    }
    return count;
  }

  private static double capitalShare(List<LexiconScores.Word> words) {
    int count = 0;
    int capitals = 0;
    for (LexiconScores.Word word : words) {
      if (word.written().codePoints().filter(Character::isLetter).count() >= SHORTEST_WORD) {
        count++;
        capitals += LexiconText.isCapitals(word.written()) ? 1 : 0;
      }
    }
    return count == 0 ? 0 : (double) capitals / count;
  }

  /** Addresses are left out: "www" says nothing about anybody's mood. */
  private static boolean isElongated(String word) {
    if (word.contains("://") || word.startsWith("www.")) {
      return false;
    }
    int run = 0;
    int before = -1;
    for (int i = 0; i < word.length(); ) {
      int c = Character.toLowerCase(word.codePointAt(i));
      run = c == before ? run + 1 : 1;
      if (run == ELONGATED && Character.isLetter(c)) {
        return true;
      }
      before = c;
      i += Character.charCount(word.codePointAt(i));
    }
    return false;
  }
}
