package org.covalence.train;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.covalence.encoder.DenseNet;
import org.covalence.encoder.FormulaWeights;
import org.covalence.spec.DenseNetSpec;
import org.covalence.store.Safetensors;
import org.covalence.tensor.Parameters;

/** Files of weights by the formula, in place of published ones. */
final class PublishedFiles {
  private PublishedFiles() {}

  /**
   * Weights of a DenseNet with a classifier on top, as a safetensors file.
   *
   * @param renamed parts of names, and what stands in the file in their place
   */
  static Path denseNet(Path folder, String variant, int classes, Map<String, String> renamed) {
    Path file = folder.resolve(variant + renamed.size() + ".safetensors");
    TreeMap<String, Safetensors.Floats> tensors = new TreeMap<>();
    DenseNetSpec.Shape network =
        new DenseNetSpec(variant, Optional.empty(), Optional.empty(), 0).shape();
    try (Parameters parameters = new Parameters(new SplittableRandom(1))) {
      new DenseNet(parameters, network, 48, OptionalInt.of(classes));
      FormulaWeights.of(parameters.snapshot(), FormulaWeights::waved)
          .forEach(
              (name, weight) -> {
                String given = name;
                for (Map.Entry<String, String> rename : renamed.entrySet()) {
                  given = given.replace(rename.getKey(), rename.getValue());
                }
                List<Long> shape = Arrays.stream(weight.shape()).boxed().toList();
                tensors.put(given, new Safetensors.Floats(shape, weight.values()));
              });
    }
    Safetensors.write(file, tensors, new TreeMap<>());
    return file;
  }

  /** Those of the tiny network, as {@link #denseNet}. */
  static Path tiny(Path folder) {
    return denseNet(folder, "tiny", 10, Map.of());
  }
}
