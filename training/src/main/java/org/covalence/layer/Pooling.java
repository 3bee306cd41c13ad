package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;

/**
 * The largest or the mean value of square windows over batch × channels × height × width, or the
 * mean of the whole picture.
 */
public sealed interface Pooling extends Layer {
  /** The largest value of each window. */
  record Max(long kernel, long stride, long padding) implements Pooling {
    @Override
    public Tensor forward(Tensor x, Phase phase) {
      return torch.max_pool2d(
          x,
          new long[] {kernel, kernel},
          new long[] {stride, stride},
          new long[] {padding, padding},
          new long[] {1, 1},
          false);
    }

    @Override
    public String write(GraphWriter graph, String x) {
      return graph.node(
          "MaxPool",
          List.of(x),
          GraphWriter.attribute("kernel_shape", kernel, kernel),
          GraphWriter.attribute("strides", stride, stride),
          GraphWriter.attribute("pads", padding, padding, padding, padding));
    }
  }

  /** The mean of each window; windows lie side by side. */
  record Mean(long kernel) implements Pooling {
    @Override
    public Tensor forward(Tensor x, Phase phase) {
      return torch.avg_pool2d(x, kernel, kernel);
    }

    @Override
    public String write(GraphWriter graph, String x) {
      return graph.node(
          "AveragePool",
          List.of(x),
          GraphWriter.attribute("kernel_shape", kernel, kernel),
          GraphWriter.attribute("strides", kernel, kernel));
    }
  }

  /** The mean over the picture: batch × channels. */
  record Global() implements Pooling {
    @Override
    public Tensor forward(Tensor x, Phase phase) {
      return torch.adaptive_avg_pool2d(x, 1, 1).flatten(1, -1);
    }

    @Override
    public String write(GraphWriter graph, String x) {
      return graph.node(
          "Flatten",
          List.of(graph.node("GlobalAveragePool", List.of(x))),
          GraphWriter.attribute("axis", 1L));
    }
  }
}
