package org.covalence.spec;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A densely connected convolutional network (Huang et al., CVPR 2017). With weights it is a frozen
 * encoder of pooled features, or fine-tuned; without, it is trained with the rest.
 */
@Named(
    value = "densenet",
    modality = "image",
    about =
        "DenseNet: with weights a frozen or fine-tuned encoder, without them trained from scratch")
public record DenseNetSpec(
    @Setting(about = "which published network: 121, 169, 201, or a tiny one", value = "tiny")
        String variant,
    @Setting(
            about =
                "weights in torchvision's .pth form or as safetensors; the encoder is then frozen, or fine-tuned")
        Optional<Path> weights,
    @Setting(
            about = "side of the square picture it sees, in pixels (default: 224, the tiny one 48)",
            min = 32,
            max = 1024)
        Optional<Integer> size,
    @Setting(
            about = "dropout on the features of the picture",
            value = "0.5",
            off = "0",
            min = 0,
            max = 0.95)
        double pooledDropout,
    FineTuneSpec tuning,
    AugmentSpec augment)
    implements EncoderSpec {
  /** A network that is frozen where it has weights; its pictures stay as they are. */
  public DenseNetSpec(
      String variant, Optional<Path> weights, Optional<Integer> size, double pooledDropout) {
    this(variant, weights, size, pooledDropout, FineTuneSpec.NONE, AugmentSpec.NONE);
  }

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
    return weights.isPresent() && tuning.trainFrom() == FineTuneSpec.From.NONE;
  }

  /** Whether it starts from weights and is trained with the rest. */
  public boolean fineTuned() {
    return weights.isPresent() && !frozen();
  }

  /** Whether batch norms use the statistics of the batch while fitting, and keep a mean of them. */
  public boolean learnsStatistics() {
    return tuning
        .batchNorm()
        .map(kind -> kind == FineTuneSpec.Statistics.LEARNT)
        .orElse(weights.isEmpty());
  }

  /** Settings that have no meaning beside the others, each with the reason; by key. */
  Map<String, String> misfits() {
    Map<String, String> misfits = new LinkedHashMap<>();
    if (weights.isEmpty() && tuning.trainFrom() != FineTuneSpec.From.NONE) {
      misfits.put("train-from", "needs weights to start from: name a file as image-weights");
    }
    if (tuning.trainFrom().block() > shape().blocks().size()) {
      misfits.put(
          "train-from", "DenseNet " + variant + " has but " + shape().blocks().size() + " blocks");
    }
    if (weights.isEmpty() && !learnsStatistics()) {
      misfits.put("batch-norm", "a network without weights has no statistics to freeze");
    }
    if (!fineTuned()) {
      String reason = "is for a network that is fine-tuned: image-weights and image-train-from";
      differing(
          FineTuneSpec.NONE.rateFactor(), tuning.rateFactor(), "rate-factor", reason, misfits);
      differing(FineTuneSpec.NONE.rateDecay(), tuning.rateDecay(), "rate-decay", reason, misfits);
      differing(0, tuning.frozenEpochs(), "frozen-epochs", reason, misfits);
    }
    if (frozen()) {
      String reason = "is for a network that is trained: set image-train-from, or leave it out";
      tuning.batchNorm().ifPresent(kind -> misfits.put("batch-norm", reason));
      if (tuning.precision() != FineTuneSpec.NONE.precision()) {
        misfits.put("precision", reason);
      }
      differing(0, augment.crop(), "augment-crop", reason, misfits);
      differing(0, augment.flip(), "augment-flip", reason, misfits);
      differing(0, augment.colour(), "augment-colour", reason, misfits);
    }
    return misfits;
  }

  private static void differing(
      double usual, double found, String key, String reason, Map<String, String> misfits) {
    if (usual != found) {
      misfits.put(key, reason);
    }
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
