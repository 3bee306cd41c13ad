package org.covalence.encoder;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.graph.OnnxFile;
import org.covalence.layer.Phase;
import org.covalence.tensor.Tensors;

/**
 * Stands in a model for a frozen encoder whose pooled features and states were computed before. A
 * row of a batch holds how many states a post has, its pooled features, and its states one after
 * the other, filled up to the longest; what fills them up counts for nothing.
 *
 * @param width of the pooled features
 * @param each width of each state
 */
public record FrozenStates(int width, int each) implements Encoder {
  @Override
  public Optional<Integer> stateWidth() {
    return Optional.of(each);
  }

  @Override
  public Encoded forward(Tensor rows, Phase phase) {
    int head = 1 + width;
    int steps = Math.toIntExact((rows.size(1) - head) / each);
    float[] numbers = new float[steps];
    for (int step = 0; step < steps; step++) {
      numbers[step] = step;
    }
    Tensor counts = rows.narrow(1, 0, 1);
    return new Encoded(
        rows.narrow(1, head, (long) steps * each).reshape(rows.size(0), steps, each),
        Tensors.of(numbers, 1, steps).lt(counts).to(torch.ScalarType.Float),
        rows.narrow(1, 1, width));
  }

  @Override
  public Optional<OnnxFile> write(String name) {
    return Optional.empty();
  }
}
