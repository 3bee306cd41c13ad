package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * A square convolution without bias over batch × channels × height × width. Initial values after He
 * et al. (ICCV 2015).
 */
public final class Convolution implements Layer {
  private final long inputs;
  private final long outputs;
  private final long kernel;
  private final long stride;
  private final long padding;
  private final Tensor weight;

  public Convolution(
      Parameters parameters, long inputs, long outputs, long kernel, long stride, long padding) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
    this.weight =
        parameters.normal(
            "weight", Math.sqrt(2.0 / (inputs * kernel * kernel)), outputs, inputs, kernel, kernel);
  }

  @Override
  public Tensor forward(Tensor x, Phase phase) {
    return torch.conv2d(
        x,
        weight,
        new TensorOptional(),
        new long[] {stride, stride},
        new long[] {padding, padding},
        new long[] {1, 1},
        1);
  }

  @Override
  public String write(GraphWriter graph, String x) {
    return graph.node(
        "Conv",
        List.of(x, graph.floats("weight", Tensors.values(weight), outputs, inputs, kernel, kernel)),
        GraphWriter.attribute("kernel_shape", kernel, kernel),
        GraphWriter.attribute("strides", stride, stride),
        GraphWriter.attribute("pads", padding, padding, padding, padding));
  }
}
