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
 */
public record ImageEncoding(ImagePreparation preparation, String input, String output, int width) {
  private static final int USUAL_SIDE = 224;

  /**
   * Says how {@code file} is used: what {@code spec} says, and guesses from the graph for the rest.
   *
   * <p>The picture input is the only input, or the only one with four dimensions. Its side is what
   * the shape says, else 224; the short side is 8/7 of it, which is 256 for 224. Features are an
   * output of two dimensions whose name says so ({@code features}, {@code pooled}, {@code
   * embedding}), else the only such output that is not called logits, else any. The scaling is
   * ImageNet's, except for networks whose file or input names say that they come from TensorFlow's
   * "lite" family, which is scaled to -1..1 by 127 and 128.
   */
  public static ImageEncoding of(OnnxFile file, OnnxEncoderSpec spec) {
    OnnxFile.Port input = input(file, spec);
    int side = spec.size().orElse(side(input));
    int shortSide = spec.shortSide().orElse(Math.max(side, (int) Math.round(side * 8 / 7.0)));
    OnnxFile.Port output = output(file, spec);
    long width = output.shape().get(output.shape().size() - 1);
    if (output.shape().size() == 4) {
      width = output.shape().get(1);
    }
    if (width < 1) {
      throw CovalenceException.data(
          "the output " + output + " does not say how wide its features are",
          file.place(),
          "name another output with --image-output; there are " + file.outputs());
    }
    return new ImageEncoding(
        preparation(shortSide, side, scaling(file, spec)),
        input.name(),
        output.name(),
        Math.toIntExact(width));
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
    if (spec.input().isPresent()) {
      return file.input(spec.input().get())
          .orElseThrow(
              () ->
                  CovalenceException.usage(
                      "the network has no input " + spec.input().get(),
                      file.place(),
                      "choose one of " + file.inputs()));
    }
    List<OnnxFile.Port> pictures =
        file.inputs().stream().filter(p -> p.isFloat() && p.shape().size() == 4).toList();
    if (pictures.size() != 1) {
      throw CovalenceException.usage(
          "expected a network with one picture input, found " + file.inputs(),
          file.place(),
          "name the picture input with --image-input, or choose a network that reads pictures alone");
    }
    return pictures.get(0);
  }

  private static int side(OnnxFile.Port input) {
    if (input.shape().size() != 4) {
      return USUAL_SIDE;
    }
    long side = input.shape().get(3);
    return side > 0 && side <= 4096 ? (int) side : USUAL_SIDE;
  }

  private static OnnxFile.Port output(OnnxFile file, OnnxEncoderSpec spec) {
    if (spec.output().isPresent()) {
      return file.output(spec.output().get())
          .orElseThrow(
              () ->
                  CovalenceException.usage(
                      "the network has no output " + spec.output().get(),
                      file.place(),
                      "choose one of " + file.outputs()));
    }
    List<OnnxFile.Port> vectors = new ArrayList<>();
    for (OnnxFile.Port port : file.outputs()) {
      boolean pooledPicture =
          port.shape().size() == 4 && port.shape().get(2) == 1 && port.shape().get(3) == 1;
      if (port.isFloat() && (port.shape().size() == 2 || pooledPicture)) {
        vectors.add(port);
      }
    }
    Optional<OnnxFile.Port> best =
        vectors.stream().min(Comparator.comparingInt(ImageEncoding::unlikeliness));
    return best.orElseThrow(
        () ->
            CovalenceException.usage(
                "none of the network's outputs is one vector a picture: " + file.outputs(),
                file.place(),
                "name an output with --image-output, or choose a network with pooled features"));
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
    String name = (file.place() + " " + file.producer()).toLowerCase(Locale.ROOT);
    return name.contains("lite")
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
