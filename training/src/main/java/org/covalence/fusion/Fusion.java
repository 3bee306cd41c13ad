package org.covalence.fusion;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.covalence.encoder.Encoded;
import org.covalence.layer.Phase;
import org.covalence.onnx.GraphWriter;

/**
 * Brings all modalities together. A modality that a post lacks must not change the result, whatever
 * its vectors hold; where a post has none at all, the result may be anything, unless the fusion
 * {@link #decides}.
 */
public interface Fusion {
  /** Width of the fused vector. */
  int width();

  /**
   * Whether the fused vector is what the classes score already, so that no head follows. Of a post
   * without any modality it then says what it says of nothing, whatever the vectors hold.
   */
  default boolean decides() {
    return false;
  }

  /**
   * Fuses a batch.
   *
   * @param modalities pooled vectors, and where the fusion reads them states, of one common width
   * @param presence batch × modalities; 1 where the post has the modality, else 0
   */
  Fused forward(List<Encoded> modalities, Tensor presence, Phase phase);

  /** Writes what {@link #forward} does. */
  Written write(GraphWriter graph, List<Names> modalities, String presence);

  /**
   * The fused vectors.
   *
   * @param vector batch × width
   * @param weights batch × modalities, summing to one over those present; empty for a fusion that
   *     has none
   * @param votes where the vector is the mean of several networks' scores, each of them, to be
   *     fitted by itself; else empty
   */
  record Fused(Tensor vector, Optional<Tensor> weights, List<Tensor> votes) {
    Fused(Tensor vector, Optional<Tensor> weights) {
      this(vector, weights, List.of());
    }
  }

  /**
   * The names of an {@link Encoded} in a graph.
   *
   * @param states empty where the fusion reads none
   * @param mask empty where the fusion reads no states
   */
  record Names(String pooled, String states, String mask) {}

  /** The names of {@link Fused} in a graph. */
  record Written(String vector, Optional<String> weights) {}
}
