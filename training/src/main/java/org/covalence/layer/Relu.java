package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;

/**
 * The larger of a number and zero.
 *
 * @param inPlace whether it may write over what it reads, which then needs no memory of its own;
 *     only after a layer that does not need its own result for its gradient, such as a batch norm
 */
public record Relu(boolean inPlace) implements Layer {
  /** One that leaves its input as it is. */
  public Relu() {
    this(false);
  }

  @Override
  public Tensor forward(Tensor x, Phase phase) {
    if (!inPlace) {
      return torch.relu(x);
    }
    // JavaCPP's result is a second owner of nothing: the tensor itself is what lives on.
    torch.relu_(x);
    return x;
  }

  @Override
  public String write(GraphWriter graph, String x) {
    return graph.node("Relu", List.of(x));
  }
}
