package org.covalence.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.covalence.layer.Phase;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Tensors;

/**
 * Modalities side by side, zeros where one is missing.
 *
 * @param modalities how many
 * @param each width of each
 */
record ConcatenationFusion(int modalities, int each) implements Fusion {
  @Override
  public int width() {
    return modalities * each;
  }

  @Override
  public Fused forward(List<Tensor> modalities, Tensor presence, Phase phase) {
    List<Tensor> masked = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      masked.add(modalities.get(m).mul(presence.narrow(1, m, 1)));
    }
    return new Fused(Tensors.concatenate(masked, 1), Optional.empty());
  }

  @Override
  public Written write(GraphWriter graph, List<String> modalities, String presence) {
    List<String> masked = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      String column =
          graph.node(
              "Slice", List.of(presence, graph.longs(m), graph.longs(m + 1), graph.longs(1)));
      masked.add(graph.node("Mul", List.of(modalities.get(m), column)));
    }
    return new Written(
        graph.node("Concat", masked, GraphWriter.attribute("axis", 1L)), Optional.empty());
  }
}
