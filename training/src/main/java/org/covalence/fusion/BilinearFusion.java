package org.covalence.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.encoder.Encoded;
import org.covalence.layer.Linear;
import org.covalence.layer.Phase;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * Each modality as it is, and beside them each pair's low-rank bilinear product {@code tanh(U x) ∘
 * tanh(V y)} (Kim et al., ICLR 2017, section 3.2, the linear map after it being the head's). A pair
 * of which one is missing is zero.
 */
final class BilinearFusion implements Fusion {
  private final int width;
  private final int modalities;
  private final ConcatenationFusion side;
  private final List<Linear> sides = new ArrayList<>();

  BilinearFusion(Parameters parameters, int modalities, int each) {
    this.modalities = modalities;
    this.side = new ConcatenationFusion(modalities * each);
    this.width = modalities * each + modalities * (modalities - 1) / 2 * each;
    for (int a = 0; a < modalities; a++) {
      for (int b = 0; b < a; b++) {
        sides.add(new Linear(parameters.in("left" + a + b), each, each));
        sides.add(new Linear(parameters.in("right" + a + b), each, each));
      }
    }
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public Fused forward(List<Encoded> modalities, Tensor presence, Phase phase) {
    List<Tensor> parts = new ArrayList<>();
    parts.add(side.forward(modalities, presence, phase).vector());
    int next = 0;
    for (int a = 0; a < this.modalities; a++) {
      for (int b = 0; b < a; b++) {
        Tensor left = torch.tanh(sides.get(next++).forward(modalities.get(a).pooled(), phase));
        Tensor right = torch.tanh(sides.get(next++).forward(modalities.get(b).pooled(), phase));
        parts.add(Presence.masked(left, presence, a).mul(Presence.masked(right, presence, b)));
      }
    }
    return new Fused(Tensors.concatenate(parts, 1), Optional.empty());
  }

  @Override
  public Written write(GraphWriter graph, List<Names> modalities, String presence) {
    List<String> parts = new ArrayList<>();
    parts.add(side.write(graph, modalities, presence).vector());
    int next = 0;
    for (int a = 0; a < this.modalities; a++) {
      for (int b = 0; b < a; b++) {
        String left = sides.get(next++).write(graph, modalities.get(a).pooled());
        String right = sides.get(next++).write(graph, modalities.get(b).pooled());
        parts.add(
            graph.node(
                "Mul",
                List.of(
                    Presence.masked(graph, graph.node("Tanh", List.of(left)), presence, a),
                    Presence.masked(graph, graph.node("Tanh", List.of(right)), presence, b))));
      }
    }
    return new Written(
        graph.node("Concat", parts, GraphWriter.attribute("axis", 1L)), Optional.empty());
  }
}
