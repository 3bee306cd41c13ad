package org.covalence.feature;

import org.covalence.store.HalfPrecision;
import org.covalence.text.lexicon.LexiconFeatures;
import org.covalence.text.lexicon.SentimentLexicon;

/** What a sentiment lexicon says of a text, as features of a frozen encoder: in half precision. */
public final class LexiconEncoder {
  private LexiconEncoder() {}

  /** The {@link LexiconFeatures} of a text. */
  public static float[] encode(String text) {
    return HalfPrecision.rounded(LexiconFeatures.of(text, SentimentLexicon.vader()));
  }
}
