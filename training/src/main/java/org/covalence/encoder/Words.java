package org.covalence.encoder;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.covalence.layer.Dropout;
import org.covalence.layer.Embedding;
import org.covalence.layer.Phase;
import org.covalence.tensor.Parameters;

/** What every text encoder begins with: word vectors, with dropout on them while fitting. */
final class Words {
  private final Embedding embedding;
  private final Dropout dropout;

  /**
   * @param parameters of the encoder
   * @param vectors tokens × width, row-major, to start from
   * @param fitted how many of them, from the first, are fitted
   */
  Words(Parameters parameters, float[] vectors, int fitted, int width, double dropout) {
    this.embedding = new Embedding(parameters.in("words"), vectors, fitted, width);
    this.dropout = new Dropout(dropout);
  }

  /** Where a token stands, as truths: batch × steps. */
  static Tensor present(Tensor tokens) {
    return tokens.ne(new Scalar(0L));
  }

  /** The vectors: batch × steps × width. */
  Tensor forward(Tensor tokens, Phase phase) {
    return dropout.forward(embedding.forward(tokens, phase), phase);
  }

  /** Writes {@link #forward}. */
  String write(TextGraph text) {
    return embedding.write(text.graph(), text.tokens());
  }
}
