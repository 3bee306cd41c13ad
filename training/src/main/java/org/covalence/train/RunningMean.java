package org.covalence.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.covalence.tensor.Parameters;

/**
 * An exponential running mean of the fitted weights (Polyak and Juditsky 1992; in this form
 * Tarvainen and Valpola, NeurIPS 2017, section 2). It forgets faster in the first steps, so that it
 * does not remember the initial weights. Make one inside a scope: the mean lives as long as that
 * scope.
 */
final class RunningMean {
  private final Map<String, Tensor> weights;
  private final Map<String, Tensor> means = new LinkedHashMap<>();
  private final double decay;
  private long steps;

  /**
   * @param decay share of the old mean that a step keeps; 0 keeps the last weights alone
   */
  RunningMean(Parameters parameters, double decay) {
    this.weights = parameters.fittedByName();
    this.decay = decay;
    weights.forEach((name, weight) -> means.put(name, weight.detach().clone()));
  }

  /** Takes in the weights as they are now. */
  void update() {
    double kept = Math.min(decay, (1.0 + steps) / (10.0 + steps));
    steps++;
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      means.forEach(
          (name, mean) -> mean.lerp_(weights.get(name), new Scalar(decay == 0 ? 1 : 1 - kept)));
    }
  }

  /** Sets the fitted weights to their mean. */
  void moveInto(Parameters parameters) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      parameters.fittedByName().forEach((name, weight) -> weight.copy_(means.get(name)));
    }
  }

  /** The means by weight; to be read, and overwritten by a checkpoint. */
  Map<String, Tensor> means() {
    return means;
  }

  /** Goes on as after so many updates. */
  void resume(long updates) {
    this.steps = updates;
  }
}
