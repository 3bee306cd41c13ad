package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;

/**
 * A number times the chance that a standard normal one is below it (Hendrycks and Gimpel 2016,
 * section 2), exact and not by the hyperbolic tangent.
 */
public record Gelu() implements Layer {
  @Override
  public Tensor forward(Tensor x, Phase phase) {
    return torch.gelu(x);
  }

  /** ONNX has an operator of this name from operator set 20 on only; ours is older. */
  @Override
  public String write(GraphWriter graph, String x) {
    String scaled = graph.node("Mul", List.of(x, graph.scalar((float) Math.sqrt(0.5))));
    String twice = graph.node("Add", List.of(graph.node("Erf", List.of(scaled)), graph.scalar(1)));
    String half = graph.node("Mul", List.of(x, graph.scalar(0.5f)));
    return graph.node("Mul", List.of(half, twice));
  }
}
