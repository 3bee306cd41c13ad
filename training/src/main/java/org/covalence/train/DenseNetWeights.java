package org.covalence.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.covalence.tensor.Parameters.Weight;
import org.covalence.weights.DenseNetNames;
import org.covalence.weights.WeightFile;
import org.covalence.weights.WeightTensor;

/** The published weights of a DenseNet. */
final class DenseNetWeights {
  static final String CLASSIFIER = "classifier.";

  private DenseNetWeights() {}

  /**
   * All weights of {@code file}, under the names that the network has for them.
   *
   * @throws org.covalence.store.CovalenceException if there is no such file, or no weights in it
   */
  static Map<String, Weight> read(Path file) {
    Map<String, Weight> weights = new LinkedHashMap<>();
    for (WeightTensor tensor : DenseNetNames.current(WeightFile.read(file)).values()) {
      weights.put(tensor.name(), new Weight(tensor.shape(), tensor.values()));
    }
    return weights;
  }

  /** The same without the classifier of the classes that were published. */
  static Map<String, Weight> readFeatures(Path file) {
    Map<String, Weight> weights = read(file);
    weights.keySet().removeIf(name -> name.startsWith(CLASSIFIER));
    return weights;
  }
}
