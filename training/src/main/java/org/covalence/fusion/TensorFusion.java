package org.covalence.fusion;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.encoder.Encoded;
import org.covalence.layer.Phase;
import org.covalence.onnx.GraphWriter;
import org.covalence.store.CovalenceException;
import org.covalence.tensor.Tensors;

/**
 * The tensor fusion network's product of all modalities, each with a one before it (Zadeh et al.,
 * EMNLP 2017, section 4.2): every modality alone, every pair, and so on. A missing modality is its
 * one and zeros, which leaves what the others say among themselves.
 */
final class TensorFusion implements Fusion {
  private static final int MOST = 1 << 16;

  private final int width;

  /**
   * @throws CovalenceException if the product would be wider than 65,536
   */
  TensorFusion(int modalities, int each) {
    double size = Math.pow(each + 1.0, modalities);
    if (size > MOST) {
      throw CovalenceException.usage(
          "the product of "
              + modalities
              + " modalities, each "
              + each
              + " wide and a one, would have over "
              + MOST
              + " numbers",
          "fusion-width",
          "choose a smaller width, or the fusion low-rank");
    }
    this.width = (int) size;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public Fused forward(List<Encoded> modalities, Tensor presence, Phase phase) {
    Tensor product = withOne(modalities.get(0).pooled(), presence, 0);
    for (int m = 1; m < modalities.size(); m++) {
      Tensor next = withOne(modalities.get(m).pooled(), presence, m);
      product = product.unsqueeze(2).mul(next.unsqueeze(1)).flatten(1, -1);
    }
    return new Fused(product, Optional.empty());
  }

  private static Tensor withOne(Tensor vectors, Tensor presence, int modality) {
    Tensor one = torch.ones_like(Presence.column(presence, modality));
    return Tensors.concatenate(List.of(one, Presence.masked(vectors, presence, modality)), 1);
  }

  @Override
  public Written write(GraphWriter graph, List<Names> modalities, String presence) {
    String product = withOne(graph, modalities.get(0).pooled(), presence, 0);
    for (int m = 1; m < modalities.size(); m++) {
      String next = withOne(graph, modalities.get(m).pooled(), presence, m);
      String outer =
          graph.node(
              "Mul",
              List.of(
                  graph.node("Unsqueeze", List.of(product, graph.longs(2))),
                  graph.node("Unsqueeze", List.of(next, graph.longs(1)))));
      product = graph.node("Flatten", List.of(outer), GraphWriter.attribute("axis", 1L));
    }
    return new Written(product, Optional.empty());
  }

  private static String withOne(GraphWriter graph, String vectors, String presence, int modality) {
    // A number to the power of zero is one, whatever the batch.
    String one =
        graph.node("Pow", List.of(Presence.column(graph, presence, modality), graph.scalar(0)));
    return graph.node(
        "Concat",
        List.of(one, Presence.masked(graph, vectors, presence, modality)),
        GraphWriter.attribute("axis", 1L));
  }
}
