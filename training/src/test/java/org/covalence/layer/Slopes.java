package org.covalence.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * Compares what autograd says with what really happens to an output when one number is moved: the
 * central difference. Where a rectifier or a maximum has its bend within the step, the slopes
 * before and behind it differ, and the gradient has to be one of the two.
 */
public final class Slopes {
  private static final float STEP = 4e-3f;

  private Slopes() {}

  /**
   * Asserts that gradients are slopes, for some numbers of each fitted tensor.
   *
   * @param numbers how many of each are moved
   * @param output of any shape; the sum of its numbers times fixed coefficients is looked at
   * @return the gradients by name
   */
  public static Map<String, float[]> assertGradients(
      Parameters parameters, int numbers, Supplier<Tensor> output) {
    Map<String, float[]> gradients = gradients(parameters, output);
    int steep = 0;
    for (Map.Entry<String, Tensor> weight : parameters.fittedByName().entrySet()) {
      float[] gradient = gradients.get(weight.getKey());
      SplittableRandom random = new SplittableRandom(weight.getKey().hashCode());
      for (int k = 0; k < numbers; k++) {
        int at = random.nextInt(gradient.length);
        double slope = slope(weight.getValue(), at, gradient[at], output);

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

  /** The central slope, or the one at either side where that is closer to the gradient. */
  private static double slope(Tensor weight, int at, double gradient, Supplier<Tensor> output) {
    float here = Tensors.values(weight)[at];
    float above = here + STEP;
    float below = here - STEP;
    double middle = sum(output);
    weight.data_ptr_float().put(at, above);
    double higher = sum(output);
    weight.data_ptr_float().put(at, below);
    double lower = sum(output);
    weight.data_ptr_float().put(at, here);
    return DoubleStream.of(
            (higher - lower) / ((double) above - below),
            (higher - middle) / ((double) above - here),
            (middle - lower) / ((double) here - below))
        .boxed()
        .min(Comparator.comparingDouble(slope -> Math.abs(slope - gradient)))
        .orElseThrow();
  }

  /** In double precision, so that only the output itself is rounded. */
  private static double sum(Supplier<Tensor> output) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
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
