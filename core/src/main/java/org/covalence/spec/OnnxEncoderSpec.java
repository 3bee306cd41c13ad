package org.covalence.spec;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Any published image network in ONNX form with one picture input, used frozen. What is not said is
 * guessed from the graph.
 */
@Named(
    value = "onnx",
    modality = "image",
    about = "any ONNX image network, frozen; name the file as the encoder")
public record OnnxEncoderSpec(
    @Setting(about = "the ONNX file") Path file,
    @Setting(
            about =
                "how pixel values are scaled: imagenet, centred for (value - 127) / 128, or mean:m,m,m std:s,s,s in units of 0..255 (default: guessed)")
        Optional<String> scaling,
    @Setting(
            about =
                "side of the square picture the network sees, in pixels (default: what the graph says, else 224)",
            min = 16,
            max = 2048)
        Optional<Integer> size,
    @Setting(
            about =
                "short side of the picture before the centre is cut out (default: 8/7 of the size)",
            min = 16,
            max = 4096)
        Optional<Integer> shortSide,
    @Setting(about = "name of the graph's picture input (default: its only one)")
        Optional<String> input,
    @Setting(about = "name of the graph's output to use as features (default: guessed)")
        Optional<String> output,
    @Setting(
            about =
                "name of the graph's output of regions, for fusions that look at them, or none (default: regions, where the graph has it)")
        Optional<String> regions,
    @Setting(
            about = "dropout on the features of the picture",
            value = "0.5",
            off = "0",
            min = 0,
            max = 0.95)
        double pooledDropout)
    implements EncoderSpec {
  @Override
  public boolean frozen() {
    return true;
  }
}
