package org.covalence.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.covalence.encoder.Encoded;
import org.covalence.layer.AttentionPooling;
import org.covalence.layer.Dropout;
import org.covalence.layer.Layer;
import org.covalence.layer.Linear;
import org.covalence.layer.Phase;
import org.covalence.layer.Sequence;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * Each modality scores the classes by itself, and the scores are averaged by how far each modality
 * is to be trusted in this post, which is learnt: a mixture of experts, one a modality (Jacobs et
 * al., Neural Computation 1991), whose gate looks at each expert's own features. A score of each
 * class is added, which is all that is said of a post without any modality.
 */
final class LateFusion implements Fusion {
  private final int classes;
  private final List<Layer> heads = new ArrayList<>();
  private final AttentionPooling confidence;
  private final Tensor bias;

  LateFusion(Parameters parameters, int modalities, int each, double dropout, int classes) {
    this.classes = classes;
    for (int m = 0; m < modalities; m++) {
      heads.add(
          Sequence.of(new Dropout(dropout), new Linear(parameters.in("head" + m), each, classes)));
    }
    this.confidence = new AttentionPooling(parameters.in("confidence"), each, each);
    this.bias = parameters.constant("bias", 0, classes);
  }

  @Override
  public int width() {
    return classes;
  }

  @Override
  public boolean decides() {
    return true;
  }

  @Override
  public Fused forward(List<Encoded> modalities, Tensor presence, Phase phase) {
    List<Tensor> scores = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      scores.add(heads.get(m).forward(modalities.get(m).pooled(), phase));
    }
    Tensor weights =
        confidence.weights(
            stacked(modalities.stream().map(Encoded::pooled).toList()), presence, phase);
    Tensor weighed = weights.unsqueeze(2).mul(stacked(scores));
    Tensor mean = weighed.sum(new long[] {1}, false, new ScalarTypeOptional());
    return new Fused(mean.add(bias), Optional.of(weights));
  }

  private static Tensor stacked(List<Tensor> rows) {
    return torch.stack(new TensorVector(rows.toArray(Tensor[]::new)), 1);
  }

  @Override
  public Written write(GraphWriter graph, List<Names> modalities, String presence) {
    List<String> scores = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      scores.add(heads.get(m).write(graph, modalities.get(m).pooled()));
    }
    String weights =
        confidence.writeWeights(
            graph, stacked(graph, modalities.stream().map(Names::pooled).toList()), presence);
    String weighed =
        graph.node(
            "Mul",
            List.of(
                graph.node("Unsqueeze", List.of(weights, graph.longs(2))), stacked(graph, scores)));
    String mean =
        graph.node(
            "ReduceSum", List.of(weighed, graph.longs(1)), GraphWriter.attribute("keepdims", 0L));
    String all =
        graph.node("Add", List.of(mean, graph.floats("bias", Tensors.values(bias), classes)));
    return new Written(all, Optional.of(weights));
  }

  private static String stacked(GraphWriter graph, List<String> rows) {
    List<String> steps =
        rows.stream().map(r -> graph.node("Unsqueeze", List.of(r, graph.longs(1)))).toList();
    return graph.node("Concat", steps, GraphWriter.attribute("axis", 1L));
  }
}
