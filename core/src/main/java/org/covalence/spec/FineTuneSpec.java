package org.covalence.spec;

import java.util.Optional;

/**
 * How a convolutional network is trained with the rest: which part of it, how fast, from which
 * epoch on, and in which numbers. All but the batch norms' statistics and the precision speak of
 * published weights alone.
 *
 * @param rateFactor of the learning rate, for what the weights file brought
 * @param rateDecay a further factor for each block below the last
 * @param frozenEpochs epochs in which the published part stands still while all else is fitted
 */
public record FineTuneSpec(
    @Setting(
            about =
                "which part of a network with weights is fitted: none (it is frozen, and its features are kept), from a block on, or all",
            value = "none")
        From trainFrom,
    @Setting(
            about =
                "mean and variance of the batch norms, frozen or learnt (default: frozen with weights, else learnt)")
        Optional<Statistics> batchNorm,
    @Setting(
            about =
                "numbers that a network is fitted in: bfloat16 computes convolutions in half precision, fast only on processors that know it (AVX-512 BF16, AMX); it is validated and saved in float32",
            value = "float32")
        Precision precision,
    @Setting(
            about = "factor of the learning rate for weights that came from a file",
            value = "1.0",
            min = 0,
            max = 10)
        double rateFactor,
    @Setting(
            about =
                "further factor of their learning rate for each block below the last: lower blocks change less",
            value = "1.0",
            min = 0,
            max = 1)
        double rateDecay,
    @Setting(
            about =
                "first epochs in which weights that came from a file stand still, while all else is fitted",
            value = "0",
            min = 0,
            max = 10_000)
        int frozenEpochs) {
  /** Nothing is trained that came from a file. */
  public static final FineTuneSpec NONE =
      new FineTuneSpec(From.NONE, Optional.empty(), Precision.FLOAT32, 1, 1, 0);

  /** What is fitted; whatever lies before it stays as it was published. */
  public enum From {
    NONE,
    ALL,
    BLOCK1,
    BLOCK2,
    BLOCK3,
    BLOCK4;

    /** The first dense block that is fitted, from 1; 0 for all, what lies before block 1 too. */
    public int block() {
      return Math.max(0, ordinal() - ALL.ordinal());
    }
  }

  /** Whether the mean and variance of batch norms are those of the batch and move, or stay. */
  public enum Statistics {
    FROZEN,
    LEARNT
  }

  /** The numbers that convolutions are computed in while fitting. */
  public enum Precision {
    FLOAT32,
    BFLOAT16
  }
}
