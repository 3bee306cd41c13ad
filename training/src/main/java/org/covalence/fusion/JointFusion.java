package org.covalence.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.covalence.encoder.Encoded;
import org.covalence.layer.Dropout;
import org.covalence.layer.Layer;
import org.covalence.layer.Linear;
import org.covalence.layer.Phase;
import org.covalence.layer.Relu;
import org.covalence.layer.Sequence;
import org.covalence.onnx.GraphWriter;
import org.covalence.spec.FusionSpec;
import org.covalence.tensor.Parameters;

/**
 * A hidden layer over the features of all modalities side by side, as wide as they are: what is
 * called early fusion (Baltrušaitis et al., TPAMI 2019, section 6.1). Each hidden unit may draw on
 * every modality.
 *
 * <p>Several members, one of them linear, each fitted by its own loss, are an ensemble in one
 * network; their scores are averaged. Members that were fitted together by the loss of their mean
 * would differ on those posts alone (Jeffares et al., NeurIPS 2023).
 */
final class JointFusion implements Fusion {
  private final int classes;
  private final ConcatenationFusion side;
  private final List<Layer> members = new ArrayList<>();

  /**
   * @param inputs width of all modalities together
   */
  JointFusion(Parameters parameters, int inputs, FusionSpec.Joint spec, int classes) {
    this.classes = classes;
    this.side = new ConcatenationFusion(inputs);
    for (int m = 0; m < spec.members(); m++) {
      Parameters own = parameters.in("member" + m);
      members.add(
          Sequence.of(
              new Linear(own.in("hidden"), inputs, spec.width()),
              new Relu(),
              new Dropout(spec.dropout()),
              new Linear(own.in("head"), spec.width(), classes)));
    }
    if (spec.members() > 1) {
      members.add(new Linear(parameters.in("linear"), inputs, classes));
    }
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
    Tensor all = side.forward(modalities, presence, phase).vector();
    List<Tensor> votes = members.stream().map(m -> m.forward(all, phase)).toList();
    Tensor sum = votes.stream().reduce(Tensor::add).orElseThrow();
    return new Fused(sum.div(new Scalar((double) votes.size())), Optional.empty(), votes);
  }

  @Override
  public Written write(GraphWriter graph, List<Names> modalities, String presence) {
    String all = side.write(graph, modalities, presence).vector();
    List<String> votes = members.stream().map(m -> m.write(graph, all)).toList();
    String mean =
        votes.size() == 1
            ? votes.get(0)
            : graph.node("Div", List.of(graph.node("Sum", votes), graph.scalar(votes.size())));
    return new Written(mean, Optional.empty());
  }
}
