package org.covalence.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;

/**
 * Sets each number to zero with a given probability while fitting and scales the others up, so that
 * inference needs nothing (Srivastava et al., JMLR 2014).
 *
 * @param probability from 0 to below 1
 */
public record Dropout(double probability) implements Layer {
  @Override
  public Tensor forward(Tensor x, Phase phase) {
    return phase.isTraining() && probability > 0 ? torch.dropout(x, probability, true) : x;
  }

  @Override
  public String write(GraphWriter graph, String x) {
    return x;
  }
}
