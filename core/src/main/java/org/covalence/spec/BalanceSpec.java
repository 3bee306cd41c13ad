package org.covalence.spec;

/**
 * What keeps a network from learning its posts by heart, one class at the cost of another, or one
 * modality at the cost of another. All of it is off by default, beside what {@link TrainingSpec}
 * and the encoders have: dropout, weight decay, class weights, a loss for each modality.
 */
public record BalanceSpec(
    @Setting(
            about =
                "how often each modality of a post with several is hidden while fitting, never all of them, so that the model learns to do without",
            value = "0.0",
            off = "0",
            min = 0,
            max = 0.9)
        double modalityDropout,
    @Setting(
            about = "share of the words that are hidden while fitting",
            value = "0.0",
            off = "0",
            min = 0,
            max = 0.9)
        double wordDropout,
    @Setting(
            about =
                "mixup of fused vectors, or of the scores of a fusion that gives those: posts are blended in pairs by shares from Beta(this, this) (0: none)",
            value = "0.0",
            off = "0",
            min = 0,
            max = 10)
        double mixup,
    @Setting(
            about =
                "focal loss: how little posts count that are already called right (0: all alike)",
            value = "0.0",
            off = "0",
            min = 0,
            max = 10)
        double focalGamma,
    @Setting(
            about =
                "class weights by the effective number of posts with this beta, instead of by a power (0: by the power)",
            value = "0.0",
            off = "0",
            min = 0,
            max = 0.99999)
        double classBalanceBeta,
    @Setting(
            about =
                "logit adjustment: how far frequent classes must win by more while fitting (0: none, 1: by their logarithm)",
            value = "0.0",
            off = "0",
            min = 0,
            max = 5)
        double logitAdjustment,
    @Setting(
            about =
                "gradient modulation: how strongly the modality that is ahead is held back (0: not at all)",
            value = "0.0",
            off = "0",
            min = 0,
            max = 10)
        double gradientModulation) {}
