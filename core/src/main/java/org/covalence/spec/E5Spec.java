package org.covalence.spec;

/** The sentence encoder E5-small-v2 (Wang et al., arXiv 2212.03533), frozen: 384 features. */
@Named(
    value = "e5",
    modality = "text",
    about = "the sentence encoder E5-small-v2, frozen; it comes with the program")
public record E5Spec(SentenceSettings sentence) implements SentenceEncoderSpec {}
