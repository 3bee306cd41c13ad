package org.covalence.layer;

import org.bytedeco.pytorch.Tensor;
import org.covalence.onnx.GraphWriter;

/**
 * A layer over sequences, in which some steps do not count. What stands there changes nothing; a
 * row in which no step counts comes out as zero.
 */
public interface MaskedLayer {
  /**
   * Runs the layer in PyTorch.
   *
   * @param states batch × steps × width
   * @param mask batch × steps; 1 where a step counts, else 0
   */
  Tensor forward(Tensor states, Tensor mask, Phase phase);

  /** Writes the layer, as it runs in inference, and returns the name of its output. */
  String write(GraphWriter graph, String states, String mask);
}
