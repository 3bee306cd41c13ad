package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.OptimizerParamGroup;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our steps beside those of LibTorch's own optimiser. */
class AdamWTest {
  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @Test
  void everyStep_isBitForBitThatOfLibTorch() {
    try (Parameters ours = new Parameters(new SplittableRandom(1));
        Parameters theirs = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      Tensor matrix = ours.uniform("matrix", 1, 5, 4);
      Tensor vector = ours.uniform("vector", 1, 4);
      Tensor otherMatrix = theirs.uniform("matrix", 1, 5, 4);
      Tensor otherVector = theirs.uniform("vector", 1, 4);
      AdamW optimiser = new AdamW(ours, 0.1);
      AdamWOptions decaying = new AdamWOptions(0.01);
      decaying.weight_decay().put(0.1);
      AdamWOptions lasting = new AdamWOptions(0.01);
      lasting.weight_decay().put(0.0);
      var reference = new org.bytedeco.pytorch.AdamW(new TensorVector(otherMatrix), decaying);
      reference.add_param_group(new OptimizerParamGroup(new TensorVector(otherVector), lasting));

      for (int step = 0; step < 30; step++) {
        optimiser.clearGradients();
        reference.zero_grad();
        loss(matrix, vector).backward();
        loss(otherMatrix, otherVector).backward();
        optimiser.step(0.01);
        reference.step();

        assertThat(Tensors.values(matrix))
            .as("step %d", step)
            .isEqualTo(Tensors.values(otherMatrix));
        assertThat(Tensors.values(vector))
            .as("step %d", step)
            .isEqualTo(Tensors.values(otherVector));
      }
    }
  }

  /** A rate of its own is what LibTorch calls a parameter group; a late weight has no gradient. */
  @Test
  void ratesOfTheirOwn_andWeightsThatJoinLate_areLibTorchsBitForBit() {
    double rate = 0.01;
    double factor = 0.3;
    try (Parameters ours = new Parameters(new SplittableRandom(1));
        Parameters theirs = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      Tensor slow = ours.in("image").uniform("slow", 1, 5, 4);
      Tensor late = ours.uniform("late", 1, 4);
      Tensor otherSlow = theirs.uniform("slow", 1, 5, 4);
      Tensor otherLate = theirs.uniform("late", 1, 4);
      ours.in("image").scaleRate("slow", factor);
      AdamW optimiser = new AdamW(ours, 0.1);
      AdamWOptions slower = new AdamWOptions(rate * factor);
      slower.weight_decay().put(0.1);
      AdamWOptions lasting = new AdamWOptions(rate);
      lasting.weight_decay().put(0.0);
      var reference = new org.bytedeco.pytorch.AdamW(new TensorVector(otherSlow), slower);
      reference.add_param_group(new OptimizerParamGroup(new TensorVector(otherLate), lasting));

      for (int step = 0; step < 30; step++) {
        boolean joined = step >= 10;
        optimiser.clearGradients();
        reference.zero_grad();
        loss(slow, joined ? late : late.detach()).backward();
        loss(otherSlow, joined ? otherLate : otherLate.detach()).backward();
        optimiser.step(rate);
        reference.step();

        assertThat(Tensors.values(slow)).as("step %d", step).isEqualTo(Tensors.values(otherSlow));
        assertThat(Tensors.values(late)).as("step %d", step).isEqualTo(Tensors.values(otherLate));
      }
    }
  }

  private static Tensor loss(Tensor matrix, Tensor vector) {
    return matrix.matmul(vector).square().sum().add(vector.exp().sum());
  }
}
