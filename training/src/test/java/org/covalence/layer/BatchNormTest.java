package org.covalence.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchNormTest {
  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  /** As the last stage of a network has it that sees one small picture. */
  @Test
  void oneValueAChannel_leavesTheStatisticsAsTheyAre() {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      BatchNorm norm = new BatchNorm(parameters, 2);
      float[] one = {3, -4};

      float[] fitting = Tensors.values(norm.forward(Tensors.of(one, 1, 2, 1, 1), Phase.TRAINING));

      assertThat(fitting)
          .isEqualTo(Tensors.values(norm.forward(Tensors.of(one, 1, 2, 1, 1), Phase.INFERENCE)));
    }
  }
}
