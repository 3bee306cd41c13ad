package org.covalence.train;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.covalence.store.CovalenceException;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Parameters.Weight;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019, algorithm 2), step for step
 * what PyTorch's does. The learning rate of a weight may have a factor of its own, and a weight
 * counts the steps in which it had a gradient: one that joins late begins like any other. It is our
 * own so that its state can be kept and read back as plain numbers: PyTorch writes its optimisers
 * as pickles. Make one inside a scope: its state lives as long as that scope.
 */
final class AdamW {
  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  private final Map<String, Tensor> weights;
  private final Set<String> decaying;
  private final Map<String, Double> factors = new HashMap<>();
  private final double weightDecay;
  private final Map<String, Tensor> firsts = new LinkedHashMap<>();
  private final Map<String, Tensor> seconds = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private long steps;

  AdamW(Parameters parameters, double weightDecay) {
    this.weights = parameters.fittedByName();
    this.decaying = parameters.decaying();
    this.weightDecay = weightDecay;
    weights.forEach(
        (name, weight) -> {
          firsts.put(name, weight.detach().new_zeros(weight.sizes()));
          seconds.put(name, weight.detach().new_zeros(weight.sizes()));
          counts.put(name, 0L);
          factors.put(name, parameters.rateFactor(name));
        });
  }

  /** Forgets all gradients. */
  void clearGradients() {
    weights.values().forEach(weight -> weight.mutable_grad().reset());
  }

  /** Moves every weight that has a gradient. */
  void step(double rate) {
    steps++;
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      weights.forEach(
          (name, weight) -> {
            Tensor gradient = weight.grad();
            if (gradient.defined()) {
              double own = rate * Objects.requireNonNull(factors.get(name));
              step(name, weight, gradient, own);
            }
          });
    }
  }

  private void step(String name, Tensor weight, Tensor gradient, double rate) {
    if (decaying.contains(name)) {
      weight.mul_(new Scalar(1 - rate * weightDecay));
    }
    long count = counts.merge(name, 1L, Long::sum);
    double firstCorrection = 1 - Math.pow(FIRST_DECAY, count);
    double secondCorrection = Math.sqrt(1 - Math.pow(SECOND_DECAY, count));
    Tensor first = Objects.requireNonNull(firsts.get(name));
    Tensor second = Objects.requireNonNull(seconds.get(name));
    first.mul_(new Scalar(FIRST_DECAY)).add_(gradient, new Scalar(1 - FIRST_DECAY));
    second
        .mul_(new Scalar(SECOND_DECAY))
        .addcmul_(gradient, gradient, new Scalar(1 - SECOND_DECAY));
    Tensor size = second.sqrt().div_(new Scalar(secondCorrection)).add_(new Scalar(EPSILON));
    weight.addcdiv_(first, size, new Scalar(-rate / firstCorrection));
  }

  /** How many steps were made. */
  long steps() {
    return steps;
  }

  /** The running means of the gradients, by weight; to be read, and overwritten by a checkpoint. */
  Map<String, Tensor> firsts() {
    return firsts;
  }

  /** The running means of their squares. */
  Map<String, Tensor> seconds() {
    return seconds;
  }

  /**
   * How many steps each weight has made, one number each. A float counts to 16 million exactly, and
   * from long before that on the corrections are 1.
   */
  Map<String, Weight> counts() {
    Map<String, Weight> numbers = new LinkedHashMap<>();
    counts.forEach((name, n) -> numbers.put(name, new Weight(new long[] {1}, new float[] {n})));
    return numbers;
  }

  /**
   * Goes on as after so many steps in all, and so many of each weight.
   *
   * @throws CovalenceException if {@code counts} are not those of these weights
   */
  void resume(long steps, Map<String, Weight> counts, String source) {
    if (!counts.keySet().equals(this.counts.keySet())
        || counts.values().stream().anyMatch(number -> number.values().length != 1)) {
      throw CovalenceException.data(
          "expected the steps of each weight that is fitted, found those of others",
          source,
          Checkpoint.REMEDY);
    }
    this.steps = steps;
    counts.forEach((name, number) -> this.counts.put(name, (long) number.values()[0]));
  }
}
