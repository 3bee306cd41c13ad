package org.covalence.fusion;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.encoder.Encoded;
import org.covalence.layer.AttentionPooling;
import org.covalence.layer.Phase;
import org.covalence.layer.TransformerBlock;
import org.covalence.onnx.GraphWriter;
import org.covalence.spec.FusionSpec;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * The multimodal bottleneck transformer (Nagrani et al., NeurIPS 2021, section 3.2.3, equations 8
 * and 9): each modality has transformer blocks of its own over its states and a few tokens that all
 * modalities share. After each block the shared tokens are the mean of what the present modalities
 * made of them, so that whatever one modality tells another must pass through them.
 */
final class BottleneckFusion implements Fusion {
  private final FusionSpec.Bottleneck spec;
  private final Tensor shared;
  private final List<List<TransformerBlock>> blocks = new ArrayList<>();
  private final List<AttentionPooling> poolings = new ArrayList<>();
  private final ConcatenationFusion side;

  BottleneckFusion(Parameters parameters, int modalities, FusionSpec.Bottleneck spec) {
    this.spec = spec;
    int each = spec.width();
    this.shared = parameters.uniform("shared", 1 / Math.sqrt(each), spec.tokens(), each);
    for (int layer = 0; layer < spec.layers(); layer++) {
      List<TransformerBlock> own = new ArrayList<>();
      for (int m = 0; m < modalities; m++) {
        own.add(
            new TransformerBlock(
                parameters.in("block" + layer + m), each, spec.heads(), 2 * each, spec.dropout()));
      }
      blocks.add(own);
    }
    for (int m = 0; m < modalities; m++) {
      poolings.add(new AttentionPooling(parameters.in("pooling" + m), each, each));
    }
    this.side = new ConcatenationFusion(modalities * each);
  }

  @Override
  public int width() {
    return side.width();
  }

  @Override
  public Fused forward(List<Encoded> modalities, Tensor presence, Phase phase) {
    long posts = presence.size(0);
    Tensor tokens = shared.unsqueeze(0).expand(posts, spec.tokens(), spec.width());
    Tensor everyToken = torch.ones(posts, spec.tokens());
    Tensor count = present(presence).unsqueeze(2);
    List<Tensor> states = new ArrayList<>();
    List<Tensor> masks = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      states.add(modalities.get(m).states());
      masks.add(modalities.get(m).mask().mul(Presence.column(presence, m)));
    }
    for (List<TransformerBlock> layer : blocks) {
      List<Tensor> told = new ArrayList<>();
      for (int m = 0; m < modalities.size(); m++) {
        long steps = states.get(m).size(1);
        Tensor both = Tensors.concatenate(List.of(states.get(m), tokens), 1);
        Tensor mask = Tensors.concatenate(List.of(masks.get(m), everyToken), 1);
        Tensor after = layer.get(m).forward(both, mask, phase);
        states.set(m, after.narrow(1, 0, steps));
        Tensor own = after.narrow(1, steps, spec.tokens());
        told.add(own.mul(Presence.column(presence, m).unsqueeze(2)));
      }
      tokens = told.stream().reduce(Tensor::add).orElseThrow().div(count);
    }
    List<Encoded> pooled = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      Tensor both = Tensors.concatenate(List.of(states.get(m), tokens), 1);
      Tensor mask = Tensors.concatenate(List.of(masks.get(m), everyToken), 1);
      pooled.add(Encoded.ofPooled(poolings.get(m).forward(both, mask, phase)));
    }
    return side.forward(pooled, presence, phase);
  }

  /** How many modalities each post has, at least one: batch × 1. */
  private static Tensor present(Tensor presence) {
    return torch.clamp_min(
        presence.sum(new long[] {1}, true, new ScalarTypeOptional()), new Scalar(1.0));
  }

  @Override
  public Written write(GraphWriter graph, List<Names> modalities, String presence) {
    // A number to the power of zero is one, whatever the batch.
    String ones = graph.node("Pow", List.of(Presence.column(graph, presence, 0), graph.scalar(0)));
    String everyToken = graph.node("Expand", List.of(ones, graph.longs(1, spec.tokens())));
    String tokens =
        graph.node(
            "Mul",
            List.of(
                graph.node("Unsqueeze", List.of(ones, graph.longs(2))),
                graph.floats("shared", Tensors.values(shared), 1, spec.tokens(), spec.width())));
    String sum =
        graph.node(
            "ReduceSum", List.of(presence, graph.longs(1)), GraphWriter.attribute("keepdims", 1L));
    String count =
        graph.node(
            "Unsqueeze", List.of(graph.node("Max", List.of(sum, graph.scalar(1))), graph.longs(2)));
    List<String> states = new ArrayList<>();
    List<String> masks = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      states.add(modalities.get(m).states());
      String own = Presence.masked(graph, modalities.get(m).mask(), presence, m);
      masks.add(joined(graph, own, everyToken));
    }
    for (List<TransformerBlock> layer : blocks) {
      List<String> told = new ArrayList<>();
      for (int m = 0; m < modalities.size(); m++) {
        String both = joined(graph, states.get(m), tokens);
        String after = layer.get(m).write(graph, both, masks.get(m));
        states.set(m, steps(graph, after, 0, -spec.tokens()));
        String own = steps(graph, after, -spec.tokens(), Long.MAX_VALUE);
        String column =
            graph.node("Unsqueeze", List.of(Presence.column(graph, presence, m), graph.longs(2)));
        told.add(graph.node("Mul", List.of(own, column)));
      }
      tokens = graph.node("Div", List.of(graph.node("Sum", told), count));
    }
    List<Names> pooled = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      String both = joined(graph, states.get(m), tokens);
      pooled.add(new Names(poolings.get(m).write(graph, both, masks.get(m)), "", ""));
    }
    return side.write(graph, pooled, presence);
  }

  private static String joined(GraphWriter graph, String first, String second) {
    return graph.node("Concat", List.of(first, second), GraphWriter.attribute("axis", 1L));
  }

  /** Of batch × steps × width, the steps from one to before another; negative from the end. */
  private static String steps(GraphWriter graph, String states, long from, long to) {
    return graph.node("Slice", List.of(states, graph.longs(from), graph.longs(to), graph.longs(1)));
  }
}
