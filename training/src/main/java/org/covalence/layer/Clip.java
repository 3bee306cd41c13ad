package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;

/**
 * Brings numbers beyond a bound back to it: a feature that was nearly constant in the training part
 * would otherwise outweigh all others in a post where it is not.
 *
 * @param bound above 0; numbers stay within minus and plus this
 */
public record Clip(double bound) implements Layer {
  @Override
  public Tensor forward(Tensor x, Phase phase) {
    return torch.clamp(
        x, new ScalarOptional(new Scalar(-bound)), new ScalarOptional(new Scalar(bound)));
  }

  @Override
  public String write(GraphWriter graph, String x) {
    return graph.node(
        "Clip", List.of(x, graph.scalar((float) -bound), graph.scalar((float) bound)));
  }
}
