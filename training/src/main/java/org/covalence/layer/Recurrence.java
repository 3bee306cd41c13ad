package org.covalence.layer;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.PackedSequence;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * What recurrent layers have in common: weights for each layer and direction with PyTorch's names,
 * sequences that are packed by their lengths, and the form that ONNX wants both in. What a gate
 * does is known to the operators alone.
 */
final class Recurrence {
  private final int layers;
  private final int directions;
  private final long inputs;
  private final long width;
  private final int[] order;
  private final List<Tensor> weights = new ArrayList<>();

  /**
   * @param inputs width of what goes in
   * @param width width of the state, in each direction
   * @param order for each gate that ONNX wants, in its order, which gate of PyTorch's it is
   */
  Recurrence(
      Parameters parameters,
      long inputs,
      long width,
      int layers,
      boolean bidirectional,
      int... order) {
    this.layers = layers;
    this.directions = bidirectional ? 2 : 1;
    this.inputs = inputs;
    this.width = width;
    this.order = order;
    double bound = 1 / Math.sqrt(width);
    long rows = order.length * width;
    for (int layer = 0; layer < layers; layer++) {
      for (int direction = 0; direction < directions; direction++) {
        String suffix = "_l" + layer + (direction == 1 ? "_reverse" : "");
        weights.add(parameters.uniform("weight_ih" + suffix, bound, rows, inputsOf(layer)));
        weights.add(parameters.uniform("weight_hh" + suffix, bound, rows, width));
        weights.add(parameters.uniform("bias_ih" + suffix, bound, rows));
        weights.add(parameters.uniform("bias_hh" + suffix, bound, rows));
      }
    }
  }

  private long inputsOf(int layer) {
    return layer == 0 ? inputs : outputs();
  }

  /** Width of what comes out: that of the state times the directions. */
  long outputs() {
    return directions * width;
  }

  int layers() {
    return layers;
  }

  boolean isBidirectional() {
    return directions == 2;
  }

  /** All weights, in the order in which PyTorch takes them. */
  TensorVector weights() {
    return new TensorVector(weights.toArray(Tensor[]::new));
  }

  /** The state before the first step: layers times directions × batch × width. */
  Tensor start(long batch) {
    return torch.zeros(layers * (long) directions, batch, width);
  }

  /** Runs packed sequences, all steps of which count. */
  interface Kernel {
    /**
     * Runs all layers and gives the states of the last.
     *
     * @param packed the sequences
     * @param start the state before the first step
     * @return the states, packed like the sequences
     */
    Tensor run(PackedSequence packed, Tensor start);
  }

  /**
   * Runs over all sequences.
   *
   * @param x batch × steps × inputs
   * @param lengths batch; each from 0 to steps
   * @return batch × steps × outputs, zero after each end
   */
  Tensor forward(Tensor x, Tensor lengths, Kernel kernel) {
    // PyTorch packs no sequence without a step; such a one is run over its first and then cleared.
    Tensor atLeastOne = lengths.clamp_min(new Scalar(1L));
    PackedSequence packed = torch.pack_padded_sequence(x, atLeastOne, true, false);
    PackedSequence result =
        new PackedSequence(
            kernel.run(packed, start(x.size(0))),
            packed.batch_sizes(),
            packed.sorted_indices(),
            packed.unsorted_indices());
    Tensor states =
        torch.pad_packed_sequence(result, true, 0.0, new LongOptional(x.size(1))).get0();
    Tensor empty = lengths.eq(new Scalar(0L));
    return empty.any().item_bool()
        ? states.masked_fill(empty.unsqueeze(1).unsqueeze(1), new Scalar(0.0f))
        : states;
  }

  /**
   * Writes all layers.
   *
   * @param x batch × steps × inputs
   * @param lengths batch, 32-bit; each from 0 to steps
   * @return batch × steps × outputs
   */
  String write(GraphWriter graph, GraphWriter.Node cell, String x, String lengths) {
    GraphWriter.Node node =
        cell.with(GraphWriter.attribute("hidden_size", width))
            .with(
                GraphWriter.attribute(
                    "direction", isBidirectional() ? "bidirectional" : "forward"));
    String steps = graph.node("Transpose", List.of(x), GraphWriter.attribute("perm", 1, 0, 2));
    for (int layer = 0; layer < layers; layer++) {
      String states =
          graph.node(
              node,
              List.of(
                  steps,
                  gates(graph, "W", layer, 0, inputsOf(layer)),
                  gates(graph, "R", layer, 1, width),
                  biases(graph, layer),
                  lengths));
      // steps × directions × batch × width becomes steps × batch × (directions · width)
      String swapped =
          graph.node("Transpose", List.of(states), GraphWriter.attribute("perm", 0, 2, 1, 3));
      steps = graph.node("Reshape", List.of(swapped, graph.longs(0, 0, -1)));
    }
    return graph.node("Transpose", List.of(steps), GraphWriter.attribute("perm", 1, 0, 2));
  }

  private String gates(GraphWriter graph, String name, int layer, int kind, long columns) {
    int one = (int) (order.length * width * columns);
    float[] all = new float[directions * one];
    for (int direction = 0; direction < directions; direction++) {
      reorder(Tensors.values(weight(layer, direction, kind)), all, direction * one);
    }
    return graph.floats(name, all, directions, order.length * width, columns);
  }

  private String biases(GraphWriter graph, int layer) {
    int one = (int) (order.length * width);
    float[] all = new float[directions * 2 * one];
    for (int direction = 0; direction < directions; direction++) {
      reorder(Tensors.values(weight(layer, direction, 2)), all, 2 * direction * one);
      reorder(Tensors.values(weight(layer, direction, 3)), all, (2 * direction + 1) * one);
    }
    return graph.floats("B", all, directions, 2L * one);
  }

  private Tensor weight(int layer, int direction, int kind) {
    return weights.get((layer * directions + direction) * 4 + kind);
  }

  private void reorder(float[] gates, float[] target, int offset) {
    int block = gates.length / order.length;
    for (int gate = 0; gate < order.length; gate++) {
      System.arraycopy(gates, order[gate] * block, target, offset + gate * block, block);
    }
  }
}
