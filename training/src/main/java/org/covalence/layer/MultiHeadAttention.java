package org.covalence.layer;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * Attention with several heads: {@code softmax(Q Kᵀ / √d) V} in each, d being the width of a head
 * (Vaswani et al., NIPS 2017, section 3.2). Queries that attend to their own sequence make it
 * self-attention, queries that attend to another one cross-attention.
 *
 * <p>Keys outside the mask weigh nothing; where all are outside, the result is zero. Names and
 * initial values of the projections are those of PyTorch's {@code MultiheadAttention}, which packs
 * the three matrices into one where queries and context are of one width.
 */
public final class MultiHeadAttention {
  private static final int QUERY = 0;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private final int width;
  private final int contextWidth;
  private final int heads;
  private final List<Tensor> matrices;
  private final Tensor biases;
  private final Linear output;
  private final Dropout dropout;

  /**
   * @param width of a query, and of what comes out
   * @param contextWidth width of a step that is attended to
   * @param heads into how many parts the width falls; divides it
   * @param dropout on the weights
   */
  public MultiHeadAttention(
      Parameters parameters, int width, int contextWidth, int heads, double dropout) {
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "expected a width that " + heads + " heads divide, found " + width);
    }
    this.width = width;
    this.contextWidth = contextWidth;
    this.heads = heads;
    this.matrices =
        contextWidth == width
            ? List.of(glorot(parameters, "in_proj_weight", 3L * width, width))
            : List.of(
                glorot(parameters, "q_proj_weight", width, width),
                glorot(parameters, "k_proj_weight", width, contextWidth),
                glorot(parameters, "v_proj_weight", width, contextWidth));
    this.biases = parameters.constant("in_proj_bias", 0, 3L * width);
    this.output = new Linear(parameters.in("out_proj"), width, width);
    this.dropout = new Dropout(dropout);
  }

  /** Initial values after Glorot and Bengio (AISTATS 2010), equation 16. */
  private static Tensor glorot(Parameters parameters, String name, long outputs, long inputs) {
    return parameters.uniform(name, Math.sqrt(6.0 / (inputs + outputs)), outputs, inputs);
  }

  /**
   * How much each query takes from each step of the context.
   *
   * @param queries batch × q × width
   * @param context batch × k × context width
   * @param mask of the context, batch × k; 1 where a step counts, else 0
   * @return batch × heads × q × k; in inference they sum to one over the steps that count, and are
   *     all zero where none does
   */
  public Tensor weights(Tensor queries, Tensor context, Tensor mask, Phase phase) {
    Tensor scaled = project(queries, QUERY).mul(new Scalar(scale()));
    Tensor scores = split(scaled).matmul(split(project(context, KEY)).transpose(2, 3));
    Tensor penalty = Mask.penalty(mask).unsqueeze(1).unsqueeze(1);
    Tensor weights = torch.softmax(scores.add(penalty), 3);
    return dropout.forward(weights.mul(mask.unsqueeze(1).unsqueeze(1)), phase);
  }

  /** What the queries find in the context: batch × q × width. */
  public Tensor forward(Tensor queries, Tensor context, Tensor mask, Phase phase) {
    Tensor values = split(project(context, VALUE));
    Tensor found = weights(queries, context, mask, phase).matmul(values);
    Tensor joined = found.transpose(1, 2).reshape(queries.size(0), queries.size(1), width);
    // The bias of the last projection would speak where there is nothing to attend to.
    return output.forward(joined, phase).mul(Mask.any(mask).unsqueeze(2));
  }

  /** Keeps scores of wide heads from growing so large that the softmax has no slope. */
  private double scale() {
    return Math.sqrt((double) heads / width);
  }

  /** From batch × steps × width to batch × heads × steps × head. */
  private Tensor split(Tensor x) {
    return x.reshape(x.size(0), x.size(1), heads, width / heads).transpose(1, 2);
  }

  private Tensor project(Tensor x, int part) {
    Tensor matrix =
        matrices.size() == 1
            ? matrices.get(0).narrow(0, (long) part * width, width)
            : matrices.get(part);
    return torch.linear(x, matrix, biases.narrow(0, (long) part * width, width));
  }

  /** Writes {@link #weights}. */
  public String writeWeights(GraphWriter graph, String queries, String context, String mask) {
    String scale = graph.scalar((float) scale());
    String scaled = graph.node("Mul", List.of(writeProjection(graph, queries, QUERY), scale));
    String keys = writeSplit(graph, writeProjection(graph, context, KEY), 0, 2, 3, 1);
    String scores = graph.node("MatMul", List.of(writeSplit(graph, scaled, 0, 2, 1, 3), keys));
    String wide = graph.node("Unsqueeze", List.of(mask, graph.longs(1, 2)));
    String masked = graph.node("Add", List.of(scores, Mask.writePenalty(graph, wide)));
    String weights = graph.node("Softmax", List.of(masked), GraphWriter.attribute("axis", -1L));
    return graph.node("Mul", List.of(weights, wide));
  }

  /** Writes {@link #forward}. */
  public String write(GraphWriter graph, String queries, String context, String mask) {
    String values = writeSplit(graph, writeProjection(graph, context, VALUE), 0, 2, 1, 3);
    String found =
        graph.node("MatMul", List.of(writeWeights(graph, queries, context, mask), values));
    String swapped =
        graph.node("Transpose", List.of(found), GraphWriter.attribute("perm", 0, 2, 1, 3));
    String joined = graph.node("Reshape", List.of(swapped, graph.longs(0, 0, width)));
    String any = graph.node("Unsqueeze", List.of(Mask.writeAny(graph, mask), graph.longs(2)));
    return graph.node("Mul", List.of(output.write(graph, joined), any));
  }

  private String writeSplit(GraphWriter graph, String x, long... order) {
    String parts = graph.node("Reshape", List.of(x, graph.longs(0, 0, heads, width / heads)));
    return graph.node("Transpose", List.of(parts), GraphWriter.attribute("perm", order));
  }

  private String writeProjection(GraphWriter graph, String x, int part) {
    float[] matrix =
        matrices.size() == 1
            ? part(Tensors.values(matrices.get(0)), part, width * width)
            : Tensors.values(matrices.get(part));
    float[] bias = part(Tensors.values(biases), part, width);
    return Linear.write(graph, x, matrix, bias, part == QUERY ? width : contextWidth);
  }

  private static float[] part(float[] values, int part, int size) {
    return Arrays.copyOfRange(values, part * size, (part + 1) * size);
  }
}
