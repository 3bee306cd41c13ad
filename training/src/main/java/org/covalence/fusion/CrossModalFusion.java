package org.covalence.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.covalence.encoder.Encoded;
import org.covalence.layer.AttentionPooling;
import org.covalence.layer.CrossBlock;
import org.covalence.layer.Phase;
import org.covalence.onnx.GraphWriter;
import org.covalence.spec.FusionSpec;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * Cross-modal attention (Tsai et al., ACL 2019, section 3.2): the words of the text look at the
 * regions of the picture, and the regions at the words, each way by a {@link CrossBlock} with
 * several heads; what each way found is pooled and stands beside the pooled vectors themselves. A
 * way of which one end is missing is zero.
 */
final class CrossModalFusion implements Fusion {
  private final ConcatenationFusion side;
  private final List<Way> ways = new ArrayList<>();
  private final int width;

  /** From one modality to another. */
  private record Way(int queries, int context, CrossBlock block, AttentionPooling pooling) {}

  CrossModalFusion(Parameters parameters, int modalities, FusionSpec.CrossModal spec) {
    int each = spec.width();
    this.side = new ConcatenationFusion(modalities * each);
    for (int to = 0; to < modalities; to++) {
      for (int from = 0; from < modalities; from++) {
        if (to != from) {
          Parameters own = parameters.in("way" + to + from);
          ways.add(
              new Way(
                  to,
                  from,
                  new CrossBlock(
                      own.in("block"), each, each, spec.heads(), 2 * each, spec.dropout()),
                  new AttentionPooling(own.in("pooling"), each, each)));
        }
      }
    }
    this.width = modalities * each + ways.size() * each;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public Fused forward(List<Encoded> modalities, Tensor presence, Phase phase) {
    List<Tensor> parts = new ArrayList<>();
    parts.add(side.forward(modalities, presence, phase).vector());
    for (Way way : ways) {
      Encoded to = modalities.get(way.queries());
      Encoded from = modalities.get(way.context());
      Tensor queryMask = to.mask().mul(Presence.column(presence, way.queries()));
      Tensor contextMask = from.mask().mul(Presence.column(presence, way.context()));
      Tensor found = way.block().forward(to.states(), queryMask, from.states(), contextMask, phase);
      Tensor pooled = way.pooling().forward(found, queryMask, phase);
      parts.add(Presence.masked(pooled, presence, way.context()));
    }
    return new Fused(Tensors.concatenate(parts, 1), Optional.empty());
  }

  @Override
  public Written write(GraphWriter graph, List<Names> modalities, String presence) {
    List<String> parts = new ArrayList<>();
    parts.add(side.write(graph, modalities, presence).vector());
    for (Way way : ways) {
      Names to = modalities.get(way.queries());
      Names from = modalities.get(way.context());
      String queryMask = Presence.masked(graph, to.mask(), presence, way.queries());
      String contextMask = Presence.masked(graph, from.mask(), presence, way.context());
      String found = way.block().write(graph, to.states(), queryMask, from.states(), contextMask);
      String pooled = way.pooling().write(graph, found, queryMask);
      parts.add(Presence.masked(graph, pooled, presence, way.context()));
    }
    return new Written(
        graph.node("Concat", parts, GraphWriter.attribute("axis", 1L)), Optional.empty());
  }
}
