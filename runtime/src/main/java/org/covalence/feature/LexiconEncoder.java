package org.covalence.feature;

import org.covalence.store.HalfPrecision;
import org.covalence.text.lexicon.LexiconFeatures;
import org.covalence.text.lexicon.SentimentLexicon;

/** What a sentiment lexicon says of a text, as features of a frozen encoder: in half precision. */
public final class LexiconEncoder {
  private LexiconEncoder() {}

  /** The {@link LexiconFeatures} of a text. */
  public static float[] encode(String text) {
    double[] numbers = LexiconFeatures.of(text, SentimentLexicon.vader());
    float[] features = new float[numbers.length];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) numbers[i];
    }
    return HalfPrecision.rounded(features);
  }
}
