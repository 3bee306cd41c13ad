package org.covalence.encoder;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.covalence.graph.OnnxFile;
import org.covalence.layer.Phase;

/**
 * Stands in a model for a frozen encoder, whose features (batch × width) were computed before and
 * are passed on as they are.
 *
 * @param width of the features
 */
public record FrozenFeatures(int width) implements Encoder {
  @Override
  public Encoded forward(Tensor features, Phase phase) {
    return Encoded.ofPooled(features);
  }

  @Override
  public Optional<OnnxFile> write(String name) {
    return Optional.empty();
  }
}
