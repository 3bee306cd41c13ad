package org.covalence.spec;

import java.nio.file.Path;
import org.covalence.text.SentencePooling;

/**
 * Any sentence encoder of the BERT family in ONNX form, frozen: its token states as one vector that
 * is brought to length one.
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
            about =
                "how its token states become one vector: their mean, or the state of the first one",
            key = "sentence-pooling",
            value = "mean")
        SentencePooling pooling,
    SentenceSettings sentence)
    implements SentenceEncoderSpec {}
