package org.covalence.fusion;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.covalence.layer.AttentionPooling;
import org.covalence.layer.Phase;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;

/** Modalities weighed post by post, as {@link AttentionPooling} weighs words. */
final class AttentionFusion implements Fusion {
  private final int width;
  private final AttentionPooling pooling;

  AttentionFusion(Parameters parameters, int width) {
    this.width = width;
    this.pooling = new AttentionPooling(parameters, width, width);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public Fused forward(List<Tensor> modalities, Tensor presence, Phase phase) {
    Tensor stacked = torch.stack(new TensorVector(modalities.toArray(Tensor[]::new)), 1);
    Tensor weights = pooling.weights(stacked, presence, phase);
    Tensor vector = weights.unsqueeze(1).matmul(stacked).squeeze(1);
    return new Fused(vector, Optional.of(weights));
  }

  @Override
  public Written write(GraphWriter graph, List<String> modalities, String presence) {
    String axis = graph.longs(1);
    List<String> rows =
        modalities.stream().map(m -> graph.node("Unsqueeze", List.of(m, axis))).toList();
    String stacked = graph.node("Concat", rows, GraphWriter.attribute("axis", 1L));
    String weights = pooling.writeWeights(graph, stacked, presence);
    String row = graph.node("Unsqueeze", List.of(weights, axis));
    String vector =
        graph.node("Squeeze", List.of(graph.node("MatMul", List.of(row, stacked)), axis));
    return new Written(vector, Optional.of(weights));
  }
}
