package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.covalence.onnx.GraphWriter;

/**
 * What layers make of a mask (batch × steps; 1 where a step counts, else 0) so that the steps that
 * do not count change nothing, not even by a rounding.
 */
final class Mask {
  /**
   * Adding so much to a score of any sensible size leaves exactly this number, and exponentials of
   * it are zero. It is not infinite, so that a row in which no step counts has no NaN; and bfloat16
   * can hold it.
   */
  private static final float AWAY = 1e30f;

  private Mask() {}

  /**
   * Zero where a step counts, and so low elsewhere that neither a softmax nor a maximum sees it.
   */
  static Tensor penalty(Tensor mask) {
    return mask.sub(new Scalar(1.0f)).mul(new Scalar(AWAY));
  }

  /** Writes {@link #penalty}. */
  static String writePenalty(GraphWriter graph, String mask) {
    String absent = graph.node("Sub", List.of(mask, graph.scalar(1)));
    return graph.node("Mul", List.of(absent, graph.scalar(AWAY)));
  }

  /** Whether a row has a step that counts, as 1 or 0: batch × 1. */
  static Tensor any(Tensor mask) {
    return mask.amax(new long[] {1}, true);
  }

  /** Writes {@link #any}. */
  static String writeAny(GraphWriter graph, String mask) {
    return graph.node("ReduceMax", List.of(mask), GraphWriter.attribute("axes", new long[] {1}));
  }

  /** {@code states} (batch × steps × width) with zeros where a step does not count. */
  static Tensor clear(Tensor states, Tensor mask) {
    return states.mul(mask.unsqueeze(2));
  }

  /** Writes {@link #clear}. */
  static String writeClear(GraphWriter graph, String states, String mask) {
    return graph.node(
        "Mul", List.of(states, graph.node("Unsqueeze", List.of(mask, graph.longs(2)))));
  }
}
