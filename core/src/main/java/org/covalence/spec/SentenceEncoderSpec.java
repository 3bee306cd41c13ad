package org.covalence.spec;

/** A frozen sentence encoder of the BERT family. */
public sealed interface SentenceEncoderSpec extends FrozenTextSpec
    permits MiniLmSpec, E5Spec, BgeSpec, SentenceSpec {
  /** How far it reads, and how it is regularised. */
  SentenceSettings sentence();

  @Override
  default double featuresDropout() {
    return sentence().featuresDropout();
  }
}
