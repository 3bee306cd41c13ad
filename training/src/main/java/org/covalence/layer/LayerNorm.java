package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * Layer normalisation over the last dimension (Ba, Kiros and Hinton 2016, equations 3 and 4), with
 * PyTorch's epsilon 1e-5.
 */
public final class LayerNorm implements Layer {
  private static final double EPSILON = 1e-5;

  private final long width;
  private final Tensor weight;
  private final Tensor bias;

  /**
   * @param width of the last dimension
   */
  public LayerNorm(Parameters parameters, long width) {
    this.width = width;
    this.weight = parameters.constant("weight", 1, width);
    this.bias = parameters.constant("bias", 0, width);
  }

  @Override
  public Tensor forward(Tensor x, Phase phase) {
    return torch.layer_norm(
        x,
        new long[] {width},
        new TensorOptional(weight),
        new TensorOptional(bias),
        EPSILON,
        false);
  }

  @Override
  public String write(GraphWriter graph, String x) {
    return graph.node(
        "LayerNormalization",
        List.of(
            x,
            graph.floats("weight", Tensors.values(weight), width),
            graph.floats("bias", Tensors.values(bias), width)),
        GraphWriter.attribute("axis", -1L),
        GraphWriter.attribute("epsilon", (float) EPSILON));
  }
}
