package org.covalence.fusion;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.covalence.onnx.GraphWriter;

/** One modality's column of a presence mask (batch × modalities), and vectors masked by it. */
final class Presence {
  private Presence() {}

  /** Batch × 1. */
  static Tensor column(Tensor presence, int modality) {
    return presence.narrow(1, modality, 1);
  }

  /** Writes {@link #column}. */
  static String column(GraphWriter graph, String presence, int modality) {
    return graph.node(
        "Slice",
        List.of(presence, graph.longs(modality), graph.longs(modality + 1L), graph.longs(1)));
  }

  /** {@code vectors} (batch × width), zeros where the modality is missing. */
  static Tensor masked(Tensor vectors, Tensor presence, int modality) {
    return vectors.mul(column(presence, modality));
  }

  /** Writes {@link #masked}. */
  static String masked(GraphWriter graph, String vectors, String presence, int modality) {
    return graph.node("Mul", List.of(vectors, column(graph, presence, modality)));
  }
}
