package org.covalence.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.covalence.graph.OnnxFile;
import org.covalence.image.ImagePreparation;
import org.covalence.spec.OnnxEncoderSpec;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A published network on photographs, used as guessed from its graph, against PyTorch. */
@Tag("data")
class EfficientNetLiteTest {
  private static final String NETWORK = "weights/efficientnet-lite0-imagenet.onnx";
  private static final double TOLERANCE = 0.02;

  @Test
  void theGuess_isWhatThePublisherSays() {
    OnnxFile file = OnnxFile.read(SharedFiles.require(NETWORK));

    assertThat(ImageEncoding.of(file, spec(file, Optional.empty())))
        .isEqualTo(
            new ImageEncoding(
                new ImagePreparation(256, 224, ImagePreparation.Scaling.of(127, 128)),
                "image",
                "features",
                1280,
                Optional.of(new Regions("regions", 1280, 49))));
  }

  @Test
  void featuresAndTheBestClass_agreeWithPyTorchOnEveryPicture() throws IOException {
    OnnxFile file = OnnxFile.read(SharedFiles.require(NETWORK));
    Path photographs = SharedFiles.require("golden/pictures");
    JsonNode golden =
        new ObjectMapper()
            .readTree(SharedFiles.require("golden/efficientnet-lite0.json").toFile())
            .get("pictures");
    ImageEncoding features = ImageEncoding.of(file, spec(file, Optional.empty()));
    ImageEncoding logits = ImageEncoding.of(file, spec(file, Optional.of("logits")));
    try (var pictures = Files.list(photographs);
        PictureEncoder toFeatures = new PictureEncoder(file, features, true);
        PictureEncoder toLogits = new PictureEncoder(file, logits, false)) {
      for (Path picture : pictures.sorted().toList()) {
        JsonNode expected = golden.get(picture.getFileName().toString());
        byte[] bytes = Files.readAllBytes(picture);

        assertThat(
                distance(toFeatures.encode(bytes, "a picture").pooled(), expected.get("features")))
            .as(picture.toString())
            .isLessThan(TOLERANCE);
        assertThat(best(toLogits.encode(bytes, "a picture").pooled()))
            .as(picture.toString())
            .isEqualTo(expected.get("top5").get(0).get("index").asInt());
      }
    }
  }

  @Test
  void regions_haveTheFeaturesAsTheirMean() throws IOException {
    OnnxFile file = OnnxFile.read(SharedFiles.require(NETWORK));
    ImageEncoding encoding = ImageEncoding.of(file, spec(file, Optional.empty()));
    Path photograph = SharedFiles.require("golden/pictures/cat.jpg");
    try (PictureEncoder encoder = new PictureEncoder(file, encoding, true)) {
      EncodedContent encoded = encoder.encode(Files.readAllBytes(photograph), "a picture");

      float[] mean = new float[1280];
      for (int i = 0; i < encoded.states().length; i++) {
        mean[i % 1280] += encoded.states()[i] / 49;
      }
      assertThat(encoded.states()).hasSize(49 * 1280);
      assertThat(mean).containsExactly(encoded.pooled(), Offset.offset(2e-3f));
    }
  }

  private static OnnxEncoderSpec spec(OnnxFile file, Optional<String> output) {
    return new OnnxEncoderSpec(
        Path.of(file.place()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        output,
        Optional.empty(),
        0.5);
  }

  private static double distance(float[] found, JsonNode expected) {
    assertThat(found).hasSize(expected.size());
    double difference = 0;
    double length = 0;
    for (int i = 0; i < found.length; i++) {
      difference += Math.pow(found[i] - expected.get(i).asDouble(), 2);
      length += Math.pow(expected.get(i).asDouble(), 2);
    }
    return Math.sqrt(difference / length);
  }

  private static int best(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }
}
