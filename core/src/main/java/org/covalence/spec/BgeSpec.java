package org.covalence.spec;

/** The sentence encoder BGE-small-en-v1.5 (Xiao et al., SIGIR 2024), frozen: 384 features. */
@Named(
    value = "bge",
    modality = "text",
    about = "the sentence encoder BGE-small-en-v1.5, frozen; it comes with the program")
public record BgeSpec(SentenceSettings sentence) implements SentenceEncoderSpec {}
