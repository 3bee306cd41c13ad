package org.covalence.encoder;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.covalence.graph.OnnxFile;
import org.covalence.layer.Phase;

/** Turns one prepared modality into vectors. */
public interface Encoder {
  /** Width of the pooled vector. */
  int width();

  /**
   * Width of its states, which {@link Encoded#states} then holds; empty where it has none but its
   * pooled vector.
   */
  default Optional<Integer> stateWidth() {
    return Optional.empty();
  }

  /**
   * Hears that an epoch of fitting begins, for encoders that are not fitted alike in all of them.
   *
   * @param epoch from 1
   */
  default void beginEpoch(int epoch) {
    // Most are fitted alike from the first to the last.
  }

  /** Encodes a batch; what it must hold is the encoder's own business and stands at each one. */
  Encoded forward(Tensor batch, Phase phase);

  /**
   * The encoder as a graph from its input to {@code pooled}, batch × width; empty where the batch
   * is already what a frozen graph made.
   *
   * @param name of the graph
   */
  Optional<OnnxFile> write(String name);
}
