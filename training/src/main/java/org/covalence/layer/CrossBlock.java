package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * One sequence reads another: cross-attention and a feed-forward layer, each with norms before it
 * and its input added after it (Tsai et al., ACL 2019, section 3.2, equation 5). Both sequences are
 * normed, since they may come from encoders of very different scale.
 *
 * <p>Where no step of the context counts, the attention adds nothing. Steps outside the mask of the
 * queries come out as zero.
 */
public final class CrossBlock {
  private final LayerNorm queryNorm;
  private final LayerNorm contextNorm;
  private final MultiHeadAttention attention;
  private final Dropout dropout;
  private final Layer feedForward;

  /**
   * @param width of a query, and of what comes out
   * @param contextWidth width of a step that is attended to
   * @param heads of the attention; divides the width
   * @param hidden width inside the feed-forward layer
   * @param dropout from 0 to below 1
   */
  public CrossBlock(
      Parameters parameters, int width, int contextWidth, int heads, int hidden, double dropout) {
    this.attention =
        new MultiHeadAttention(
            parameters.in("multihead_attn"), width, contextWidth, heads, dropout);
    this.dropout = new Dropout(dropout);
    this.queryNorm = new LayerNorm(parameters.in("norm1"), width);
    this.contextNorm = new LayerNorm(parameters.in("norm_context"), contextWidth);
    this.feedForward = TransformerBlock.feedForward(parameters, width, hidden, dropout);
  }

  /**
   * Runs the block in PyTorch.
   *
   * @param queries batch × q × width
   * @param queryMask batch × q; 1 where a query counts, else 0
   * @param context batch × k × context width
   * @param contextMask batch × k; 1 where a step counts, else 0
   * @return batch × q × width
   */
  public Tensor forward(
      Tensor queries, Tensor queryMask, Tensor context, Tensor contextMask, Phase phase) {
    return phase.isTraining()
        ? run(queries, queryMask, context, contextMask, phase)
        : Tensors.scoped(() -> run(queries, queryMask, context, contextMask, phase));
  }

  private Tensor run(
      Tensor queries, Tensor queryMask, Tensor context, Tensor contextMask, Phase phase) {
    Tensor found =
        attention.forward(
            queryNorm.forward(queries, phase),
            contextNorm.forward(context, phase),
            contextMask,
            phase);
    Tensor attended = queries.add(dropout.forward(found, phase));
    return Mask.clear(attended.add(feedForward.forward(attended, phase)), queryMask);
  }

  /** Writes {@link #forward}. */
  public String write(
      GraphWriter graph, String queries, String queryMask, String context, String contextMask) {
    String found =
        attention.write(
            graph, queryNorm.write(graph, queries), contextNorm.write(graph, context), contextMask);
    String attended = graph.node("Add", List.of(queries, found));
    String fed = graph.node("Add", List.of(attended, feedForward.write(graph, attended)));
    return Mask.writeClear(graph, fed, queryMask);
  }
}
