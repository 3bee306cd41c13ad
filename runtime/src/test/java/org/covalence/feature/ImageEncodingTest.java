package org.covalence.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.covalence.graph.GraphBuilder.FLOAT;
import static org.covalence.graph.GraphBuilder.INT64;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.covalence.graph.GraphBuilder;
import org.covalence.graph.OnnxFile;
import org.covalence.image.ImagePreparation;
import org.covalence.image.ImagePreparation.Scaling;
import org.covalence.spec.OnnxEncoderSpec;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is guessed from a graph, and what is refused before any picture is decoded. */
class ImageEncodingTest {
  private static final OnnxEncoderSpec NOTHING_SAID = said("", "", null, null);

  @Test
  void aSideThatTheGraphFixes_isUsed() {
    ImageEncoding encoding = guess(picture("batch", 3, 64, 64).output("pooled", FLOAT, "b", 10));

    assertThat(encoding)
        .isEqualTo(
            new ImageEncoding(
                new ImagePreparation(73, 64, Scaling.imageNet()), "image", "pooled", 10));
  }

  @Test
  void aSideThatTheGraphLeavesFree_isTheUsualOneOrAsSaid() {
    OnnxFile file =
        picture("batch", 3, "h", "w").output("pooled", FLOAT, "b", 10).file("network.onnx");

    assertThat(ImageEncoding.of(file, NOTHING_SAID).preparation())
        .isEqualTo(new ImagePreparation(256, 224, Scaling.imageNet()));
    assertThat(ImageEncoding.of(file, said("", "", 64, null)).preparation().shortSidePixels())
        .isEqualTo(73);
    assertThat(ImageEncoding.of(file, said("", "", 64, 64)).preparation().shortSidePixels())
        .isEqualTo(64);
  }

  @Test
  void aShortSideBelowTheSize_isAFaultOfTheSettings() {
    OnnxFile file = picture("b", 3, "h", "w").output("pooled", FLOAT, "b", 10).file("n.onnx");

    assertThatThrownBy(() -> ImageEncoding.of(file, said("", "", 64, 63)))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("--image-short-side");
  }

  @Test
  void aSizeThatTheGraphDoesNotTake_isAFaultOfTheSettings() {
    OnnxFile file = picture("b", 3, 64, 64).output("pooled", FLOAT, "b", 10).file("n.onnx");

    assertThatThrownBy(() -> ImageEncoding.of(file, said("", "", 224, null)))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("pictures of 64 pixels and no others, in --image-size");
    assertThat(ImageEncoding.of(file, said("", "", 64, null)).preparation().cropPixels())
        .isEqualTo(64);
  }

  @Test
  void ofSeveralOutputs_theOneCalledFeaturesIsTaken() {
    ImageEncoding encoding =
        guess(
            picture("batch", 3, 224, 224)
                .output("logits", FLOAT, "b", 1000)
                .output("regions", FLOAT, "b", 1280, 7, 7)
                .output("other", FLOAT, "b", 5)
                .output("features", FLOAT, "b", 1280));

    assertThat(encoding.output()).isEqualTo("features");
    assertThat(encoding.width()).isEqualTo(1280);
  }

  @ParameterizedTest
  @CsvSource({"pooler_output,0", "image_embeds,0", "hidden,0", "probabilities,1", "class_logits,1"})
  void scores_areTakenOnlyWhereNothingElseIsThere(String name, int later) {
    ImageEncoding encoding =
        guess(
            picture("batch", 3, 224, 224)
                .output("logits", FLOAT, "b", 1000)
                .output(name, FLOAT, "b", 10));

    assertThat(encoding.output()).isEqualTo(later == 0 ? name : "logits");
  }

  @Test
  void aPooledOutputThatKeepsItsDimensions_isAVector() {
    ImageEncoding encoding =
        guess(picture("batch", 3, 224, 224).output("y", FLOAT, "b", 512, 1, 1));

    assertThat(encoding.width()).isEqualTo(512);
  }

  @Test
  void aNamedOutput_winsOverTheGuess() {
    OnnxFile file =
        picture("batch", 3, 224, 224)
            .output("features", FLOAT, "b", 1280)
            .output("logits", FLOAT, "b", 1000)
            .file("n.onnx");

    assertThat(ImageEncoding.of(file, said("image", "logits", null, null)).output())
        .isEqualTo("logits");
  }

  @Test
  void aNamedPortThatIsNotThereOrDoesNotFit_isRefusedWithThoseThatDo() {
    OnnxFile file =
        picture("batch", 3, 224, 224)
            .output("features", FLOAT, "b", 1280)
            .output("regions", FLOAT, "b", 1280, 7, 7)
            .output("best", INT64, "b", 1)
            .file("n.onnx");

    assertThatThrownBy(() -> ImageEncoding.of(file, said("picture", "", null, null)))
        .hasMessage(
            "the network has no input picture, in n.onnx: choose one of [image [?,3,224,224]]");
    assertThatThrownBy(() -> ImageEncoding.of(file, said("", "feature", null, null)))
        .hasMessage(
            "the network has no output feature, in n.onnx: choose one of [features [?,1280]]");
    assertThatThrownBy(() -> ImageEncoding.of(file, said("", "regions", null, null)))
        .hasMessageContaining("the output regions is not one vector a picture");
    assertThatThrownBy(() -> ImageEncoding.of(file, said("", "best", null, null)))
        .hasMessageContaining("the output best is not one vector a picture");
  }

  @Test
  void aNetworkThatIsNotFedByOnePicture_isRefused() {
    List<GraphBuilder> networks =
        List.of(
            alone("x", INT64, "b", "steps"),
            alone("x", FLOAT, "b", 10),
            picture("b", 3, 64, 64).input("other", FLOAT, "b", 3, 64, 64),
            picture("b", 3, 64, 64).input("ids", INT64, "b", "steps"),
            picture("b", 224, 224, 3),
            picture("b", 1, 28, 28),
            picture("b", 3, 64, 32),
            picture(8, 3, 64, 64),
            picture("b", 3, 1L << 40, 1L << 40),
            alone("x", INT64, "b", 3, 64, 64));
    for (GraphBuilder network : networks) {
      assertThatThrownBy(() -> guess(network.output("features", FLOAT, "b", 10)))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("expected a network with one input, a picture")
          .hasMessageContaining("network.onnx");
    }
  }

  @Test
  void aNetworkWithoutAVector_isRefused() {
    assertThatThrownBy(() -> guess(picture("b", 3, 64, 64).output("map", FLOAT, "b", 10, 7, 7)))
        .hasMessageContaining("none of the network's outputs is one vector a picture");
    assertThatThrownBy(() -> guess(picture("b", 3, 64, 64).output("f", FLOAT, "b", "width")))
        .hasMessageContaining("does not say how wide its features are");
    assertThatThrownBy(() -> guess(picture("b", 3, 64, 64).output("f", FLOAT, "b", 1L << 40)))
        .isInstanceOf(CovalenceException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "efficientnet-lite0-imagenet.onnx, '', true",
    "EfficientNetLite4.onnx, '', true",
    "mobilenet_tflite.onnx, '', true",
    "network.onnx, tflite2onnx, true",
    "resnet50.onnx, pytorch, false",
    "satellite.onnx, '', false",
    "elite/resnet50.onnx, '', false",
    "lite/resnet50.onnx, '', false",
  })
  void theScaling_isGuessedFromTheNetworksNameAndNotFromItsFolder(
      String place, String producer, boolean centred) {
    OnnxFile file =
        picture("b", 3, 64, 64).output("features", FLOAT, "b", 10).producer(producer).file(place);

    assertThat(ImageEncoding.of(file, NOTHING_SAID).preparation().scaling())
        .isEqualTo(centred ? Scaling.centred() : Scaling.imageNet());
  }

  @Test
  void aNamedScaling_isUsed() {
    assertThat(scaled("imagenet")).isEqualTo(Scaling.imageNet());
    assertThat(scaled(" Centred ")).isEqualTo(Scaling.of(127, 128));
    assertThat(scaled("mean:0 std:255")).isEqualTo(Scaling.of(0, 255));
    assertThat(scaled("mean:1,2,3 std:4,5,6.5"))
        .isEqualTo(new Scaling(List.of(1.0, 2.0, 3.0), List.of(4.0, 5.0, 6.5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "imagenett", "mean:1,2 std:3,4", "mean:1,2,3 std:4,5,0", "mean:1,2,3 std:4,5,-1",
        "mean:x std:1", "mean:1 std:NaN", "mean:1,,3 std:1,2,3", "mean:1", "std:1 mean:1",
      })
  void aScalingThatIsNone_isRefusedWithAnExample(String scaling) {
    assertThatThrownBy(() -> scaled(scaling))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("there is no scaling " + scaling)
        .hasMessageContaining("--image-scaling: write imagenet, centred, or three numbers");
  }

  private static Scaling scaled(String scaling) {
    OnnxFile file = picture("b", 3, 64, 64).output("features", FLOAT, "b", 10).file("n.onnx");
    return ImageEncoding.of(
            file,
            new OnnxEncoderSpec(
                Path.of("n.onnx"),
                Optional.of(scaling),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0.5))
        .preparation()
        .scaling();
  }

  private static ImageEncoding guess(GraphBuilder graph) {
    return ImageEncoding.of(graph.file("network.onnx"), NOTHING_SAID);
  }

  private static GraphBuilder picture(Object... shape) {
    return alone("image", FLOAT, shape);
  }

  private static GraphBuilder alone(String input, int type, Object... shape) {
    return new GraphBuilder().input(input, type, shape).node("Identity", "y", List.of(input));
  }

  private static OnnxEncoderSpec said(
      String input, String output, Integer size, Integer shortSide) {
    return new OnnxEncoderSpec(
        Path.of("network.onnx"),
        Optional.empty(),
        Optional.ofNullable(size),
        Optional.ofNullable(shortSide),
        Optional.of(input).filter(s -> !s.isEmpty()),
        Optional.of(output).filter(s -> !s.isEmpty()),
        Optional.empty(),
        0.5);
  }
}
