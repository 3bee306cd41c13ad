package org.covalence.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.covalence.graph.OnnxFile;
import org.covalence.image.ImagePreparation;
import org.covalence.spec.OnnxEncoderSpec;
import org.covalence.store.CovalenceException;
import org.jspecify.annotations.Nullable;

/**
 * How an image network is fed and read.
 *
 * @param input name of the graph's picture input
 * @param output name of the graph's features
 * @param width of the features
 * @param regions the single regions of a picture, for a fusion that reads them; empty where none
 *     are told
 */
public record ImageEncoding(
    ImagePreparation preparation,
    String input,
    String output,
    int width,
    Optional<Regions> regions) {
  private static final int USUAL_SIDE = 224;
  private static final int MOST_SIDE = 2048;
  private static final int MOST_FEATURES = 1 << 20;
  private static final Pattern LITE = Pattern.compile("(?<![a-z])(tf)?lite|efficientnet.?lite");

  /** An encoding without regions. */
  public ImageEncoding(ImagePreparation preparation, String input, String output, int width) {
    this(preparation, input, output, width, Optional.empty());
  }

  /** The same for a fusion that reads no regions. */
  public ImageEncoding withoutRegions() {
    return new ImageEncoding(preparation, input, output, width);
  }

  /**
   * Says how {@code file} is used: what {@code spec} says, and guesses from the graph for the rest.
   *
   * <p>The picture input is the only input: floats, batch × 3 × side × side. Its side is what the
   * shape says, else 224; the short side is 8/7 of it, which is 256 for 224. Features are an output
   * of one vector a picture whose name says so ({@code features}, {@code pooled}, {@code
   * embedding}), else the first such output that is not called logits, else any. The scaling is
   * ImageNet's, except for networks whose file's name or producer says that they come from
   * TensorFlow's "lite" family, which is scaled to -1..1 by 127 and 128. Regions are the output of
   * that name where it is a map of fixed size.
   *
   * @throws CovalenceException if the network reads something else than one picture, or gives no
   *     vector, or {@code spec} contradicts it
   */
  public static ImageEncoding of(OnnxFile file, OnnxEncoderSpec spec) {
    OnnxFile.Port input = input(file, spec);
    int side = side(input, file, spec);
    int shortSide = spec.shortSide().orElse(Math.max(side, (int) Math.round(side * 8 / 7.0)));
    OnnxFile.Port output = output(file, spec);
    long width = output.shape().get(1);
    if (width < 1 || width > MOST_FEATURES) {
      throw CovalenceException.data(
          "the output " + output + " does not say how wide its features are, or is far too wide",
          file.place(),
          "name another output with --image-output; there are " + file.outputs());
    }
    return new ImageEncoding(
        preparation(shortSide, side, scaling(file, spec)),
        input.name(),
        output.name(),
        Math.toIntExact(width),
        Regions.of(file, spec));
  }

  private static ImagePreparation preparation(
      int shortSide, int side, ImagePreparation.Scaling scaling) {
    try {
      return new ImagePreparation(shortSide, side, scaling);
    } catch (IllegalArgumentException e) {
      throw CovalenceException.usage(
          String.valueOf(e.getMessage()),
          "--image-size, --image-short-side",
          "choose a short side that is not below the size");
    }
  }

  private static OnnxFile.Port input(OnnxFile file, OnnxEncoderSpec spec) {
    List<OnnxFile.Port> inputs = file.inputs();
    if (spec.input().isPresent() && file.input(spec.input().get()).isEmpty()) {
      throw CovalenceException.usage(
          "the network has no input " + spec.input().get(),
          file.place(),
          "choose one of " + inputs);
    }
    if (inputs.size() != 1 || !isPicture(inputs.get(0))) {
      throw CovalenceException.usage(
          "expected a network with one input, a picture as batch x 3 x side x side, found "
              + inputs,
          file.place(),
          "export the network so that it reads one picture at a time, channels first, and nothing else");
    }
    return inputs.get(0);
  }

  /** Whether one square picture fits: batch × 3 × side × side, any of them free. */
  private static boolean isPicture(OnnxFile.Port port) {
    List<Long> shape = port.shape();
    return port.isFloat()
        && shape.size() == 4
        && (shape.get(0) < 0 || shape.get(0) == 1)
        && (shape.get(1) < 0 || shape.get(1) == 3)
        && (shape.get(2) < 0 || shape.get(3) < 0 || shape.get(2).equals(shape.get(3)))
        && fixedSide(port) <= MOST_SIDE;
  }

  /** The side that the graph demands; -1 where it is free. */
  private static long fixedSide(OnnxFile.Port input) {
    return Math.max(input.shape().get(2), input.shape().get(3));
  }

  private static int side(OnnxFile.Port input, OnnxFile file, OnnxEncoderSpec spec) {
    long fixed = fixedSide(input);
    if (fixed > 0 && spec.size().isPresent() && spec.size().get() != fixed) {
      throw CovalenceException.usage(
          "the network takes pictures of " + fixed + " pixels and no others",
          "--image-size",
          "leave it out, or choose another network than " + file.place());
    }
    return spec.size().orElse(fixed > 0 ? (int) fixed : USUAL_SIDE);
  }

  private static OnnxFile.Port output(OnnxFile file, OnnxEncoderSpec spec) {
    List<OnnxFile.Port> vectors = file.outputs().stream().filter(ImageEncoding::isVector).toList();
    if (spec.output().isPresent()) {
      String name = spec.output().get();
      return vectors.stream()
          .filter(p -> p.name().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  CovalenceException.usage(
                      file.output(name).isEmpty()
                          ? "the network has no output " + name
                          : "the output " + name + " is not one vector a picture",
                      file.place(),
                      "choose one of " + (vectors.isEmpty() ? file.outputs() : vectors)));
    }
    return vectors.stream()
        .min(Comparator.comparingInt(ImageEncoding::unlikeliness))
        .orElseThrow(
            () ->
                CovalenceException.usage(
                    "none of the network's outputs is one vector a picture: " + file.outputs(),
                    file.place(),
                    "choose a network with pooled features"));
  }

  /** Batch × width, or what a pooling that keeps its dimensions leaves: batch × width × 1 × 1. */
  private static boolean isVector(OnnxFile.Port port) {
    List<Long> shape = port.shape();
    return port.isFloat()
        && (shape.size() == 2 || (shape.size() == 4 && shape.get(2) == 1 && shape.get(3) == 1));
  }

  private static int unlikeliness(OnnxFile.Port port) {
    String name = port.name().toLowerCase(Locale.ROOT);
    if (name.contains("feature") || name.contains("pool") || name.contains("embed")) {
      return 0;
    }
    return name.contains("logit") || name.contains("prob") || name.contains("class") ? 2 : 1;
  }

  private static ImagePreparation.Scaling scaling(OnnxFile file, OnnxEncoderSpec spec) {
    if (spec.scaling().isPresent()) {
      return named(spec.scaling().get());
    }
    // The folder's name says nothing about the network.
    String name = file.place().substring(file.place().replace('\\', '/').lastIndexOf('/') + 1);
    return LITE.matcher((name + " " + file.producer()).toLowerCase(Locale.ROOT)).find()
        ? ImagePreparation.Scaling.centred()
        : ImagePreparation.Scaling.imageNet();
  }

  /** {@code imagenet}, {@code centred}, or {@code mean:m,m,m std:s,s,s}. */
  private static ImagePreparation.Scaling named(String scaling) {
    String name = scaling.strip().toLowerCase(Locale.ROOT);
    if (name.equals("imagenet")) {
      return ImagePreparation.Scaling.imageNet();
    }
    if (name.equals("centred") || name.equals("centered")) {
      return ImagePreparation.Scaling.centred();
    }
    var parts = Pattern.compile("mean:(\\S+)\\s+std:(\\S+)").matcher(name);
    try {
      if (parts.matches()) {
        return new ImagePreparation.Scaling(numbers(parts.group(1)), numbers(parts.group(2)));
      }
    } catch (IllegalArgumentException e) {
      throw notAScaling(scaling, e);
    }
    throw notAScaling(scaling, null);
  }

  private static List<Double> numbers(String list) {
    List<Double> numbers = new ArrayList<>();
    for (String number : list.split(",", -1)) {
      numbers.add(Double.valueOf(number));
    }
    return numbers.size() == 1 ? List.of(numbers.get(0), numbers.get(0), numbers.get(0)) : numbers;
  }

  private static CovalenceException notAScaling(String scaling, @Nullable Throwable cause) {
    CovalenceException fault =
        CovalenceException.usage(
            "there is no scaling " + scaling,
            "--image-scaling",
            "write imagenet, centred, or three numbers each as in \"mean:123.7,116.3,103.5 std:58.4,57.1,57.4\"");
    if (cause != null) {
      fault.addSuppressed(cause);
    }
    return fault;
  }
}
