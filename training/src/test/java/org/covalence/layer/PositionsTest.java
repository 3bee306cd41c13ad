package org.covalence.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PositionsTest {
  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @Test
  void sinusoids_areThoseOfThePaper() {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      Positions positions = Positions.sinusoidal(parameters, 3, 4);

      float[] found =
          Tensors.values(positions.forward(Tensors.of(new float[12], 1, 3, 4), Phase.INFERENCE));

      LayerContractTest.assertClose(
          found,
          new float[] {
            0,
            1,
            0,
            1,
            (float) Math.sin(1),
            (float) Math.cos(1),
            (float) Math.sin(0.01),
            (float) Math.cos(0.01),
            (float) Math.sin(2),
            (float) Math.cos(2),
            (float) Math.sin(0.02),
            (float) Math.cos(0.02)
          });
      assertThat(parameters.fittedByName()).isEmpty();
    }
  }

  @Test
  void learntPositions_areFittedAndDoNotDecay() {
    try (Parameters parameters = new Parameters(new SplittableRandom(1))) {
      Positions.learnt(parameters, 3, 4);

      assertThat(parameters.fitted().size()).isEqualTo(1);
      assertThat(parameters.decaying()).isEmpty();
    }
  }

  @Test
  void moreStepsThanPositions_areRefused() {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      Positions positions = Positions.learnt(parameters, 3, 4);

      assertThatThrownBy(
              () -> positions.forward(Tensors.of(new float[16], 1, 4, 4), Phase.INFERENCE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at most 3 steps, found 4");
    }
  }
}
