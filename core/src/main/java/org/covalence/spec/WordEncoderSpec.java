package org.covalence.spec;

/** A text encoder over word vectors, which is fitted with the rest. */
public sealed interface WordEncoderSpec extends EncoderSpec
    permits LstmSpec, GruSpec, ConvolutionSpec, TransformerSpec {
  /** Its vocabulary and its word vectors. */
  WordSettings words();

  @Override
  default double pooledDropout() {
    return words().pooledDropout();
  }

  @Override
  default boolean frozen() {
    return false;
  }
}
