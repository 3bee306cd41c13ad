package org.covalence.encoder;

import java.util.List;
import org.covalence.graph.OnnxFile;
import org.covalence.onnx.GraphWriter;

/** The graph of a text encoder while it is written: what stands at its two ends. */
final class TextGraph {
  private final GraphWriter graph;
  private final String tokens;
  private final String mask;

  /** Begins a graph called {@code name}. */
  TextGraph(String name) {
    this.graph = new GraphWriter(name);
    this.tokens = graph.longInput(TextEncoder.INPUT, "batch", "steps");
    String absent = graph.node("Equal", List.of(tokens, graph.longs(0)));
    this.mask = cast(graph.node("Not", List.of(absent)), OnnxFile.Port.FLOAT);
  }

  GraphWriter graph() {
    return graph;
  }

  /** Token ids: batch × steps, 64-bit. */
  String tokens() {
    return tokens;
  }

  /** Batch × steps; 1 where a token stands, else 0. */
  String mask() {
    return mask;
  }

  /** Writes how many tokens each text has: batch, 32-bit. */
  String lengths() {
    String count =
        graph.node(
            "ReduceSum", List.of(mask, graph.longs(1)), GraphWriter.attribute("keepdims", 0L));
    return cast(count, OnnxFile.Port.INT32);
  }

  private String cast(String value, int type) {
    return graph.node("Cast", List.of(value), GraphWriter.attribute("to", (long) type));
  }

  /**
   * Ends the graph.
   *
   * @param states batch × steps × width
   * @param pooled batch × width
   */
  OnnxFile finish(String states, String pooled, long width, boolean withStates) {
    graph.floatOutput(TextEncoder.OUTPUT, pooled, "batch", width);
    if (withStates) {
      graph.floatOutput(TextEncoder.STATES, states, "batch", "steps", width);
      graph.floatOutput(TextEncoder.MASK, mask, "batch", "steps");
    }
    return graph.finish();
  }
}
