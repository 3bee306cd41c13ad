package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * A convolution over windows of steps (Kim, EMNLP 2014, section 2), with PyTorch's names and
 * initial values. Steps that do not count are read as zeros, like those before the start and after
 * the end.
 *
 * <p>From batch × steps × inputs to batch × steps × outputs, one window for each step, zero where a
 * window does not count; {@link #windows} tells which do.
 */
public final class StepConvolution implements MaskedLayer {
  /** Which windows there are. */
  public enum Padding {
    /**
     * The step in the middle of a window (the left one of two) is the window's step: every step
     * that counts has a window.
     */
    SAME,
    /**
     * The first step of a window is the window's step, and a window counts where its last step
     * does, so that none reaches over the end. A sequence shorter than the kernel has one window,
     * filled up with zeros. For masks that are ones, then zeros.
     */
    VALID
  }

  private final long inputs;
  private final long outputs;
  private final long kernel;
  private final Padding padding;
  private final Tensor weight;
  private final Tensor bias;

  /**
   * @param inputs width of a step
   * @param outputs features of a window
   * @param kernel steps of a window, at least 1
   */
  public StepConvolution(
      Parameters parameters, long inputs, long outputs, long kernel, Padding padding) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.kernel = kernel;
    this.padding = padding;
    double bound = 1 / Math.sqrt(inputs * kernel);
    this.weight = parameters.uniform("weight", bound, outputs, inputs, kernel);
    this.bias = parameters.uniform("bias", bound, outputs);
  }

  private long before() {
    return padding == Padding.SAME ? (kernel - 1) / 2 : 0;
  }

  private long after() {
    return kernel - 1 - before();
  }

  /**
   * Which windows count.
   *
   * @param mask batch × steps; 1 where a step counts, else 0
   * @return batch × steps; 1 where a window counts, else 0
   */
  public Tensor windows(Tensor mask) {
    if (padding == Padding.SAME) {
      return mask;
    }
    Tensor padded = torch.constant_pad_nd(mask, 0, kernel - 1);
    Tensor others = padded.narrow(1, kernel, mask.size(1) - 1);
    return Tensors.concatenate(List.of(mask.narrow(1, 0, 1), others), 1);
  }

  @Override
  public Tensor forward(Tensor states, Tensor mask, Phase phase) {
    Tensor channels = Mask.clear(states, mask).transpose(1, 2);
    // PyTorch's own padding is the same at both ends, which even kernels cannot use.
    Tensor padded = torch.constant_pad_nd(channels, before(), after());
    Tensor convolved =
        torch.conv1d(
            padded,
            weight,
            new TensorOptional(bias),
            new long[] {1},
            new long[] {0},
            new long[] {1},
            1);
    return Mask.clear(convolved.transpose(1, 2), windows(mask));
  }

  /** Writes {@link #windows}. */
  public String writeWindows(GraphWriter graph, String mask) {
    if (padding == Padding.SAME) {
      return mask;
    }
    String first =
        graph.node("Slice", List.of(mask, graph.longs(0), graph.longs(1), graph.longs(1)));
    String padded = graph.node("Pad", List.of(mask, graph.longs(0, 0, 0, kernel - 1)));
    String others =
        graph.node(
            "Slice",
            List.of(padded, graph.longs(kernel), graph.longs(Long.MAX_VALUE), graph.longs(1)));
    return graph.node("Concat", List.of(first, others), GraphWriter.attribute("axis", 1L));
  }

  @Override
  public String write(GraphWriter graph, String states, String mask) {
    String channels = writeSwapped(graph, Mask.writeClear(graph, states, mask));
    String convolved =
        graph.node(
            "Conv",
            List.of(
                channels,
                graph.floats("weight", Tensors.values(weight), outputs, inputs, kernel),
                graph.floats("bias", Tensors.values(bias), outputs)),
            GraphWriter.attribute("kernel_shape", new long[] {kernel}),
            GraphWriter.attribute("pads", before(), after()));
    return Mask.writeClear(graph, writeSwapped(graph, convolved), writeWindows(graph, mask));
  }

  private static String writeSwapped(GraphWriter graph, String x) {
    return graph.node("Transpose", List.of(x), GraphWriter.attribute("perm", 0, 2, 1));
  }
}
