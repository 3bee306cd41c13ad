package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Tensors;

/**
 * Layers one after the other. What lies between them is freed at once, but for what gradients need.
 */
public record Sequence(List<Layer> layers) implements Layer {
  public Sequence {
    layers = List.copyOf(layers);
  }

  public static Sequence of(Layer... layers) {
    return new Sequence(List.of(layers));
  }

  @Override
  public Tensor forward(Tensor x, Phase phase) {
    return forward(layers.size(), x, phase);
  }

  private Tensor forward(int count, Tensor x, Phase phase) {
    if (count == 0) {
      return x;
    }
    // Each layer's input dies with the scope of that layer alone, not with that of all of them.
    return Tensors.scoped(() -> layers.get(count - 1).forward(forward(count - 1, x, phase), phase));
  }

  @Override
  public String write(GraphWriter graph, String x) {
    String y = x;
    for (Layer layer : layers) {
      y = layer.write(graph, y);
    }
    return y;
  }
}
