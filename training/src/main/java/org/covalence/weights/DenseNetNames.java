package org.covalence.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.covalence.store.CovalenceException;

/**
 * The names of a DenseNet's tensors. torchvision's files are older than PyTorch's rule that a
 * module's name has no dot: in a dense layer they say {@code norm.1}, {@code conv.2}, … where the
 * network now says {@code norm1}, {@code conv2}. Younger files count the batches that each
 * normalisation saw, which is of no use after training.
 */
public final class DenseNetNames {
  private static final Pattern DOTTED =
      Pattern.compile("(\\.denselayer\\d+\\.(?:norm|relu|conv))\\.([12]\\.)");

  private static final String COUNTER = ".num_batches_tracked";

  private DenseNetNames() {}

  /**
   * The same tensors, each under the name the network has for it, without the counters of batches;
   * other names stay.
   */
  public static Map<String, WeightTensor> current(Map<String, WeightTensor> tensors) {
    Map<String, WeightTensor> renamed = new LinkedHashMap<>();
    for (WeightTensor tensor : tensors.values()) {
      if (tensor.name().endsWith(COUNTER)) {
        continue;
      }
      String name = DOTTED.matcher(tensor.name()).replaceAll("$1$2");
      if (renamed.put(name, tensor.named(name)) != null) {
        throw CovalenceException.data(
            "two tensors have one name: the old form and the new are both there",
            name,
            "use a file with one of them");
      }
    }
    return Collections.unmodifiableMap(renamed);
  }
}
