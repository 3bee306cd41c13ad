package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * Brings features to mean zero and deviation one, by means and deviations that were measured once
 * and are not fitted.
 */
public final class Standardize implements Layer {
  private static final float SMALLEST_DEVIATION = 1e-3f;

  private final int width;
  private final Tensor mean;
  private final Tensor scale;

  /** Measures {@code rows}, the features of the training part; there is at least one row. */
  public Standardize(Parameters parameters, List<float[]> rows) {
    this.width = rows.get(0).length;
    double[] sum = new double[width];
    double[] squares = new double[width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        sum[i] += row[i];
        squares[i] += (double) row[i] * row[i];
      }
    }
    float[] means = new float[width];
    float[] scales = new float[width];
    for (int i = 0; i < width; i++) {
      double average = sum[i] / rows.size();
      double variance = Math.max(0, squares[i] / rows.size() - average * average);
      means[i] = (float) average;
      scales[i] = 1 / Math.max(SMALLEST_DEVIATION, (float) Math.sqrt(variance));
    }
    this.mean = parameters.buffer("mean", means, width);
    this.scale = parameters.buffer("scale", scales, width);
  }

  @Override
  public Tensor forward(Tensor x, Phase phase) {
    return x.sub(mean).mul(scale);
  }

  @Override
  public String write(GraphWriter graph, String x) {
    String centred =
        graph.node("Sub", List.of(x, graph.floats("mean", Tensors.values(mean), width)));
    return graph.node("Mul", List.of(centred, graph.floats("scale", Tensors.values(scale), width)));
  }
}
