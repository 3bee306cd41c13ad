package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * A vector for each token id. Id 0 is padding; its vector is zero to begin with and is masked
 * wherever it stands.
 */
public final class Embedding implements Layer {
  private final long tokens;
  private final long width;
  private final Tensor weight;

  /** Starts from {@code vectors}, tokens × width in row-major order. */
  public Embedding(Parameters parameters, float[] vectors, long tokens, long width) {
    this.tokens = tokens;
    this.width = width;
    this.weight = parameters.fitted("weight", vectors, tokens, width);
    parameters.exemptFromDecay("weight");
  }

  /** Ids (batch × steps, 64-bit) to vectors (batch × steps × width). */
  @Override
  public Tensor forward(Tensor ids, Phase phase) {
    return torch.embedding(weight, ids);
  }

  @Override
  public String write(GraphWriter graph, String ids) {
    return graph.node(
        "Gather", List.of(graph.floats("vectors", Tensors.values(weight), tokens, width), ids));
  }
}
