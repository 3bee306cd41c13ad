package org.covalence.spec;

import java.nio.file.Path;
import java.util.Optional;

/** A text encoder over word vectors, which is fitted with the rest. */
public sealed interface WordEncoderSpec extends EncoderSpec
    permits LstmSpec, GruSpec, ConvolutionSpec, TransformerSpec {
  /** Word vectors to start from; empty where they are learnt from the posts alone. */
  Optional<Path> wordVectors();

  /** The words of a safetensors file of word vectors. */
  Optional<Path> wordList();

  /** Width of the word vectors where none are given. */
  int wordWidth();

  /** How many of the most frequent words of the vectors' file join the vocabulary. */
  int frequentWords();

  /** How often a word must occur in the training part to join the vocabulary. */
  int minCount();

  /** Tokens of a post that are read. */
  int maxTokens();

  @Override
  default boolean frozen() {
    return false;
  }
}
