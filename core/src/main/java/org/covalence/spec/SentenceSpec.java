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
