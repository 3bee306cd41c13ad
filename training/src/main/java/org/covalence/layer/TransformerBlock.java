package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * Self-attention and a feed-forward layer, each with a norm before it and its input added after it
 * (Vaswani et al., NIPS 2017, section 3.1; norms first after Xiong et al., ICML 2020, since that
 * needs no warm-up to be stable). Dropout stands on the attention's weights, inside the
 * feed-forward layer, and on what each of the two adds. Names are those of PyTorch's {@code
 * TransformerEncoderLayer}, with {@code norm_first} and {@code gelu}.
 *
 * <p>From batch × steps × width to the same. Steps outside the mask come out as zero.
 */
public final class TransformerBlock implements MaskedLayer {
  private final LayerNorm attentionNorm;
  private final MultiHeadAttention attention;
  private final Dropout dropout;
  private final Layer feedForward;

  /**
   * @param width of a step
   * @param heads of the attention; divides the width
   * @param hidden width inside the feed-forward layer
   * @param dropout from 0 to below 1
   */
  public TransformerBlock(Parameters parameters, int width, int heads, int hidden, double dropout) {
    this.attention =
        new MultiHeadAttention(parameters.in("self_attn"), width, width, heads, dropout);
    this.dropout = new Dropout(dropout);
    this.attentionNorm = new LayerNorm(parameters.in("norm1"), width);
    this.feedForward = feedForward(parameters, width, hidden, dropout);
  }

  /** The second half of a block: position by position, the norm with it. */
  static Layer feedForward(Parameters parameters, int width, int hidden, double dropout) {
    return Sequence.of(
        new LayerNorm(parameters.in("norm2"), width),
        new Linear(parameters.in("linear1"), width, hidden),
        new Gelu(),
        new Dropout(dropout),
        new Linear(parameters.in("linear2"), hidden, width),
        new Dropout(dropout));
  }

  @Override
  public Tensor forward(Tensor states, Tensor mask, Phase phase) {
    return phase.isTraining()
        ? run(states, mask, phase)
        : Tensors.scoped(() -> run(states, mask, phase));
  }

  private Tensor run(Tensor states, Tensor mask, Phase phase) {
    Tensor normed = attentionNorm.forward(states, phase);
    Tensor found = attention.forward(normed, normed, mask, phase);
    Tensor attended = states.add(dropout.forward(found, phase));
    return Mask.clear(attended.add(feedForward.forward(attended, phase)), mask);
  }

  @Override
  public String write(GraphWriter graph, String states, String mask) {
    String normed = attentionNorm.write(graph, states);
    String found = attention.write(graph, normed, normed, mask);
    String attended = graph.node("Add", List.of(states, found));
    String fed = graph.node("Add", List.of(attended, feedForward.write(graph, attended)));
    return Mask.writeClear(graph, fed, mask);
  }
}
