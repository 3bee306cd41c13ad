package org.covalence.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Convolutions of several widths over word vectors, the largest value of each feature over the text
 * (Kim, EMNLP 2014, section 2). Kernels are given as the narrowest and their number, so that no
 * setting can contradict another: 2 and 3 mean windows of 2, 3 and 4 words.
 */
@Named(
    value = "cnn",
    modality = "text",
    about = "convolutions over word vectors, pooled by their largest values")
public record ConvolutionSpec(
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
            value = "20000",
            min = 0,
            max = 2_000_000)
        int frequentWords,
    @Setting(
            about = "how often a word must occur in the training part to join the vocabulary",
            value = "2",
            min = 1,
            max = 1_000_000)
        int minCount,
    @Setting(
            about = "tokens of a post that are read; the rest is cut",
            value = "48",
            min = 1,
            max = 4096)
        int maxTokens,
    @Setting(about = "features of each kernel width", value = "64", min = 1, max = 4096) int width,
    @Setting(about = "words in the narrowest windows", value = "2", min = 1, max = 16)
        int narrowestKernel,
    @Setting(
            about = "how many kernel widths there are, each one word wider than the last",
            value = "3",
            min = 1,
            max = 8)
        int kernels,
    @Setting(about = "dropout on the word vectors", value = "0.3", min = 0, max = 0.95)
        double dropout,
    @Setting(about = "dropout on the vector of the whole text", value = "0.3", min = 0, max = 0.95)
        double pooledDropout)
    implements WordEncoderSpec {
  /** Words in the windows of each kernel, the narrowest first. */
  public List<Integer> kernelWidths() {
    return IntStream.range(narrowestKernel, narrowestKernel + kernels).boxed().toList();
  }
}
