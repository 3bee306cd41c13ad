package org.covalence.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.covalence.image.ImagePreparation.Scaling;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of picture is what Pillow makes of it. */
class PillowAgreementTest {
  private static final ImagePreparation SMALL = new ImagePreparation(64, 56, Scaling.centred());

  /**
   * JPEG decoders may differ by two levels; the reader for lossy WebP repeats chroma where Pillow's
   * interpolates, which shows at the edges of saturated colours. All else is exact.
   */
  private enum Closeness {
    EXACT(0, 0),
    JPEG(2, 0.25),
    LOSSY_WEBP(70, 6);

    final int levels;
    final double mean;

    Closeness(int levels, double mean) {
      this.levels = levels;
      this.mean = mean;
    }

    static Closeness of(String name) {
      if (name.startsWith("lossy")) {
        return LOSSY_WEBP;
      }
      return name.endsWith(".jpg") ? JPEG : EXACT;
    }
  }

  @ParameterizedTest
  @MethodSource("org.covalence.image.Fixtures#names")
  void decode_ofEveryKind_givesPillowsPixels(String name) {
    JsonNode expected = Fixtures.expected(name);
    Closeness close = Closeness.of(name);

    Pixels picture = Fixtures.decode(name);

    assertThat(picture.width()).isEqualTo(expected.get("width").asInt());
    assertThat(picture.height()).isEqualTo(expected.get("height").asInt());
    int i = 0;
    for (JsonNode row : expected.get("rows")) {
      for (JsonNode column : expected.get("columns")) {
        int at = 3 * (row.asInt() * picture.width() + column.asInt());
        for (int c = 0; c < 3; c++) {
          assertThat(picture.rgb()[at + c] & 0xFF)
              .as("row %s, column %s, channel %d", row, column, c)
              .isCloseTo(expected.get("samples").get(i).get(c).asInt(), within(close.levels));
        }
        i++;
      }
    }
    int pixels = picture.width() * picture.height();
    for (int c = 0; c < 3; c++) {
      assertThat(Fixtures.mean(picture.rgb(), c, 3, pixels))
          .as("mean of channel %d", c)
          .isCloseTo(expected.get("mean").get(c).asDouble(), within(close.mean + 1e-6));
    }
    if (close == Closeness.EXACT) {
      assertThat(Fixtures.sha256(picture.rgb())).isEqualTo(expected.get("sha256").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("org.covalence.image.Fixtures#names")
  void cropped_ofEveryKind_givesPillowsPixels(String name) {
    JsonNode expected = Fixtures.expected(name).get("cropped64to56");
    Closeness close = Closeness.of(name);

    byte[] cropped = SMALL.cropped(Fixtures.decode(name));

    int plane = 56 * 56;
    for (int c = 0; c < 3; c++) {
      assertThat(Fixtures.mean(cropped, c * plane, 1, plane))
          .isCloseTo(expected.get("mean").get(c).asDouble(), within(close.mean + 1e-6));
    }
    if (close == Closeness.EXACT) {
      assertThat(Fixtures.sha256(cropped)).isEqualTo(expected.get("sha256").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("org.covalence.image.Fixtures#names")
  void inspect_ofEveryKind_givesSizeAndFrames(String name) {
    JsonNode expected = Fixtures.expected(name);

    PictureFacts facts = Fixtures.DECODER.inspect(Fixtures.bytes(name), name);

    assertThat(facts.width()).isEqualTo(expected.get("width").asInt());
    assertThat(facts.height()).isEqualTo(expected.get("height").asInt());
    assertThat(facts.frames()).isEqualTo(expected.get("frames").asInt());
  }
}
