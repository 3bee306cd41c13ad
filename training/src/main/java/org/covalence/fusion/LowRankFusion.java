package org.covalence.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.covalence.encoder.Encoded;
import org.covalence.layer.Linear;
import org.covalence.layer.Phase;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;

/**
 * Low-rank multimodal fusion (Liu et al., ACL 2018, section 3.2): {@link TensorFusion} and a linear
 * layer after it, with weights of low rank, so that the product is never laid out: {@code h = Σ_r
 * ∏_m (W_m^r x_m + b_m^r)}. The bias stands for the one before each modality.
 */
final class LowRankFusion implements Fusion {
  private final int each;
  private final int rank;
  private final List<Linear> factors = new ArrayList<>();

  LowRankFusion(Parameters parameters, int modalities, int each, int rank) {
    this.each = each;
    this.rank = rank;
    for (int m = 0; m < modalities; m++) {
      factors.add(new Linear(parameters.in("factor" + m), each, (long) rank * each));
    }
  }

  @Override
  public int width() {
    return each;
  }

  @Override
  public Fused forward(List<Encoded> modalities, Tensor presence, Phase phase) {
    List<Tensor> terms = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      Tensor masked = Presence.masked(modalities.get(m).pooled(), presence, m);
      terms.add(factors.get(m).forward(masked, phase));
    }
    Tensor product = terms.stream().reduce(Tensor::mul).orElseThrow();
    Tensor sum =
        product.reshape(-1, rank, each).sum(new long[] {1}, false, new ScalarTypeOptional());
    return new Fused(sum, Optional.empty());
  }

  @Override
  public Written write(GraphWriter graph, List<Names> modalities, String presence) {
    String product = "";
    for (int m = 0; m < modalities.size(); m++) {
      String masked = Presence.masked(graph, modalities.get(m).pooled(), presence, m);
      String term = factors.get(m).write(graph, masked);
      product = m == 0 ? term : graph.node("Mul", List.of(product, term));
    }
    String ranks = graph.node("Reshape", List.of(product, graph.longs(-1, rank, each)));
    return new Written(
        graph.node(
            "ReduceSum", List.of(ranks, graph.longs(1)), GraphWriter.attribute("keepdims", 0L)),
        Optional.empty());
  }
}
