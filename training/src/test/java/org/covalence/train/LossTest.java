package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.covalence.spec.BalanceSpec;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.spec.TrainingSpec;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a batch costs, against the published formulas written out for three posts. */
class LossTest {
  private static final float[] LOGITS = {2, 0.5f, -1, 0.3f, 0.1f, 0, -0.5f, 1, 1.5f};
  private static final long[] TARGETS = {0, 2, 2};

  /** Sixty, thirty and ten posts. */
  private static final int[] CLASSES =
      IntStream.range(0, 100).map(i -> i < 60 ? 0 : i < 90 ? 1 : 2).toArray();

  private static final double[] SHARES = {0.6, 0.3, 0.1};

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  private static double loss(Map<String, String> training, Map<String, String> balance) {
    Settings settings = new Settings();
    training.forEach((key, value) -> settings.put(key, value, "the test"));
    balance.forEach((key, value) -> settings.put(key, value, "the test"));
    TrainingSpec spec = Specs.read(TrainingSpec.class, "", settings);
    BalanceSpec own = Specs.read(BalanceSpec.class, "", settings);
    settings.finish();
    try (PointerScope scope = new PointerScope()) {
      return new Loss(spec, own, CLASSES)
          .of(Tensors.of(LOGITS, 3, 3), Tensors.of(TARGETS, 3))
          .item_double();
    }
  }

  /** The probability of the right class of each post, logits moved by {@code add}. */
  private static double[] right(double... add) {
    double[] right = new double[3];
    for (int post = 0; post < 3; post++) {
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        sum += Math.exp(LOGITS[post * 3 + k] + add[k]);
      }
      int target = (int) TARGETS[post];
      right[post] = Math.exp(LOGITS[post * 3 + target] + add[target]) / sum;
    }
    return right;
  }

  private static double weighted(double[] costs, double[] weights) {
    double sum = 0;
    double all = 0;
    for (int post = 0; post < 3; post++) {
      sum += weights[(int) TARGETS[post]] * costs[post];
      all += weights[(int) TARGETS[post]];
    }
    return sum / all;
  }

  private static double[] costs(double[] right) {
    double[] costs = new double[3];
    for (int i = 0; i < 3; i++) {
      costs[i] = -Math.log(right[i]);
    }
    return costs;
  }

  @Test
  void withoutWeights_itIsTheCrossEntropy() {
    assertThat(loss(Map.of("class-weight-power", "0"), Map.of()))
        .isCloseTo(weighted(costs(right(0, 0, 0)), new double[] {1, 1, 1}), within(1e-6));
  }

  @Test
  void classWeights_areTheInverseSharesToThePower() {
    double[] weights = {Math.pow(0.6, -0.5), Math.pow(0.3, -0.5), Math.pow(0.1, -0.5)};

    assertThat(loss(Map.of("class-weight-power", "0.5"), Map.of()))
        .isCloseTo(weighted(costs(right(0, 0, 0)), weights), within(1e-6));
  }

  @Test
  void classBalance_isTheInverseEffectiveNumber() {
    double[] weights = new double[3];
    for (int k = 0; k < 3; k++) {
      weights[k] = (1 - 0.99) / (1 - Math.pow(0.99, 100 * SHARES[k]));
    }

    assertThat(loss(Map.of(), Map.of("class-balance-beta", "0.99")))
        .isCloseTo(weighted(costs(right(0, 0, 0)), weights), within(1e-6));
  }

  @Test
  void logitAdjustment_addsTheLogarithmsOfTheShares() {
    double[] moved = right(Math.log(0.6), Math.log(0.3), Math.log(0.1));

    assertThat(loss(Map.of("class-weight-power", "0"), Map.of("logit-adjustment", "1")))
        .isCloseTo(weighted(costs(moved), new double[] {1, 1, 1}), within(1e-6));
  }

  @Test
  void focalLoss_countsEachPostByHowFarItIsFromRight() {
    double[] right = right(0, 0, 0);
    double[] focal = costs(right);
    for (int i = 0; i < 3; i++) {
      focal[i] *= Math.pow(1 - right[i], 2);
    }

    assertThat(loss(Map.of("class-weight-power", "0"), Map.of("focal-gamma", "2")))
        .isCloseTo(weighted(focal, new double[] {1, 1, 1}), within(1e-6));
  }

  @Test
  void labelSmoothing_spreadsTheTarget() {
    double expected = 0;
    for (int post = 0; post < 3; post++) {
      for (int k = 0; k < 3; k++) {
        double target = 0.3 / 3 + (k == TARGETS[post] ? 0.7 : 0);
        double sum = 0;
        for (int other = 0; other < 3; other++) {
          sum += Math.exp(LOGITS[post * 3 + other]);
        }
        expected -= target * (LOGITS[post * 3 + k] - Math.log(sum)) / 3;
      }
    }

    assertThat(loss(Map.of("class-weight-power", "0", "label-smoothing", "0.3"), Map.of()))
        .isCloseTo(expected, within(1e-6));
  }

  @Test
  void focalForm_ofAPostThatIsEntirelySure_hasASlope() {
    Settings settings = new Settings();
    settings.put("focal-gamma", "0.3", "the test");
    BalanceSpec balance = Specs.read(BalanceSpec.class, "", settings);
    TrainingSpec training = Specs.read(TrainingSpec.class, "", settings);
    try (PointerScope scope = new PointerScope()) {
      Tensor logits = Tensors.of(new float[] {100, 0, 0}, 1, 3).set_requires_grad(true);
      new Loss(training, balance, CLASSES).of(logits, Tensors.of(new long[1], 1)).backward();

      for (float slope : Tensors.values(logits.grad())) {
        assertThat(slope).isFinite();
      }
    }
  }
}
