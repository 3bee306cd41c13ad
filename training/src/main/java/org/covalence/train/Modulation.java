package org.covalence.train;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.post.Modality;
import org.covalence.tensor.Tensors;

/**
 * Gradient modulation with generalisation enhancement (OGM-GE; Peng et al., CVPR 2022): where one
 * modality alone is already surer of the right classes than the others, the gradients of its part
 * of the network are made smaller, and noise of their own size is added, so that the others are not
 * starved.
 *
 * @param strength the paper's alpha; 0 leaves gradients as they are
 */
record Modulation(double strength) {
  /**
   * Changes the gradients of one step.
   *
   * @param alone what each modality says by itself, batch × classes
   * @param own the class of each post by modality, {@link Trainer#IGNORED} where it lacks it
   * @param weights the fitted tensors by name
   */
  void apply(
      List<Modality> modalities, List<Tensor> alone, List<int[]> own, Map<String, Tensor> weights) {
    if (strength == 0 || modalities.size() < 2) {
      return;
    }
    double[] sure = new double[modalities.size()];
    double sum = 0;
    for (int m = 0; m < sure.length; m++) {
      sure[m] = sureness(alone.get(m), own.get(m));
      sum += sure[m];
    }
    for (int m = 0; m < sure.length; m++) {
      double others = (sum - sure[m]) / (sure.length - 1);
      double ahead = others > 0 ? sure[m] / others : 1;
      if (ahead > 1) {
        dampen(modalities.get(m), 1 - Math.tanh(strength * ahead), weights);
      }
    }
  }

  /**
   * The mean probability of the right class over the posts that have the modality, 0 where none
   * has: the paper sums, and there every post has both.
   */
  private static double sureness(Tensor logits, int[] classes) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      float[] probabilities = Tensors.values(torch.softmax(logits, 1));
      int kinds = probabilities.length / classes.length;
      double sum = 0;
      int having = 0;
      for (int i = 0; i < classes.length; i++) {
        if (classes[i] != Trainer.IGNORED) {
          sum += probabilities[i * kinds + classes[i]];
          having++;
        }
      }
      return having == 0 ? 0 : sum / having;
    }
  }

  private static void dampen(Modality modality, double factor, Map<String, Tensor> weights) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      weights.forEach(
          (name, weight) -> {
            if (isPartOf(name, modality.name()) && weight.grad().defined()) {
              Tensor gradient = weight.grad();
              Tensor noise = torch.randn_like(gradient);
              double size = gradient.numel() > 1 ? gradient.std().item_double() : 0;
              gradient.mul_(new Scalar(factor)).add_(noise.mul(new Scalar(size)));
            }
          });
    }
  }

  /** Whether a weight belongs to an encoder of the modality, or to what brings it into fusion. */
  private static boolean isPartOf(String weight, String modality) {
    return weight.startsWith(modality + ".")
        || weight.startsWith(modality + "-")
        || weight.startsWith("fusion." + modality + ".")
        || weight.startsWith("fusion." + modality + "-");
  }
}
