package org.covalence.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * Compares what autograd says with what really happens to an output when one number is moved: the
 * central difference.
 */
public final class Slopes {
  private static final float STEP = 4e-3f;
  private static final int NUMBERS_OF_A_TENSOR = 24;

  private Slopes() {}

  /**
   * Asserts that gradients are slopes, for some numbers of each fitted tensor.
   *
   * @param output of any shape; the sum of its numbers times fixed coefficients is looked at
   * @return the gradients by name
   */
  public static Map<String, float[]> assertGradients(
      Parameters parameters, Supplier<Tensor> output) {
    Map<String, float[]> gradients = gradients(parameters, output);
    int steep = 0;
    for (Map.Entry<String, Tensor> weight : parameters.fittedByName().entrySet()) {
      float[] gradient = gradients.get(weight.getKey());
      SplittableRandom random = new SplittableRandom(weight.getKey().hashCode());
      for (int k = 0; k < NUMBERS_OF_A_TENSOR; k++) {
        int at = random.nextInt(gradient.length);
        double slope = slope(weight.getValue(), at, output);

        assertThat((double) gradient[at])
            .as("%s[%d]", weight.getKey(), at)
            .isCloseTo(slope, Offset.offset(1e-2 * Math.abs(slope) + 1e-3));
        steep += Math.abs(slope) > 1e-2 ? 1 : 0;
      }
    }
    assertThat(steep).as("slopes that are not flat").isPositive();
    return gradients;
  }

  private static Map<String, float[]> gradients(Parameters parameters, Supplier<Tensor> output) {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    try (PointerScope scope = new PointerScope()) {
      Tensor values = output.get();
      Tensor coefficients = Tensors.of(coefficients((int) values.numel()), Tensors.shape(values));
      values.mul(coefficients).sum().backward();
      parameters
          .fittedByName()
          .forEach((name, weight) -> gradients.put(name, Tensors.values(weight.grad())));
    }
    return gradients;
  }

  private static double slope(Tensor weight, int at, Supplier<Tensor> output) {
    float here = Tensors.values(weight)[at];
    float above = here + STEP;
    float below = here - STEP;
    weight.data_ptr_float().put(at, above);
    double higher = sum(output);
    weight.data_ptr_float().put(at, below);
    double lower = sum(output);
    weight.data_ptr_float().put(at, here);
    return (higher - lower) / ((double) above - below);
  }

  /** In double precision, so that only the output itself is rounded. */
  private static double sum(Supplier<Tensor> output) {
    try (PointerScope scope = new PointerScope()) {
      float[] values = Tensors.values(output.get());
      float[] coefficients = coefficients(values.length);
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += (double) values[i] * coefficients[i];
      }
      return sum;
    }
  }

  private static float[] coefficients(int count) {
    return LayerContractTest.random(new SplittableRandom(77), count);
  }
}
