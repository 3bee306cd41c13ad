package org.covalence.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;

/**
 * Gated recurrent units in one or two directions and one or more layers (Cho et al., EMNLP 2014,
 * section 2.3), with PyTorch's names and gate order. As there, the reset gate works on the state
 * after its matrix and bias, and not before. Sequences have lengths of their own: what stands after
 * the end of one is not read, in either direction, and comes out as zero.
 */
public final class Gru {
  /** PyTorch keeps reset, update, new; ONNX wants update, reset, new. */
  private static final int[] ORDER = {1, 0, 2};

  private final Recurrence recurrence;

  /**
   * @param inputs width of what goes in
   * @param width width of the state, in each direction
   */
  public Gru(Parameters parameters, long inputs, long width, int layers, boolean bidirectional) {
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
                .gru(
                    packed.data(),
                    packed.batch_sizes(),
                    start,
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
    // Zero, ONNX's default, would multiply the state by the reset gate before its matrix.
    return recurrence.write(
        graph,
        new GraphWriter.Node("GRU").with(GraphWriter.attribute("linear_before_reset", 1L)),
        x,
        lengths);
  }
}
