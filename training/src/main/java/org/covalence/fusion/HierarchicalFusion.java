package org.covalence.fusion;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.covalence.encoder.Encoded;
import org.covalence.layer.AttentionPooling;
import org.covalence.layer.Phase;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;

/**
 * Hierarchical attention (Yang et al., NAACL 2016, section 2.2, with the modalities of a post in
 * the place of the sentences of a document): the words and regions of each modality are weighed by
 * a query of its own, and the modalities by {@link AttentionFusion}.
 */
final class HierarchicalFusion implements Fusion {
  private final List<AttentionPooling> within = new ArrayList<>();
  private final AttentionFusion between;

  HierarchicalFusion(Parameters parameters, int modalities, int each) {
    for (int m = 0; m < modalities; m++) {
      within.add(new AttentionPooling(parameters.in("within" + m), each, each));
    }
    this.between = new AttentionFusion(parameters.in("between"), modalities, each);
  }

  @Override
  public int width() {
    return between.width();
  }

  @Override
  public Fused forward(List<Encoded> modalities, Tensor presence, Phase phase) {
    List<Encoded> pooled = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      Encoded one = modalities.get(m);
      Tensor mask = one.mask().mul(Presence.column(presence, m));
      pooled.add(Encoded.ofPooled(within.get(m).forward(one.states(), mask, phase)));
    }
    return between.forward(pooled, presence, phase);
  }

  @Override
  public Written write(GraphWriter graph, List<Names> modalities, String presence) {
    List<Names> pooled = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      Names one = modalities.get(m);
      String mask = graph.node("Mul", List.of(one.mask(), Presence.column(graph, presence, m)));
      pooled.add(new Names(within.get(m).write(graph, one.states(), mask), "", ""));
    }
    return between.write(graph, pooled, presence);
  }
}
