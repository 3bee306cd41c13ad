package org.covalence.text.lexicon;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.covalence.text.TextLimit;

/**
 * VADER, a lexicon of some 7,500 words and emoticons with rules for the words around them (Hutto
 * and Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
 * Text", ICWSM 2014). The scores are those of the Python package vaderSentiment 3.3.2, digit by
 * digit, for texts of up to {@value TextLimit#MOST_CHARS} chars; of longer ones the start is read.
 *
 * <pre>{@code
 * LexiconScores scores = SentimentLexicon.vader().scores("The soup was GREAT :)");
 * }</pre>
 */
public final class SentimentLexicon {
  /** About what the sum of a text's valences comes to at most. */
  private static final double NORM = 15;

  private static final double EXCLAMATION = 0.292;
  private static final int MOST_EXCLAMATIONS = 4;
  private static final double QUESTION = 0.18;
  private static final int MOST_QUESTIONS = 3;
  private static final double MANY_QUESTIONS = 0.96;
  private static final double BEFORE_BUT = 0.5;
  private static final double AFTER_BUT = 1.5;
  private static final int SHARE_DIGITS = 3;
  private static final int COMPOUND_DIGITS = 4;

  private final LexiconTable table;

  private SentimentLexicon(LexiconTable table) {
    this.table = table;
  }

  /** The one lexicon that the program carries, loaded at the first call. */
  public static SentimentLexicon vader() {
    return Loaded.VADER;
  }

  /** The scores of a text as it was written, with its capitals, marks and emoji. Never fails. */
  public LexiconScores scores(String text) {
    LexiconText read = LexiconText.of(TextLimit.cut(text), table.emoji());
    ValenceRules rules = new ValenceRules(table, read);
    double[] valences = new double[read.size()];
    for (int i = 0; i < valences.length; i++) {
      valences[i] = rules.valence(i);
    }
    weighByBut(valences, read.lower().indexOf("but"));

    List<LexiconScores.Word> words = new ArrayList<>(valences.length);
    double sum = 0;
    double positive = 0;
    double negative = 0;
    int neutral = 0;
    for (int i = 0; i < valences.length; i++) {
      double valence = valences[i];
      sum += valence;
      // One more for each word, since a word without valence counts as one.
      if (valence > 0) {
        positive += valence + 1;
      } else if (valence < 0) {
        negative += 1 - valence;
      } else {
        neutral++;
      }
      words.add(new LexiconScores.Word(read.words().get(i), valence, role(rules, read, i)));
    }
    double emphasis = emphasis(read);
    sum += Math.signum(sum) * emphasis;
    positive += positive > negative ? emphasis : 0;
    negative += negative > positive ? emphasis : 0;
    double whole = Math.max(positive + negative + neutral, Double.MIN_NORMAL);
    return new LexiconScores(
        rounded(negative / whole, SHARE_DIGITS),
        rounded(neutral / whole, SHARE_DIGITS),
        rounded(positive / whole, SHARE_DIGITS),
        rounded(sum / Math.sqrt(sum * sum + NORM), COMPOUND_DIGITS),
        words);
  }

  /**
   * What stands before the first "but" counts half, what stands after it half as much again. Of
   * several words with the same valence the first stands for all: vaderSentiment 3.3.2 looks a word
   * up by its valence, so that it may weigh one word twice and another one not at all.
   */
  private static void weighByBut(double[] valences, int but) {
    if (but < 0) {
      return;
    }
    for (int i = 0; i < valences.length; i++) {
      int first = 0;
      while (valences[first] != valences[i]) {
        first++;
      }
      if (first != but) {
        valences[first] *= first < but ? BEFORE_BUT : AFTER_BUT;
      }
    }
  }

  private static double emphasis(LexiconText text) {
    double exclamation = Math.min(text.exclamations(), MOST_EXCLAMATIONS) * EXCLAMATION;
    if (text.questions() < 2) {
      return exclamation;
    }
    return exclamation
        + (text.questions() <= MOST_QUESTIONS ? text.questions() * QUESTION : MANY_QUESTIONS);
  }

  private LexiconScores.Role role(ValenceRules rules, LexiconText text, int place) {
    String word = text.lower().get(place);
    if (rules.isDegree(place)) {
      return LexiconScores.Role.DEGREE;
    }
    return word.equals("no") || table.negates(word)
        ? LexiconScores.Role.NEGATION
        : LexiconScores.Role.PLAIN;
  }

  /** To the nearest number of that many digits, taking the exact value of {@code number}. */
  private static double rounded(double number, int digits) {
    return new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
  }

  private static final class Loaded {
    static final SentimentLexicon VADER = new SentimentLexicon(LexiconTable.vader());
  }
}
