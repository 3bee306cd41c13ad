package org.covalence.spec;

/** The sentence encoder BGE-small-en-v1.5 (Xiao et al., SIGIR 2024), frozen: 384 features. */
@Named(
    value = "bge",
    modality = "text",
    about = "the sentence encoder BGE-small-en-v1.5, frozen; it comes with the program")
public record BgeSpec(
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
