package org.covalence.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.covalence.image.ImagePreparation.Placement;
import org.covalence.image.ImagePreparation.Scaling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImagePreparationTest {
  @ParameterizedTest
  @MethodSource("org.covalence.image.Fixtures#resampled")
  void cropped_ofAnyShape_equalsPillowBitByBit(JsonNode expected) {
    int crop = expected.get("crop").asInt();
    ImagePreparation preparation =
        new ImagePreparation(expected.get("short").asInt(), crop, Scaling.centred());

    byte[] cropped =
        preparation.cropped(
            Fixtures.formula(expected.get("width").asInt(), expected.get("height").asInt()));

    for (int c = 0; c < 3; c++) {
      for (int x = 0; x < expected.get("firstRow").get(c).size(); x++) {
        assertThat(cropped[c * crop * crop + x] & 0xFF)
            .as("channel %d, column %d", c, x)
            .isEqualTo(expected.get("firstRow").get(c).get(x).asInt());
      }
    }
    assertThat(Fixtures.sha256(cropped)).isEqualTo(expected.get("sha256").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "421, 280, 384, 256, 80, 16",
    "280, 421, 256, 384, 16, 80",
    "256, 256, 256, 256, 16, 16",
    // 33.5 and 34.5 both go to 34
    "291, 256, 291, 256, 34, 16",
    "293, 256, 293, 256, 34, 16",
    "1, 10000, 256, 2560000, 16, 1279888",
  })
  void placement_isTorchvisions(
      int width, int height, int resizedWidth, int resizedHeight, int left, int top) {
    assertThat(ImagePreparation.imageNet().placement(width, height))
        .isEqualTo(new Placement(resizedWidth, resizedHeight, left, top));
  }

  @Test
  void prepare_ofExtremeShape_takesNoMoreMemoryThanTheCrop() {
    Pixels line = Fixtures.formula(30_000, 1);

    float[] prepared = ImagePreparation.imageNet().prepare(line);

    assertThat(prepared).hasSize(3 * 224 * 224);
  }

  @Test
  void prepare_isChannelMajorAndScaled() {
    Pixels red = new Pixels(1, 1, new byte[] {(byte) 255, 0, 51});
    ImagePreparation preparation = new ImagePreparation(2, 2, Scaling.imageNet());

    assertThat(preparation.prepare(red))
        .containsExactly(
            new float[] {
              2.2489083f, 2.2489083f, 2.2489083f, 2.2489083f, // (1 - 0.485) / 0.229
              -2.0357141f, -2.0357141f, -2.0357141f, -2.0357141f, // (0 - 0.456) / 0.224
              -0.9155556f, -0.9155556f, -0.9155556f, -0.9155556f // (0.2 - 0.406) / 0.225
            },
            within(1e-6f));
  }

  @Test
  void normalise_intoABatch_writesOnlyItsOwnPlace() {
    ImagePreparation preparation = new ImagePreparation(1, 1, Scaling.centred());
    float[] batch = new float[9];

    preparation.normalise(new byte[] {(byte) 255, 127, 63}, batch, 3);

    assertThat(batch).containsExactly(0, 0, 0, 1, 0, -0.5f, 0, 0, 0);
  }

  @Test
  void scaling_ofUnitRange_givesZeroToOne() {
    ImagePreparation preparation = new ImagePreparation(1, 1, Scaling.of(0, 255));

    assertThat(preparation.normalise(new byte[] {0, 51, (byte) 255})).containsExactly(0, 0.2f, 1);
  }

  @Test
  void constructor_withCropBeyondTheShortSide_isRefused() {
    assertThatThrownBy(() -> new ImagePreparation(200, 224, Scaling.imageNet()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a crop of 224 and a short side of 200");
  }

  @Test
  void scaling_withoutThreeUsableNumbers_isRefused() {
    assertThatThrownBy(() -> new Scaling(List.of(1.0, 2.0), List.of(1.0, 1.0, 1.0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Scaling.of(127, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Scaling.of(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void normalise_ofAnotherSize_isRefused() {
    assertThatThrownBy(() -> ImagePreparation.imageNet().normalise(new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 150528 values, found 3");
  }
}
