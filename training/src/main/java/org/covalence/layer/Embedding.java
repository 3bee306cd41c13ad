package org.covalence.layer;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * A vector for each token id. Id 0 is padding; its vector is zero to begin with and is masked
 * wherever it stands.
 *
 * <p>Only the first vectors are fitted: those of tokens that the training part has. No gradient
 * ever reaches the others, which are there so that tokens first seen later have a meaning; keeping
 * them out of the optimiser makes a step several times faster.
 */
public final class Embedding implements Layer {
  private final long tokens;
  private final long width;
  private final Tensor weight;
  private final Tensor unseen;

  /**
   * Starts from given vectors.
   *
   * @param vectors tokens × width in row-major order
   * @param fitted how many of them, from the first, are fitted; while fitting, no higher id may
   *     come
   */
  public Embedding(Parameters parameters, float[] vectors, int fitted, int width) {
    this.tokens = vectors.length / width;
    this.width = width;
    this.weight =
        parameters.fitted("weight", Arrays.copyOf(vectors, fitted * width), fitted, width);
    this.unseen =
        parameters.buffer(
            "unseen",
            Arrays.copyOfRange(vectors, fitted * width, vectors.length),
            tokens - fitted,
            width);
    parameters.exemptFromDecay("weight");
  }

  /** Ids (batch × steps, 64-bit) to vectors (batch × steps × width). */
  @Override
  public Tensor forward(Tensor ids, Phase phase) {
    return torch.embedding(
        phase.isTraining() ? weight : Tensors.concatenate(List.of(weight, unseen), 0), ids);
  }

  @Override
  public String write(GraphWriter graph, String ids) {
    float[] fitted = Tensors.values(weight);
    float[] vectors = Arrays.copyOf(fitted, (int) (tokens * width));
    float[] others = Tensors.values(unseen);
    System.arraycopy(others, 0, vectors, fitted.length, others.length);
    return graph.node("Gather", List.of(graph.floats("vectors", vectors, tokens, width), ids));
  }
}
