package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * A weighted mean over steps, the weights from how well each step matches a learnt query: {@code
 * softmax(uᵀ tanh(W h + b))} (Yang et al., NAACL 2016, equations 5 to 7). Steps outside the mask
 * weigh nothing; where every step is outside, the result is zero.
 */
public final class AttentionPooling implements MaskedLayer {
  /**
   * Low enough to leave nothing after the softmax, high enough not to overflow in half precision.
   */
  private static final float MASKED = -1e4f;

  private final long width;
  private final Linear projection;
  private final Tensor query;

  /**
   * @param inputs width of a step
   * @param width width of the query
   */
  public AttentionPooling(Parameters parameters, long inputs, long width) {
    this.width = width;
    this.projection = new Linear(parameters.in("projection"), inputs, width);
    this.query = parameters.uniform("query", 1 / Math.sqrt(width), width);
  }

  /**
   * The weights of the steps.
   *
   * @param states batch × steps × inputs
   * @param mask batch × steps; 1 where a step counts, else 0
   * @return batch × steps; they sum to one over the steps that count, and are all zero where none
   *     does
   */
  public Tensor weights(Tensor states, Tensor mask, Phase phase) {
    Tensor scores = torch.matmul(torch.tanh(projection.forward(states, phase)), query);
    Tensor penalty = mask.sub(new Scalar(1.0f)).mul(new Scalar(-MASKED));
    return torch.softmax(scores.mul(mask).add(penalty), 1).mul(mask);
  }

  /** The weighted mean: batch × inputs. */
  @Override
  public Tensor forward(Tensor states, Tensor mask, Phase phase) {
    return weights(states, mask, phase).unsqueeze(1).matmul(states).squeeze(1);
  }

  /** Writes {@link #weights}. */
  public String writeWeights(GraphWriter graph, String states, String mask) {
    String hidden = graph.node("Tanh", List.of(projection.write(graph, states)));
    String scores =
        graph.node("MatMul", List.of(hidden, graph.floats("query", Tensors.values(query), width)));
    String absent = graph.node("Sub", List.of(graph.scalar(1), mask));
    String penalty = graph.node("Mul", List.of(absent, graph.scalar(MASKED)));
    String masked = graph.node("Add", List.of(graph.node("Mul", List.of(scores, mask)), penalty));
    String weights = graph.node("Softmax", List.of(masked), GraphWriter.attribute("axis", 1L));
    return graph.node("Mul", List.of(weights, mask));
  }

  @Override
  public String write(GraphWriter graph, String states, String mask) {
    String row =
        graph.node("Unsqueeze", List.of(writeWeights(graph, states, mask), graph.longs(1)));
    return graph.node(
        "Squeeze", List.of(graph.node("MatMul", List.of(row, states)), graph.longs(1)));
  }
}
