package org.covalence.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A densely connected convolutional network (Huang et al., CVPR 2017). With weights it is a frozen
 * encoder of pooled features; without, it is trained with the rest.
 */
@Named(
    value = "densenet",
    modality = "image",
    about = "DenseNet: with weights a frozen encoder, without them trained from scratch")
public record DenseNetSpec(
    @Setting(about = "which published network: 121, 169, 201, or a tiny one", value = "tiny")
        String variant,
    @Setting(
            about =
                "weights in torchvision's .pth form or as safetensors; the encoder is then frozen")
        Optional<Path> weights,
    @Setting(
            about = "side of the square picture it sees, in pixels (default: 224, the tiny one 48)",
            min = 32,
            max = 1024)
        Optional<Integer> size,
    @Setting(about = "dropout on the features of the picture", value = "0.5", min = 0, max = 0.95)
        double pooledDropout)
    implements EncoderSpec {

  /**
   * The numbers that make one DenseNet another (Huang et al., table 1).
   *
   * @param stemFeatures channels after the first convolution
   * @param growth channels that each layer adds
   * @param blocks layers in each dense block
   * @param bottleneck width of the 1x1 convolutions, in units of {@code growth}
   */
  public record Shape(int stemFeatures, int growth, List<Integer> blocks, int bottleneck) {
    /** Channels after the last block. */
    public int features() {
      int channels = stemFeatures;
      for (int b = 0; b < blocks.size(); b++) {
        channels += blocks.get(b) * growth;
        if (b < blocks.size() - 1) {
          channels /= 2;
        }
      }
      return channels;
    }
  }

  @Override
  public boolean frozen() {
    return weights.isPresent();
  }

  /** The variants there are. */
  public static List<String> variants() {
    return List.of("tiny", "121", "169", "201");
  }

  /**
   * The numbers of the variant; {@code tiny} is made for pictures of 48 pixels and minutes of
   * training.
   */
  public Shape shape() {
    return switch (variant) {
      case "121" -> new Shape(64, 32, List.of(6, 12, 24, 16), 4);
      case "169" -> new Shape(64, 32, List.of(6, 12, 32, 32), 4);
      case "201" -> new Shape(64, 32, List.of(6, 12, 48, 32), 4);
      default -> new Shape(16, 8, List.of(2, 3, 3), 4);
    };
  }

  /** Side of the square picture, in pixels. */
  public int pixels() {
    return size.orElse(variant.equals("tiny") ? 48 : 224);
  }
}
