package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * Adds to each step a vector that tells its place, without which attention would not know one order
 * from another: batch × steps × width to the same.
 */
public final class Positions implements Layer {
  /** As for the embeddings of BERT and GPT: small beside a word's own vector. */
  private static final double LEARNT_DEVIATION = 0.02;

  private final int steps;
  private final long width;
  private final Tensor table;

  private Positions(Tensor table, int steps, int width) {
    this.table = table;
    this.steps = steps;
    this.width = width;
  }

  /**
   * Vectors that are fitted.
   *
   * @param steps of the longest sequence
   */
  public static Positions learnt(Parameters parameters, int steps, int width) {
    Tensor table = parameters.normal("weight", LEARNT_DEVIATION, steps, width);
    parameters.exemptFromDecay("weight");
    return new Positions(table, steps, width);
  }

  /**
   * Sines and cosines of wavelengths from 2π to 20000π (Vaswani et al., NIPS 2017, section 3.5),
   * which are not fitted.
   *
   * @param steps of the longest sequence
   */
  public static Positions sinusoidal(Parameters parameters, int steps, int width) {
    float[] values = new float[Math.multiplyExact(steps, width)];
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < width; i++) {
        double angle = step / Math.pow(10_000, (double) (i / 2 * 2) / width);
        values[step * width + i] = (float) (i % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
    return new Positions(parameters.buffer("weight", values, steps, width), steps, width);
  }

  @Override
  public Tensor forward(Tensor x, Phase phase) {
    if (x.size(1) > steps) {
      throw new IllegalArgumentException(
          "expected at most " + steps + " steps, found " + x.size(1));
    }
    return x.add(table.narrow(0, 0, x.size(1)));
  }

  @Override
  public String write(GraphWriter graph, String x) {
    String length =
        graph.node(
            "Shape",
            List.of(x),
            GraphWriter.attribute("start", 1L),
            GraphWriter.attribute("end", 2L));
    String all = graph.floats("positions", Tensors.values(table), steps, width);
    String first = graph.node("Slice", List.of(all, graph.longs(0), length, graph.longs(0)));
    return graph.node("Add", List.of(x, first));
  }
}
