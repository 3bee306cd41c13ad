package org.covalence.layer;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.PackedSequence;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * A long short-term memory in one or two directions and one or more layers (Hochreiter and
 * Schmidhuber 1997; forget gates after Gers et al. 2000), with PyTorch's names and gate order.
 * Sequences have lengths of their own: what stands after the end of one is not read, in either
 * direction, and comes out as zero.
 */
public final class Lstm {
  private static final int GATES = 4;

  private final int layers;
  private final int directions;
  private final long inputs;
  private final long width;
  private final List<Tensor> weights = new ArrayList<>();

  /**
   * @param inputs width of what goes in
   * @param width width of the state, in each direction
   */
  public Lstm(Parameters parameters, long inputs, long width, int layers, boolean bidirectional) {
    this.layers = layers;
    this.directions = bidirectional ? 2 : 1;
    this.inputs = inputs;
    this.width = width;
    double bound = 1 / Math.sqrt(width);
    for (int layer = 0; layer < layers; layer++) {
      for (int direction = 0; direction < directions; direction++) {
        String suffix = "_l" + layer + (direction == 1 ? "_reverse" : "");
        weights.add(
            parameters.uniform("weight_ih" + suffix, bound, GATES * width, inputsOf(layer)));
        weights.add(parameters.uniform("weight_hh" + suffix, bound, GATES * width, width));
        weights.add(parameters.uniform("bias_ih" + suffix, bound, GATES * width));
        weights.add(parameters.uniform("bias_hh" + suffix, bound, GATES * width));
      }
    }
  }

  private long inputsOf(int layer) {
    return layer == 0 ? inputs : directions * width;
  }

  /** Width of what comes out: that of the state times the directions. */
  public long outputs() {
    return directions * width;
  }

  /**
   * Runs over all sequences.
   *
   * @param x batch × steps × inputs
   * @param lengths batch; each from 1 to steps, and the longest equal to steps
   * @return batch × steps × outputs, zero after each end
   */
  public Tensor forward(Tensor x, Tensor lengths) {
    PackedSequence packed = torch.pack_padded_sequence(x, lengths, true, false);
    Tensor zero = torch.zeros(layers * (long) directions, x.size(0), width);
    Tensor states =
        torch
            .lstm(
                packed.data(),
                packed.batch_sizes(),
                new TensorVector(zero, zero),
                new TensorVector(weights.toArray(Tensor[]::new)),
                true,
                layers,
                0.0,
                false,
                directions == 2)
            .get0();
    PackedSequence result =
        new PackedSequence(
            states, packed.batch_sizes(), packed.sorted_indices(), packed.unsorted_indices());
    return torch.pad_packed_sequence(result, true, 0.0, new LongOptional()).get0();
  }

  /**
   * Writes all layers.
   *
   * @param x batch × steps × inputs
   * @param lengths batch, 32-bit
   */
  public String write(GraphWriter graph, String x, String lengths) {
    String steps = graph.node("Transpose", List.of(x), GraphWriter.attribute("perm", 1, 0, 2));
    for (int layer = 0; layer < layers; layer++) {
      String states =
          graph.node(
              "LSTM",
              List.of(
                  steps,
                  gates(graph, "W", layer, 0, inputsOf(layer)),
                  gates(graph, "R", layer, 1, width),
                  biases(graph, layer),
                  lengths),
              GraphWriter.attribute("hidden_size", width),
              GraphWriter.attribute("direction", directions == 2 ? "bidirectional" : "forward"));
      // steps × directions × batch × width becomes steps × batch × (directions · width)
      String swapped =
          graph.node("Transpose", List.of(states), GraphWriter.attribute("perm", 0, 2, 1, 3));
      steps = graph.node("Reshape", List.of(swapped, graph.longs(0, 0, -1)));
    }
    return graph.node("Transpose", List.of(steps), GraphWriter.attribute("perm", 1, 0, 2));
  }

  private String gates(GraphWriter graph, String name, int layer, int kind, long columns) {
    int one = (int) (GATES * width * columns);
    float[] all = new float[directions * one];
    for (int direction = 0; direction < directions; direction++) {
      reorder(Tensors.values(weight(layer, direction, kind)), all, direction * one);
    }
    return graph.floats(name, all, directions, GATES * width, columns);
  }

  private String biases(GraphWriter graph, int layer) {
    int one = (int) (GATES * width);
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

  /**
   * PyTorch keeps the gates as input, forget, cell, output; ONNX wants input, output, forget, cell.
   */
  private static void reorder(float[] gates, float[] target, int offset) {
    int block = gates.length / GATES;
    int[] source = {0, 3, 1, 2};
    for (int gate = 0; gate < GATES; gate++) {
      System.arraycopy(gates, source[gate] * block, target, offset + gate * block, block);
    }
  }
}
