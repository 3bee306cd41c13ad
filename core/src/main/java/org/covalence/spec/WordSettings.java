package org.covalence.spec;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What every encoder over word vectors has in common. A model has one vocabulary, so what decides
 * which words are known is said once for all encoders of a model, without a number in its key.
 */
public record WordSettings(
    @Setting(
            about =
                "word vectors to start from: GloVe or word2vec text, plain or gzip, or safetensors",
            key = "/word-vectors")
        Optional<Path> wordVectors,
    @Setting(
            about = "the words of a safetensors file of word vectors, one a line",
            key = "/word-list")
        Optional<Path> wordList,
    @Setting(
            about = "width of the word vectors where none are given",
            value = "64",
            min = 1,
            max = 2048)
        int wordWidth,
    @Setting(
            about = "how many of the most frequent words of the vectors file join the vocabulary",
            key = "/text-frequent-words",
            value = "20000",
            min = 0,
            max = 2_000_000)
        int frequentWords,
    @Setting(
            about = "how often a word must occur in the training part to join the vocabulary",
            key = "/text-min-count",
            value = "2",
            min = 1,
            max = 1_000_000)
        int minCount,
    @Setting(
            about = "tokens of a post that are read; the rest is cut",
            key = "/text-max-tokens",
            value = "48",
            min = 1,
            max = 4096)
        int maxTokens,
    @Setting(about = "dropout on the word vectors", value = "0.3", off = "0", min = 0, max = 0.95)
        double dropout,
    @Setting(
            about = "dropout on the vector of the whole text",
            value = "0.3",
            off = "0",
            min = 0,
            max = 0.95)
        double pooledDropout) {}
