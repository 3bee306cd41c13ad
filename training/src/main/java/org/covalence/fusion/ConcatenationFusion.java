package org.covalence.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.covalence.encoder.Encoded;
import org.covalence.layer.Phase;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Tensors;

/**
 * Modalities side by side, zeros where one is missing.
 *
 * @param width of all of them together
 */
record ConcatenationFusion(int width) implements Fusion {
  @Override
  public Fused forward(List<Encoded> modalities, Tensor presence, Phase phase) {
    List<Tensor> masked = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      masked.add(Presence.masked(modalities.get(m).pooled(), presence, m));
    }
    return new Fused(Tensors.concatenate(masked, 1), Optional.empty());
  }

  @Override
  public Written write(GraphWriter graph, List<Names> modalities, String presence) {
    List<String> masked = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      masked.add(Presence.masked(graph, modalities.get(m).pooled(), presence, m));
    }
    return new Written(
        graph.node("Concat", masked, GraphWriter.attribute("axis", 1L)), Optional.empty());
  }
}
