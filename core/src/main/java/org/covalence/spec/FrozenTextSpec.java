package org.covalence.spec;

/** A text encoder whose features are computed once, before anything is fitted. */
public sealed interface FrozenTextSpec extends EncoderSpec
    permits SentenceEncoderSpec, LexiconSpec, TermsSpec {
  /** Dropout on the features. */
  double featuresDropout();

  @Override
  default double pooledDropout() {
    return featuresDropout();
  }

  @Override
  default boolean frozen() {
    return true;
  }
}
