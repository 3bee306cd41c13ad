package org.covalence.fusion;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.covalence.encoder.Encoded;
import org.covalence.layer.AttentionPooling;
import org.covalence.layer.Phase;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;

/**
 * Modalities weighed post by post, as {@link AttentionPooling} weighs words, and laid side by side,
 * each times its weight and the number of modalities present: so that with even weights each stands
 * as it is, whether or not another one is missing. Side by side instead of summed lets the head
 * tell which modality spoke; on MVSA that is worth about a point.
 */
final class AttentionFusion implements Fusion {
  private final int modalities;
  private final int each;
  private final AttentionPooling pooling;

  AttentionFusion(Parameters parameters, int modalities, int each) {
    this.modalities = modalities;
    this.each = each;
    this.pooling = new AttentionPooling(parameters, each, each);
  }

  @Override
  public int width() {
    return modalities * each;
  }

  @Override
  public Fused forward(List<Encoded> modalities, Tensor presence, Phase phase) {
    Tensor stacked =
        torch.stack(
            new TensorVector(modalities.stream().map(Encoded::pooled).toArray(Tensor[]::new)), 1);
    Tensor weights = pooling.weights(stacked, presence, phase);
    Tensor scale = weights.mul(presence.sum(new long[] {1}, true, new ScalarTypeOptional()));
    return new Fused(scale.unsqueeze(2).mul(stacked).flatten(1, -1), Optional.of(weights));
  }

  @Override
  public Written write(GraphWriter graph, List<Names> modalities, String presence) {
    String axis = graph.longs(1);
    List<String> rows =
        modalities.stream().map(m -> graph.node("Unsqueeze", List.of(m.pooled(), axis))).toList();
    String stacked = graph.node("Concat", rows, GraphWriter.attribute("axis", 1L));
    String weights = pooling.writeWeights(graph, stacked, presence);
    String present =
        graph.node("ReduceSum", List.of(presence, axis), GraphWriter.attribute("keepdims", 1L));
    String scale =
        graph.node(
            "Unsqueeze", List.of(graph.node("Mul", List.of(weights, present)), graph.longs(2)));
    String scaled = graph.node("Mul", List.of(stacked, scale));
    return new Written(
        graph.node("Flatten", List.of(scaled), GraphWriter.attribute("axis", 1L)),
        Optional.of(weights));
  }
}
