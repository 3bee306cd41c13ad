package org.covalence.spec;

/**
 * The sentence encoder all-MiniLM-L6-v2 (Wang et al., NeurIPS 2020; Reimers and Gurevych, EMNLP
 * 2019), frozen: 384 features.
 */
@Named(
    value = "minilm",
    modality = "text",
    about = "the sentence encoder all-MiniLM-L6-v2, frozen; it comes with the program")
public record MiniLmSpec(
    @Setting(
            about = "word pieces of a post that a sentence encoder reads; the rest is cut",
            key = "sentence-max-tokens",
            value = "96",
            min = 2,
            max = 512)
        int maxTokens,
    @Setting(
            about = "dropout on features of frozen encoders of the text",
            value = "0.4",
            min = 0,
            max = 0.95)
        double featuresDropout)
    implements FrozenTextSpec {}
