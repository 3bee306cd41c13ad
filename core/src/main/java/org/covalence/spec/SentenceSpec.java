package org.covalence.spec;

import java.nio.file.Path;

/**
 * Any sentence encoder of the BERT family in ONNX form, frozen: its token states, averaged over the
 * tokens and brought to length one (Reimers and Gurevych, EMNLP 2019, section 3).
 */
@Named(
    value = "sentence",
    modality = "text",
    about = "any sentence encoder of the BERT family in ONNX form, frozen")
public record SentenceSpec(
    @Setting(about = "the ONNX file of the sentence encoder", key = "sentence-file") Path file,
    @Setting(
            about = "its words: a tokenizer.json, or a vocab.txt with one a line",
            key = "sentence-tokenizer")
        Path tokenizer,
    @Setting(
            about = "what it wants to stand before each text, such as query:",
            key = "sentence-prefix",
            value = "")
        String prefix,
    @Setting(
            about = "dropout on features of frozen encoders of the text",
            value = "0.4",
            min = 0,
            max = 0.95)
        double featuresDropout)
    implements FrozenTextSpec {}
