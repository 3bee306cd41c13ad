package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;

/** The larger of a number and zero. */
public record Relu() implements Layer {
  @Override
  public Tensor forward(Tensor x, Phase phase) {
    return torch.relu(x);
  }

  @Override
  public String write(GraphWriter graph, String x) {
    return graph.node("Relu", List.of(x));
  }
}
