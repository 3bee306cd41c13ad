package org.covalence.spec;

/**
 * The sentence encoder all-MiniLM-L6-v2 (Wang et al., NeurIPS 2020; Reimers and Gurevych, EMNLP
 * 2019), frozen: 384 features.
 */
@Named(
    value = "minilm",
    modality = "text",
    about = "the sentence encoder all-MiniLM-L6-v2, frozen; it comes with the program")
public record MiniLmSpec(SentenceSettings sentence) implements SentenceEncoderSpec {}
