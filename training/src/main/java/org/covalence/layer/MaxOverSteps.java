package org.covalence.layer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.covalence.onnx.GraphWriter;

/**
 * The largest value of each feature over the steps that count (Collobert et al., JMLR 2011, section
 * 3.2.2): from batch × steps × width to batch × width.
 */
public record MaxOverSteps() implements MaskedLayer {
  @Override
  public Tensor forward(Tensor states, Tensor mask, Phase phase) {
    Tensor kept = Mask.clear(states, mask).add(Mask.penalty(mask).unsqueeze(2));
    return kept.amax(new long[] {1}, false).mul(Mask.any(mask));
  }

  @Override
  public String write(GraphWriter graph, String states, String mask) {
    String penalty =
        graph.node("Unsqueeze", List.of(Mask.writePenalty(graph, mask), graph.longs(2)));
    String kept = graph.node("Add", List.of(Mask.writeClear(graph, states, mask), penalty));
    String largest =
        graph.node(
            "ReduceMax",
            List.of(kept),
            GraphWriter.attribute("axes", new long[] {1}),
            GraphWriter.attribute("keepdims", 0L));
    return graph.node("Mul", List.of(largest, Mask.writeAny(graph, mask)));
  }
}
