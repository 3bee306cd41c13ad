package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * {@code y = x Wᵀ + b} over the last dimension. Initial values as in PyTorch: evenly within one
 * over the root of the inputs.
 */
public final class Linear implements Layer {
  private final long inputs;
  private final Tensor weight;
  private final Tensor bias;

  public Linear(Parameters parameters, long inputs, long outputs) {
    this.inputs = inputs;
    double bound = 1 / Math.sqrt(inputs);
    this.weight = parameters.uniform("weight", bound, outputs, inputs);
    this.bias = parameters.uniform("bias", bound, outputs);
  }

  @Override
  public Tensor forward(Tensor x, Phase phase) {
    return torch.linear(x, weight, bias);
  }

  @Override
  public String write(GraphWriter graph, String x) {
    return write(graph, x, Tensors.values(weight), Tensors.values(bias), inputs);
  }

  /**
   * Writes the layer with given weights.
   *
   * @param weight outputs × inputs, row-major
   * @param bias one for each output
   */
  static String write(GraphWriter graph, String x, float[] weight, float[] bias, long inputs) {
    long outputs = bias.length;
    String transposed = graph.floats("weight", transpose(weight, inputs), inputs, outputs);
    String product = graph.node("MatMul", List.of(x, transposed));
    return graph.node("Add", List.of(product, graph.floats("bias", bias, outputs)));
  }

  /**
   * MatMul takes any number of leading dimensions but no transposed weights, so they are turned
   * when they are written.
   */
  private static float[] transpose(float[] rows, long inputs) {
    int outputs = (int) (rows.length / inputs);
    float[] columns = new float[rows.length];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        columns[i * outputs + o] = rows[(int) (o * inputs) + i];
      }
    }
    return columns;
  }
}
