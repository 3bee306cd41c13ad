package org.covalence.spec;

/** What every frozen sentence encoder has in common. */
public record SentenceSettings(
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
            off = "0",
            min = 0,
            max = 0.95)
        double featuresDropout) {}
