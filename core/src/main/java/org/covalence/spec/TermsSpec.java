package org.covalence.spec;

/**
 * TF-IDF weights of words and pairs of words, brought to fewer dimensions by a singular value
 * decomposition of the training part (latent semantic analysis, Deerwester et al. 1990).
 */
@Named(
    value = "terms",
    modality = "text",
    about = "TF-IDF weights of words and word pairs, reduced by singular value decomposition")
public record TermsSpec(
    @Setting(
            about = "dimensions that the weights of terms are reduced to",
            key = "terms-width",
            value = "200",
            min = 1,
            max = 2048)
        int width,
    @Setting(
            about = "in how many posts of the training part a term must stand",
            key = "terms-min-count",
            value = "2",
            min = 1,
            max = 1_000_000)
        int minCount,
    @Setting(
            about = "dropout on features of frozen encoders of the text",
            value = "0.4",
            off = "0",
            min = 0,
            max = 0.95)
        double featuresDropout)
    implements FrozenTextSpec {}
