package org.covalence.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows over one sequence of one number a step, against sums by hand. */
class StepConvolutionTest {
  private static final float[] NUMBERS = {1, 20, 300, 4000};
  private static final float[] MASK = {1, 1, 1, 0};

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @ParameterizedTest
  @CsvSource({
    "SAME, 1, 1:20:300:0",
    "SAME, 2, 21:320:300:0",
    "SAME, 3, 21:321:320:0",
    "SAME, 4, 321:321:320:0",
    "VALID, 1, 1:20:300:0",
    "VALID, 2, 21:320:0:0",
    "VALID, 3, 321:0:0:0",
    "VALID, 4, 321:0:0:0",
    "VALID, 9, 321:0:0:0",
  })
  void withWeightsOfOne_aWindowIsTheSumOfItsSteps(
      StepConvolution.Padding padding, int kernel, String sums) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      StepConvolution convolution = new StepConvolution(parameters, 1, 1, kernel, padding);
      parameters.fittedByName().get("weight").detach().fill_(new Scalar(1.0f));
      parameters.fittedByName().get("bias").detach().zero_();

      float[] found =
          Tensors.values(
              convolution.forward(
                  Tensors.of(NUMBERS, 1, 4, 1), Tensors.of(MASK, 1, 4), Phase.INFERENCE));

      String[] expected = sums.split(":");
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i]).isEqualTo(Float.parseFloat(expected[i]));
      }
    }
  }

  @Test
  void windowsThatReachOverTheEnd_doNotCountButTheFirst() {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      StepConvolution convolution =
          new StepConvolution(parameters, 1, 1, 2, StepConvolution.Padding.VALID);
      float[] mask = {1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0};

      assertThat(Tensors.values(convolution.windows(Tensors.of(mask, 4, 4))))
          .containsExactly(1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    }
  }

  @Test
  void theLargestStep_isOneThatCounts() {
    try (PointerScope scope = new PointerScope()) {
      float[] states = {-3, 9, -2, 7, 5, -8, -6, 4};
      float[] mask = {1, 0, 1, 0, 0, 1, 0, 0};

      float[] found =
          Tensors.values(
              new MaxOverSteps()
                  .forward(Tensors.of(states, 2, 4, 1), Tensors.of(mask, 2, 4), Phase.INFERENCE));

      assertThat(found).containsExactly(-2, -8);
    }
  }
}
