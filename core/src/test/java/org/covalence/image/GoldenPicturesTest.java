package org.covalence.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.covalence.image.ImagePreparation.Placement;
import org.covalence.post.Finding;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real photographs against Pillow 13 and torchvision 0.29, and odd pictures among real posts. */
@Tag("data")
class GoldenPicturesTest {
  private static final ImagePreparation PREPARATION = ImagePreparation.imageNet();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "animated.gif",
        "camera-grey.jpg",
        "cat.jpg",
        "china-progressive.jpg",
        "coffee-exif6.jpg",
        "coffee.webp",
        "disc-alpha.png",
        "flower-small.png",
        "palette-transparent.png",
        "rocket-cmyk.jpg"
      })
  void prepare_ofPhotograph_agreesWithTorchvision(String name) throws IOException {
    Path file = SharedFiles.require("golden/pictures/" + name);
    JsonNode expected =
        Fixtures.json(Files.readAllBytes(SharedFiles.require("golden/pictures-prepared.json")))
            .get("pictures")
            .get(name);
    boolean jpeg = name.endsWith(".jpg");
    int levels = jpeg ? 2 : 0;
    double mean = jpeg ? 0.1 : 1e-6;
    double scaled = jpeg ? 2 / 57.12 : 1e-6;

    Pixels picture = Fixtures.DECODER.decode(Files.readAllBytes(file), name);

    JsonNode decoded = expected.get("decoded");
    assertThat(picture.width()).isEqualTo(decoded.get("width").asInt());
    assertThat(picture.height()).isEqualTo(decoded.get("height").asInt());
    int pixels = picture.width() * picture.height();
    for (int c = 0; c < 3; c++) {
      assertThat(Fixtures.mean(picture.rgb(), c, 3, pixels))
          .isCloseTo(decoded.get("mean_rgb").get(c).asDouble(), within(mean));
      for (int x = 0; x < 8; x++) {
        assertThat(picture.rgb()[3 * x + c] & 0xFF)
            .isCloseTo(decoded.get("first_row_first8_rgb").get(x).get(c).asInt(), within(levels));
      }
    }
    assertThat(PREPARATION.placement(picture.width(), picture.height()))
        .isEqualTo(
            new Placement(
                expected.get("resized").get(0).asInt(),
                expected.get("resized").get(1).asInt(),
                expected.get("crop_left_top").get(0).asInt(),
                expected.get("crop_left_top").get(1).asInt()));
    byte[] cropped = PREPARATION.cropped(picture);
    float[] prepared = PREPARATION.normalise(cropped);
    int plane = 224 * 224;
    for (int c = 0; c < 3; c++) {
      JsonNode channel = expected.get("channels").get(c);
      for (int x = 0; x < 8; x++) {
        assertThat(cropped[c * plane + x] & 0xFF)
            .isCloseTo(
                expected.get("cropped_first_row_first8_rgb").get(x).get(c).asInt(), within(levels));
      }
      for (int x = 0; x < 32; x++) {
        assertThat((double) prepared[c * plane + x])
            .isCloseTo(channel.get("first32").get(x).asDouble(), within(scaled));
      }
      double sum = 0;
      double squares = 0;
      for (int i = c * plane; i < (c + 1) * plane; i++) {
        sum += prepared[i];
        squares += (double) prepared[i] * prepared[i];
      }
      assertThat(sum / plane)
          .isCloseTo(channel.get("mean").asDouble(), within(Math.max(1e-6, mean / 57)));
      assertThat(Math.sqrt(squares / plane - sum / plane * (sum / plane)))
          .isCloseTo(channel.get("std").asDouble(), within(Math.max(1e-6, mean / 57)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4719, picture-one-colour",
    "4066, picture-tiny",
    "4939, picture-extreme-shape",
    "1,",
  })
  void inspect_ofRealPicture_listsWhatIsOdd(String id, String code) throws IOException {
    Path file = SharedFiles.require("data/mvsa-single/data/" + id + ".jpg");

    List<Finding> found = Fixtures.DECODER.inspect(Files.readAllBytes(file), id).oddities(id);

    if (code == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).extracting(Finding::code).contains(code);
    }
  }
}
