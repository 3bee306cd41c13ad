package org.covalence.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;

/**
 * A long short-term memory in one or two directions and one or more layers (Hochreiter and
 * Schmidhuber 1997; forget gates after Gers et al. 2000), with PyTorch's names and gate order.
 * Sequences have lengths of their own: what stands after the end of one is not read, in either
 * direction, and comes out as zero.
 */
public final class Lstm {
  /** PyTorch keeps input, forget, cell, output; ONNX wants input, output, forget, cell. */
  private static final int[] ORDER = {0, 3, 1, 2};

  private final Recurrence recurrence;

  /**
   * @param inputs width of what goes in
   * @param width width of the state, in each direction
   */
  public Lstm(Parameters parameters, long inputs, long width, int layers, boolean bidirectional) {
    this.recurrence = new Recurrence(parameters, inputs, width, layers, bidirectional, ORDER);
  }

  /** Width of what comes out: that of the state times the directions. */
  public long outputs() {
    return recurrence.outputs();
  }

  /**
   * Runs over all sequences.
   *
   * @param x batch × steps × inputs
   * @param lengths batch; each from 0 to steps
   * @return batch × steps × outputs, zero after each end
   */
  public Tensor forward(Tensor x, Tensor lengths) {
    return recurrence.forward(
        x,
        lengths,
        (packed, start) ->
            torch
                .lstm(
                    packed.data(),
                    packed.batch_sizes(),
                    new TensorVector(start, start),
                    recurrence.weights(),
                    true,
                    recurrence.layers(),
                    0.0,
                    false,
                    recurrence.isBidirectional())
                .get0());
  }

  /**
   * Writes all layers.
   *
   * @param x batch × steps × inputs
   * @param lengths batch, 32-bit
   * @return batch × steps × outputs
   */
  public String write(GraphWriter graph, String x, String lengths) {
    return recurrence.write(graph, new GraphWriter.Node("LSTM"), x, lengths);
  }
}
