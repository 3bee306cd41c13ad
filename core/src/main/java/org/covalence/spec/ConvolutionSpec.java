package org.covalence.spec;

import java.util.List;
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
    WordSettings words,
    @Setting(about = "features of each kernel width", value = "64", min = 1, max = 4096) int width,
    @Setting(about = "words in the narrowest windows", value = "2", min = 1, max = 16)
        int narrowestKernel,
    @Setting(
            about = "how many kernel widths there are, each one word wider than the last",
            value = "3",
            min = 1,
            max = 8)
        int kernels)
    implements WordEncoderSpec {
  /** Words in the windows of each kernel, the narrowest first. */
  public List<Integer> kernelWidths() {
    return IntStream.range(narrowestKernel, narrowestKernel + kernels).boxed().toList();
  }
}
