package org.covalence.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.covalence.encoder.Encoded;
import org.covalence.graph.OnnxFile;
import org.covalence.layer.Dropout;
import org.covalence.layer.Layer;
import org.covalence.layer.Linear;
import org.covalence.layer.Phase;
import org.covalence.layer.Sequence;
import org.covalence.model.ModelDescription;
import org.covalence.onnx.GraphWriter;
import org.covalence.post.Modality;
import org.covalence.spec.FusionSpec;
import org.covalence.tensor.Parameters;

/**
 * From encoded modalities to classes: a projection for each, the fusion, and a linear head. It is
 * one graph of a saved model.
 */
public final class FusionHead {
  private final List<Port> ports;
  private final List<Projection> projections = new ArrayList<>();
  private final Fusion fusion;
  private final Layer head;
  private final List<Layer> auxiliary = new ArrayList<>();
  private final int classes;

  /**
   * One modality that comes in.
   *
   * @param width of its features
   * @param dropout on its features while fitting
   * @param examples features of the training part, by which those of a frozen encoder are
   *     standardised; empty for a trained encoder
   */
  public record Port(
      Modality modality, int width, double dropout, Optional<List<float[]>> examples) {}

  public FusionHead(Parameters parameters, FusionSpec spec, List<Port> ports, int classes) {
    this.ports = List.copyOf(ports);
    this.classes = classes;
    for (Port port : ports) {
      projections.add(
          new Projection(
              parameters.in(port.modality().name()),
              port.width(),
              spec.width(),
              port.dropout(),
              port.examples()));
    }
    this.fusion =
        spec instanceof FusionSpec.Attention
            ? new AttentionFusion(parameters.in("attention"), ports.size(), spec.width())
            : new ConcatenationFusion(ports.size(), spec.width());
    for (Port port : ports) {
      auxiliary.add(
          Sequence.of(
              new Dropout(spec.dropout()),
              new Linear(
                  parameters.in("auxiliary").in(port.modality().name()), spec.width(), classes)));
    }
    this.head =
        Sequence.of(
            new Dropout(spec.dropout()),
            new Linear(parameters.in("head"), fusion.width(), classes));
  }

  /**
   * What comes out.
   *
   * @param logits batch × classes
   * @param weights batch × modalities; empty for a fusion that has none
   * @param auxiliary for each modality what it alone says, batch × classes; only while fitting,
   *     else empty. A head of its own keeps a modality learning although the other one is easier to
   *     learn from
   */
  public record Output(Tensor logits, Optional<Tensor> weights, List<Tensor> auxiliary) {}

  /**
   * Classifies a batch.
   *
   * @param encoded one for each port, in order
   * @param presence batch × modalities; 1 where the post has the modality, else 0
   */
  public Output forward(List<Encoded> encoded, Tensor presence, Phase phase) {
    List<Tensor> projected = new ArrayList<>();
    for (int m = 0; m < ports.size(); m++) {
      projected.add(projections.get(m).forward(encoded.get(m).pooled(), phase));
    }
    Fusion.Fused fused = fusion.forward(projected, presence, phase);
    List<Tensor> alone = new ArrayList<>();
    if (phase.isTraining()) {
      for (int m = 0; m < ports.size(); m++) {
        alone.add(auxiliary.get(m).forward(projected.get(m), phase));
      }
    }
    return new Output(head.forward(fused.vector(), phase), fused.weights(), alone);
  }

  /**
   * The whole as a graph: an input for each modality, called by its name, and {@link
   * ModelDescription#PRESENCE}.
   */
  public OnnxFile write(String name) {
    GraphWriter graph = new GraphWriter(name);
    List<String> projected = new ArrayList<>();
    for (int m = 0; m < ports.size(); m++) {
      Port port = ports.get(m);
      projected.add(
          projections
              .get(m)
              .write(graph, graph.floatInput(port.modality().name(), "batch", port.width())));
    }
    String presence = graph.floatInput(ModelDescription.PRESENCE, "batch", ports.size());
    Fusion.Written fused = fusion.write(graph, projected, presence);
    graph.floatOutput(ModelDescription.LOGITS, head.write(graph, fused.vector()), "batch", classes);
    fused
        .weights()
        .ifPresent(w -> graph.floatOutput(ModelDescription.WEIGHTS, w, "batch", ports.size()));
    return graph.finish();
  }
}
