package org.covalence.layer;

import org.bytedeco.pytorch.Tensor;
import org.covalence.onnx.GraphWriter;

/** A layer of one input and one output. */
public interface Layer {
  /** Runs the layer in PyTorch. */
  Tensor forward(Tensor x, Phase phase);

  /** Writes the layer, as it runs in inference, and returns the name of its output. */
  String write(GraphWriter graph, String x);
}
