package org.covalence.fusion;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.covalence.layer.Dropout;
import org.covalence.layer.Layer;
import org.covalence.layer.Linear;
import org.covalence.layer.Phase;
import org.covalence.layer.Relu;
import org.covalence.layer.Sequence;
import org.covalence.layer.Standardize;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;

/** Brings one modality's features to the width that all modalities share. */
final class Projection implements Layer {
  private final Layer layers;

  /**
   * @param examples features to standardise by; empty for an encoder that is trained, whose
   *     features move
   */
  Projection(
      Parameters parameters,
      int inputs,
      int width,
      double dropout,
      Optional<List<float[]>> examples) {
    Layer bring =
        Sequence.of(
            new Dropout(dropout), new Linear(parameters.in("linear"), inputs, width), new Relu());
    this.layers =
        examples.isPresent()
            ? Sequence.of(new Standardize(parameters.in("standardize"), examples.get()), bring)
            : bring;
  }

  @Override
  public Tensor forward(Tensor x, Phase phase) {
    return layers.forward(x, phase);
  }

  @Override
  public String write(GraphWriter graph, String x) {
    return layers.write(graph, x);
  }
}
