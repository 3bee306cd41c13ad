package org.covalence.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.covalence.encoder.Encoded;
import org.covalence.layer.Clip;
import org.covalence.layer.Dropout;
import org.covalence.layer.Layer;
import org.covalence.layer.Linear;
import org.covalence.layer.Phase;
import org.covalence.layer.Relu;
import org.covalence.layer.Sequence;
import org.covalence.layer.Standardize;
import org.covalence.model.ModelDescription;
import org.covalence.onnx.GraphWriter;
import org.covalence.post.Modality;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * What all encoders of one modality say of it: their pooled vectors side by side, those of frozen
 * encoders standardised, as their states are, and, where the fusion wants all modalities of one
 * width, brought to it. Where the fusion reads states, those of all encoders stand one after the
 * other, each brought to that width; an encoder without states gives its pooled vector as its only
 * one.
 */
final class ModalityFeatures {
  /** Of a standardised feature; the trials behind the design had the same. */
  private static final double BOUND = 5;

  private final List<FusionHead.Port> ports;
  private final List<Layer> entries = new ArrayList<>();
  private final List<Layer> states = new ArrayList<>();
  private final Optional<Layer> projection;
  private final int width;

  /**
   * @param ports of one modality, at least one
   * @param common width to bring the features to; empty to leave them as wide as they are
   * @param readsStates whether {@link #forward} gives states; needs a common width
   */
  ModalityFeatures(
      Parameters parameters,
      List<FusionHead.Port> ports,
      Optional<Integer> common,
      boolean readsStates) {
    this.ports = List.copyOf(ports);
    for (FusionHead.Port port : ports) {
      Layer dropout = new Dropout(port.dropout());
      Parameters own = parameters.in(port.name());
      entries.add(
          port.examples()
              .<Layer>map(
                  rows ->
                      Sequence.of(
                          new Standardize(own.in("standardize"), rows), new Clip(BOUND), dropout))
              .orElse(dropout));
      if (readsStates) {
        Layer linear =
            new Linear(
                own.in("states"), port.stateWidth().orElse(port.width()), common.orElseThrow());
        states.add(
            port.stateExamples()
                .<Layer>map(
                    rows ->
                        Sequence.of(
                            new Standardize(own.in("standardize-states"), rows),
                            new Clip(BOUND),
                            dropout,
                            linear))
                .orElseGet(() -> Sequence.of(dropout, linear)));
      }
    }
    int inputs = ports.stream().mapToInt(FusionHead.Port::width).sum();
    this.width = common.orElse(inputs);
    this.projection =
        common.map(
            w ->
                Sequence.of(
                    new Linear(parameters.in(modality().name()).in("linear"), inputs, w),
                    new Relu()));
  }

  Modality modality() {
    return ports.get(0).modality();
  }

  int width() {
    return width;
  }

  /**
   * From what the ports give to one encoding: pooled vectors of {@link #width}, and states of that
   * width where they are read.
   *
   * @param encoded one for each port, in order
   */
  Encoded forward(List<Encoded> encoded, Phase phase) {
    List<Tensor> features = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      features.add(entries.get(i).forward(encoded.get(i).pooled(), phase));
    }
    Tensor all = features.size() == 1 ? features.get(0) : Tensors.concatenate(features, 1);
    Tensor pooled = projection.map(p -> p.forward(all, phase)).orElse(all);
    if (states.isEmpty()) {
      return Encoded.ofPooled(pooled);
    }
    List<Tensor> steps = new ArrayList<>();
    List<Tensor> masks = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      boolean single = ports.get(i).stateWidth().isEmpty();
      Encoded one = single ? Encoded.ofPooled(features.get(i)) : encoded.get(i);
      steps.add(states.get(i).forward(one.states(), phase));
      masks.add(one.mask());
    }
    return new Encoded(Tensors.concatenate(steps, 1), Tensors.concatenate(masks, 1), pooled);
  }

  /** Writes {@link #forward}, with inputs for each port. */
  Fusion.Names write(GraphWriter graph) {
    List<String> features = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      FusionHead.Port port = ports.get(i);
      String pooled = graph.floatInput(port.name(), "batch", port.width());
      features.add(entries.get(i).write(graph, pooled));
    }
    String all = joined(graph, features);
    String pooled = projection.map(p -> p.write(graph, all)).orElse(all);
    if (states.isEmpty()) {
      return new Fusion.Names(pooled, "", "");
    }
    List<String> steps = new ArrayList<>();
    List<String> masks = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      FusionHead.Port port = ports.get(i);
      String own;
      if (port.stateWidth().isPresent()) {
        String length = port.name() + "-steps";
        own =
            graph.floatInput(
                ModelDescription.states(port.name()), "batch", length, port.stateWidth().get());
        masks.add(graph.floatInput(ModelDescription.mask(port.name()), "batch", length));
      } else {
        own = graph.node("Unsqueeze", List.of(features.get(i), graph.longs(1)));
        String first =
            graph.node(
                "Slice", List.of(features.get(i), graph.longs(0), graph.longs(1), graph.longs(1)));
        // A number to the power of zero is one, whatever the batch.
        masks.add(graph.node("Pow", List.of(first, graph.scalar(0))));
      }
      steps.add(states.get(i).write(graph, own));
    }
    return new Fusion.Names(pooled, joined(graph, steps), joined(graph, masks));
  }

  private static String joined(GraphWriter graph, List<String> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : graph.node("Concat", parts, GraphWriter.attribute("axis", 1L));
  }
}
