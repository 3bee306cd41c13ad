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

/**
 * The gated multimodal unit (Arevalo et al., ICLR 2017 workshop, section 3.1, the form for more
 * than two modalities): {@code h = Σ σ(Z_m [x_1 … x_M]) ∘ tanh(W_m x_m)}. Each number of the fused
 * vector has a gate for each modality, and each gate sees all modalities.
 */
final class GatedFusion implements Fusion {
  private final int each;
  private final ConcatenationFusion side;
  private final List<Linear> contents = new ArrayList<>();
  private final List<Linear> gates = new ArrayList<>();

  GatedFusion(Parameters parameters, int modalities, int each) {
    this.each = each;
    this.side = new ConcatenationFusion(modalities * each);
    for (int m = 0; m < modalities; m++) {
      contents.add(new Linear(parameters.in("content" + m), each, each));
      gates.add(new Linear(parameters.in("gate" + m), (long) modalities * each, each));
    }
  }

  @Override
  public int width() {
    return each;
  }

  @Override
  public Fused forward(List<Encoded> modalities, Tensor presence, Phase phase) {
    Tensor all = side.forward(modalities, presence, phase).vector();
    List<Tensor> terms = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      Tensor content = torch.tanh(contents.get(m).forward(modalities.get(m).pooled(), phase));
      Tensor gate = torch.sigmoid(gates.get(m).forward(all, phase));
      terms.add(Presence.masked(gate.mul(content), presence, m));
    }
    return new Fused(terms.stream().reduce(Tensor::add).orElseThrow(), Optional.empty());
  }

  @Override
  public Written write(GraphWriter graph, List<Names> modalities, String presence) {
    String all = side.write(graph, modalities, presence).vector();
    List<String> terms = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      String content =
          graph.node("Tanh", List.of(contents.get(m).write(graph, modalities.get(m).pooled())));
      String gate = graph.node("Sigmoid", List.of(gates.get(m).write(graph, all)));
      terms.add(Presence.masked(graph, graph.node("Mul", List.of(gate, content)), presence, m));
    }
    return new Written(graph.node("Sum", terms), Optional.empty());
  }
}
