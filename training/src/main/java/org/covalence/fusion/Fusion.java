package org.covalence.fusion;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.covalence.layer.Phase;
import org.covalence.onnx.GraphWriter;

/**
 * Brings the projected vectors of all modalities together. A modality that a post lacks must not
 * change the result, whatever its vector holds.
 */
public interface Fusion {
  /** Width of the fused vector. */
  int width();

  /**
   * Fuses a batch.
   *
   * @param modalities one batch × width tensor each, of one common width
   * @param presence batch × modalities; 1 where the post has the modality, else 0
   */
  Fused forward(List<Tensor> modalities, Tensor presence, Phase phase);

  /** Writes what {@link #forward} does. */
  Written write(GraphWriter graph, List<String> modalities, String presence);

  /**
   * The fused vectors.
   *
   * @param vector batch × width
   * @param weights batch × modalities, summing to one over those present; empty for a fusion that
   *     has none
   */
  record Fused(Tensor vector, Optional<Tensor> weights) {}

  /** The names of {@link Fused} in a graph. */
  record Written(String vector, Optional<String> weights) {}
}
