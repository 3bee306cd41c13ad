package org.covalence.fusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
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
 * From encodings to classes: the encodings of each modality side by side, the fusion, and a linear
 * head. It is one graph of a saved model.
 */
public final class FusionHead {
  private final List<Port> ports;
  private final List<ModalityFeatures> modalities = new ArrayList<>();
  private final Fusion fusion;
  private final Optional<Layer> head;
  private final List<Layer> auxiliary = new ArrayList<>();
  private final int classes;

  /**
   * What one encoder gives.
   *
   * @param name of the encoder, unlike that of any other
   * @param width of its pooled vector
   * @param stateWidth of its single states, which {@link Encoded#states} must then hold; empty
   *     where it has none or the fusion reads none: the pooled vector is then its only state
   * @param dropout on its features while fitting
   * @param examples pooled vectors of the training part, by which those of a frozen encoder are
   *     standardised; empty for a trained encoder
   * @param stateExamples some states of the training part, by which those of a frozen encoder are
   *     standardised; empty for one without states, or trained
   */
  public record Port(
      String name,
      Modality modality,
      int width,
      Optional<Integer> stateWidth,
      double dropout,
      Optional<List<float[]>> examples,
      Optional<List<float[]>> stateExamples) {
    /** A port whose states, where it has some, are not standardised. */
    public Port(
        String name,
        Modality modality,
        int width,
        Optional<Integer> stateWidth,
        double dropout,
        Optional<List<float[]>> examples) {
      this(name, modality, width, stateWidth, dropout, examples, Optional.empty());
    }
  }

  /**
   * @param ports one for each encoder; a modality may have several
   * @throws org.covalence.store.CovalenceException if the fusion cannot be built in this size
   */
  public FusionHead(Parameters parameters, FusionSpec spec, List<Port> ports, int classes) {
    this.ports = List.copyOf(ports);
    this.classes = classes;
    Map<Modality, List<Port>> grouped = new LinkedHashMap<>();
    for (Port port : ports) {
      grouped.computeIfAbsent(port.modality(), m -> new ArrayList<>()).add(port);
    }
    grouped.forEach(
        (modality, own) ->
            modalities.add(
                new ModalityFeatures(parameters, own, Fusions.common(spec), spec.readsStates())));
    this.fusion =
        Fusions.of(
            parameters, spec, modalities.stream().map(ModalityFeatures::width).toList(), classes);
    for (ModalityFeatures modality : modalities) {
      auxiliary.add(
          Sequence.of(
              new Dropout(spec.dropout()),
              new Linear(
                  parameters.in("auxiliary").in(modality.modality().name()),
                  modality.width(),
                  classes)));
    }
    this.head =
        fusion.decides()
            ? Optional.empty()
            : Optional.of(
                Sequence.of(
                    new Dropout(spec.dropout()),
                    new Linear(parameters.in("head"), fusion.width(), classes)));
  }

  /** The modalities, in the order of the presence mask: that of their first encoders. */
  public List<Modality> modalities() {
    return modalities.stream().map(ModalityFeatures::modality).toList();
  }

  /**
   * What comes out.
   *
   * @param logits batch × classes
   * @param weights batch × modalities; empty for a fusion that has none
   * @param votes where the logits are the mean of several networks', each of them, batch × classes;
   *     else the logits alone
   * @param auxiliary for each modality what it alone says, batch × classes; only while fitting,
   *     else empty. A head of its own keeps a modality learning although the other one is easier to
   *     learn from
   */
  public record Output(
      Tensor logits, Optional<Tensor> weights, List<Tensor> votes, List<Tensor> auxiliary) {}

  /**
   * Classifies a batch.
   *
   * @param encoded one for each port, in order
   * @param presence batch × modalities; 1 where the post has the modality, else 0
   * @param between what happens to the fused vectors, batch × width, before the head; nothing but
   *     while fitting
   */
  public Output forward(
      List<Encoded> encoded, Tensor presence, Phase phase, UnaryOperator<Tensor> between) {
    List<Encoded> features = new ArrayList<>();
    for (ModalityFeatures modality : modalities) {
      List<Encoded> own = new ArrayList<>();
      for (int i = 0; i < ports.size(); i++) {
        if (ports.get(i).modality().equals(modality.modality())) {
          own.add(encoded.get(i));
        }
      }
      features.add(modality.forward(own, phase));
    }
    Fusion.Fused fused = fusion.forward(features, presence, phase);
    // Of nothing, nothing is known: without any modality a head's bias alone speaks. A fusion that
    // decides speaks by its own.
    Tensor known =
        fusion.decides()
            ? fused.vector()
            : fused.vector().mul(torch.amax(presence, new long[] {1}, true));
    Tensor vector = between.apply(known);
    List<Tensor> alone = new ArrayList<>();
    if (phase.isTraining()) {
      for (int m = 0; m < modalities.size(); m++) {
        alone.add(auxiliary.get(m).forward(features.get(m).pooled(), phase));
      }
    }
    Tensor logits = head.map(h -> h.forward(vector, phase)).orElse(vector);
    return new Output(
        logits,
        fused.weights(),
        fused.votes().isEmpty() ? List.of(logits) : fused.votes().stream().map(between).toList(),
        alone);
  }

  /**
   * The whole as a graph: an input for each port, called by its name, and where the fusion reads
   * states, {@link ModelDescription#states} and {@link ModelDescription#mask} of it; and {@link
   * ModelDescription#PRESENCE}.
   */
  public OnnxFile write(String name) {
    GraphWriter graph = new GraphWriter(name);
    List<Fusion.Names> features = modalities.stream().map(m -> m.write(graph)).toList();
    String presence = graph.floatInput(ModelDescription.PRESENCE, "batch", modalities.size());
    Fusion.Written fused = fusion.write(graph, features, presence);
    graph.floatOutput(
        ModelDescription.LOGITS,
        head.map(h -> h.write(graph, known(graph, fused.vector(), presence)))
            .orElse(fused.vector()),
        "batch",
        classes);
    fused
        .weights()
        .ifPresent(w -> graph.floatOutput(ModelDescription.WEIGHTS, w, "batch", modalities.size()));
    return graph.finish();
  }

  /** The vector, and zeros for a post without any modality. */
  private static String known(GraphWriter graph, String vector, String presence) {
    String any =
        graph.node("ReduceMax", List.of(presence), GraphWriter.attribute("axes", new long[] {1}));
    return graph.node("Mul", List.of(vector, any));
  }
}
