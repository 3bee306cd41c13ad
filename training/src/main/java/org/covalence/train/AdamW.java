package org.covalence.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.covalence.tensor.Parameters;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019, algorithm 2), step for step
 * what PyTorch's does. It is our own so that its state can be kept and read back as plain numbers:
 * PyTorch writes its optimisers as pickles. Make one inside a scope: its state lives as long as
 * that scope.
 */
final class AdamW {
  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  private final Map<String, Tensor> weights;
  private final Set<String> decaying;
  private final double weightDecay;
  private final Map<String, Tensor> firsts = new LinkedHashMap<>();
  private final Map<String, Tensor> seconds = new LinkedHashMap<>();
  private long steps;

  AdamW(Parameters parameters, double weightDecay) {
    this.weights = parameters.fittedByName();
    this.decaying = parameters.decaying();
    this.weightDecay = weightDecay;
    weights.forEach(
        (name, weight) -> {
          firsts.put(name, weight.detach().new_zeros(weight.sizes()));
          seconds.put(name, weight.detach().new_zeros(weight.sizes()));
        });
  }

  /** Forgets all gradients. */
  void clearGradients() {
    weights.values().forEach(weight -> weight.mutable_grad().reset());
  }

  /** Moves every weight that has a gradient. */
  void step(double rate) {
    steps++;
    double firstCorrection = 1 - Math.pow(FIRST_DECAY, steps);
    double secondCorrection = Math.sqrt(1 - Math.pow(SECOND_DECAY, steps));
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      weights.forEach(
          (name, weight) -> {
            Tensor gradient = weight.grad();
            if (!gradient.defined()) {
              return;
            }
            if (decaying.contains(name)) {
              weight.mul_(new Scalar(1 - rate * weightDecay));
            }
            Tensor first = Objects.requireNonNull(firsts.get(name));
            Tensor second = Objects.requireNonNull(seconds.get(name));
            first.mul_(new Scalar(FIRST_DECAY)).add_(gradient, new Scalar(1 - FIRST_DECAY));
            second
                .mul_(new Scalar(SECOND_DECAY))
                .addcmul_(gradient, gradient, new Scalar(1 - SECOND_DECAY));
            Tensor size =
                second.sqrt().div_(new Scalar(secondCorrection)).add_(new Scalar(EPSILON));
            weight.addcdiv_(first, size, new Scalar(-rate / firstCorrection));
          });
    }
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

  /** Goes on as after so many steps. */
  void resume(long steps) {
    this.steps = steps;
  }
}
