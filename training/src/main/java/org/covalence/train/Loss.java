package org.covalence.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.covalence.label.Sentiment;
import org.covalence.spec.BalanceSpec;
import org.covalence.spec.TrainingSpec;
import org.covalence.tensor.Tensors;
import org.covalence.train.Perturbation.Blend;

/**
 * What a batch costs: cross-entropy with class weights and label smoothing, and where asked for, in
 * focal form and with adjusted logits. Make one inside a scope: its weights live as long as that
 * scope.
 */
final class Loss {
  private final double smoothing;
  private final double gamma;
  private final float[] byClass;
  private final Tensor weights;
  private final TensorOptional given;
  private final Tensor adjustment;
  private final boolean adjusts;

  /**
   * @param classes of the training part
   */
  Loss(TrainingSpec training, BalanceSpec balance, int[] classes) {
    this.smoothing = training.labelSmoothing();
    this.gamma = balance.focalGamma();
    int kinds = Sentiment.values().length;
    long[] counts = new long[kinds];
    Arrays.stream(classes).forEach(k -> counts[k]++);
    this.byClass = weights(counts, classes.length, training, balance);
    this.weights = Tensors.of(byClass, kinds);
    this.given = new TensorOptional(weights);
    this.adjusts = balance.logitAdjustment() > 0;
    this.adjustment = Tensors.of(logPriors(counts, balance.logitAdjustment()), kinds);
  }

  /**
   * One weight a class, scaled so that a post weighs one on average: its inverse share to a power,
   * or the inverse of its effective number of posts (Cui et al., CVPR 2019, proposition 1). A class
   * that no post is of weighs nothing.
   */
  private static float[] weights(
      long[] counts, int posts, TrainingSpec training, BalanceSpec balance) {
    int kinds = counts.length;
    double beta = balance.classBalanceBeta();
    double[] raw = new double[kinds];
    double mean = 0;
    for (int k = 0; k < kinds; k++) {
      if (counts[k] > 0) {
        raw[k] =
            beta > 0
                ? (1 - beta) / (1 - Math.pow(beta, counts[k]))
                : Math.pow((double) posts / (kinds * counts[k]), training.classWeightPower());
      }
      mean += raw[k] * counts[k] / posts;
    }
    float[] weights = new float[kinds];
    for (int k = 0; k < kinds; k++) {
      weights[k] = (float) (raw[k] / mean);
    }
    return weights;
  }

  /** Logarithms of the shares of the classes (Menon et al., ICLR 2021, equation 10). */
  private static float[] logPriors(long[] counts, double strength) {
    long posts = Arrays.stream(counts).sum();
    float[] priors = new float[counts.length];
    for (int k = 0; k < counts.length; k++) {
      priors[k] = (float) (strength * Math.log(Math.max(1, counts[k]) / (double) posts));
    }
    return priors;
  }

  /** What posts of these classes weigh together: the divisor of {@link #of}. */
  double weight(int[] classes) {
    return Arrays.stream(classes).mapToDouble(k -> byClass[k]).sum();
  }

  /**
   * The mean over a batch, weighted by class.
   *
   * @param logits batch × classes
   * @param targets batch, 64-bit
   */
  Tensor of(Tensor logits, Tensor targets) {
    Tensor adjusted = adjusts ? logits.add(adjustment) : logits;
    return gamma > 0 ? focal(adjusted, targets) : mean(adjusted, targets, given);
  }

  /**
   * The mean of {@link #of} over several networks' votes, where the posts behind them are blended:
   * their targets are alike.
   */
  Tensor blended(List<Tensor> votes, Tensor targets, Optional<Blend> blend) {
    Tensor sum =
        votes.stream()
            .map(logits -> blended(logits, targets, blend))
            .reduce(Tensor::add)
            .orElseThrow();
    return sum.div(new Scalar((double) votes.size()));
  }

  private Tensor blended(Tensor logits, Tensor targets, Optional<Blend> blend) {
    Tensor own = of(logits, targets);
    if (blend.isEmpty()) {
      return own;
    }
    Tensor other = of(logits, targets.index_select(0, blend.get().rows()));
    double share = blend.get().share();
    return own.mul(new Scalar(share)).add(other.mul(new Scalar(1 - share)));
  }

  /**
   * The same without weights, for what one modality says alone.
   *
   * @param targets {@link Trainer#IGNORED} is left out
   */
  Tensor unweighted(Tensor logits, Tensor targets) {
    return mean(logits, targets, new TensorOptional());
  }

  private Tensor mean(Tensor logits, Tensor targets, TensorOptional weights) {
    return torch.cross_entropy_loss(
        logits, targets, weights, torch.Reduction.Mean.value, Trainer.IGNORED, smoothing);
  }

  /** Lin et al., ICCV 2017, equation 5: each post times how far it is from right, to a power. */
  private Tensor focal(Tensor logits, Tensor targets) {
    Tensor each =
        torch.cross_entropy_loss(
            logits, targets, given, torch.Reduction.None.value, Trainer.IGNORED, smoothing);
    Tensor right = torch.softmax(logits, 1).gather(1, targets.unsqueeze(1)).squeeze(1);
    // The slope of a power below one is infinite at zero, where a post is entirely sure and right.
    Tensor far = right.neg().add(new Scalar(1.0f)).clamp_min(new Scalar(1e-6f));
    return each.mul(far.pow(new Scalar(gamma))).sum().div(weights.index_select(0, targets).sum());
  }
}
