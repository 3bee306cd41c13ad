package org.covalence.fusion;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.covalence.encoder.Encoded;
import org.covalence.layer.Layer;
import org.covalence.layer.Linear;
import org.covalence.layer.Phase;
import org.covalence.layer.Relu;
import org.covalence.layer.Sequence;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;

/**
 * One hidden layer over the features of all modalities side by side, as wide as they are: what is
 * called early fusion (Baltrušaitis et al., TPAMI 2019, section 6.1). Each hidden unit may draw on
 * every modality.
 */
final class JointFusion implements Fusion {
  private final int width;
  private final ConcatenationFusion side;
  private final Layer hidden;

  /**
   * @param inputs width of all modalities together
   * @param width of the hidden layer
   */
  JointFusion(Parameters parameters, int inputs, int width) {
    this.width = width;
    this.side = new ConcatenationFusion(inputs);
    this.hidden = Sequence.of(new Linear(parameters.in("hidden"), inputs, width), new Relu());
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public Fused forward(List<Encoded> modalities, Tensor presence, Phase phase) {
    Tensor all = side.forward(modalities, presence, phase).vector();
    return new Fused(hidden.forward(all, phase), Optional.empty());
  }

  @Override
  public Written write(GraphWriter graph, List<Names> modalities, String presence) {
    String all = side.write(graph, modalities, presence).vector();
    return new Written(hidden.write(graph, all), Optional.empty());
  }
}
