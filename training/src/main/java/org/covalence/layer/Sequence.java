package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Tensors;

/** Layers one after the other. In inference what lies between them is freed at once. */
public record Sequence(List<Layer> layers) implements Layer {
  public Sequence {
    layers = List.copyOf(layers);
  }

  public static Sequence of(Layer... layers) {
    return new Sequence(List.of(layers));
  }

  @Override
  public Tensor forward(Tensor x, Phase phase) {
    if (phase.isTraining()) {
      return run(x, phase);
    }
    return Tensors.scoped(() -> run(x, phase));
  }

  private Tensor run(Tensor x, Phase phase) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.forward(y, phase);
    }
    return y;
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
