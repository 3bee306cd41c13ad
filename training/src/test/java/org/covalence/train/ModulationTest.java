package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.covalence.post.Modality;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ModulationTest {
  private static final List<Modality> BOTH = List.of(Modality.TEXT, Modality.IMAGE);
  private static final int NUMBERS = 4_000;

  /** Text is sure of the right class of both posts, image of none. */
  private static final float[] SURE = {5, 0, 0, 0, 0, 5};

  private static final float[] UNSURE = {0, 0, 0, 0, 0, 0};
  private static final List<int[]> CLASSES = List.of(new int[] {0, 2}, new int[] {0, 2});

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  /** A weight whose gradient is 1 everywhere. */
  private static Tensor weight() {
    float[] ones = new float[NUMBERS];
    Arrays.fill(ones, 1);
    Tensor weight = Tensors.of(ones, NUMBERS).set_requires_grad(true);
    weight.sum().backward();
    return weight;
  }

  private static float[] gradient(double strength, String name) {
    try (PointerScope scope = new PointerScope()) {
      Tensor weight = weight();
      new Modulation(strength)
          .apply(
              BOTH,
              List.of(Tensors.of(SURE, 2, 3), Tensors.of(UNSURE, 2, 3)),
              CLASSES,
              Map.of(name, weight));
      return Tensors.values(weight.grad());
    }
  }

  @Test
  void theModalityThatIsAhead_isHeldBackByThePapersFactor() {
    double sure = Math.exp(5) / (Math.exp(5) + 2);
    double expected = 1 - Math.tanh(0.2 * sure * 3);

    for (String name : List.of("text.lstm.weight", "text-gru.x", "fusion.text.linear.weight")) {
      // Gradients that do not differ have no spread, so the noise is none.
      assertThat(gradient(0.2, name)[7]).as(name).isCloseTo((float) expected, within(1e-5f));
    }
  }

  @Test
  void theOtherModalityAndTheHead_areLeftAlone() {
    for (String name : List.of("image.features.weight", "fusion.head.weight", "fusion.image.x")) {
      assertThat(gradient(0.2, name)[7]).as(name).isOne();
    }
    assertThat(gradient(0, "text.lstm.weight")[7]).isOne();
  }

  @Test
  void gradientsThatDiffer_getNoiseOfTheirOwnSpread() {
    try (PointerScope scope = new PointerScope()) {
      float[] spread = new float[NUMBERS];
      for (int i = 0; i < NUMBERS; i++) {
        spread[i] = i % 2 == 0 ? 1 : -1;
      }
      Tensor weight = Tensors.of(new float[NUMBERS], NUMBERS).set_requires_grad(true);
      weight.mul(Tensors.of(spread, NUMBERS)).sum().backward();
      new Modulation(0.2)
          .apply(
              BOTH,
              List.of(Tensors.of(SURE, 2, 3), Tensors.of(UNSURE, 2, 3)),
              CLASSES,
              Map.of("text.x", weight));

      float[] changed = Tensors.values(weight.grad());
      double factor = 1 - Math.tanh(0.2 * Math.exp(5) / (Math.exp(5) + 2) * 3);
      double squares = 0;
      for (int i = 0; i < NUMBERS; i++) {
        squares += Math.pow(changed[i] - factor * spread[i], 2);
      }
      // The estimate of a deviation from 4,000 numbers is off by 1.1 % of it.
      assertThat(Math.sqrt(squares / NUMBERS)).isCloseTo(1, within(0.06));
    }
  }

  @Test
  void aModalityThatMorePostsHave_isNotAheadForThat() {
    try (PointerScope scope = new PointerScope()) {
      Tensor weight = weight();
      new Modulation(0.2)
          .apply(
              BOTH,
              List.of(Tensors.of(SURE, 2, 3), Tensors.of(SURE, 2, 3)),
              List.of(new int[] {0, 2}, new int[] {0, Trainer.IGNORED}),
              Map.of("text.x", weight));

      assertThat(Tensors.values(weight.grad())[7]).isOne();
    }
  }
}
