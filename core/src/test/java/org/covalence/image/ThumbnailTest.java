package org.covalence.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ThumbnailTest {
  private static Pixels picture(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) 200;
      rgb[i + 1] = (byte) (255 * (i / 3 % width) / width);
      rgb[i + 2] = 40;
    }
    return new Pixels(width, height, rgb);
  }

  private static Pixels decoded(Thumbnail thumbnail) {
    return new ImageDecoder(DecodeLimits.standard()).decode(thumbnail.jpeg(), "thumbnail");
  }

  @Test
  void bigPicture_keepsItsShapeAndItsColours() {
    Thumbnail thumbnail = Thumbnail.of(picture(400, 200), 96);

    assertThat(thumbnail.width()).isEqualTo(96);
    assertThat(thumbnail.height()).isEqualTo(48);
    Pixels shown = decoded(thumbnail);
    assertThat(shown.width()).isEqualTo(96);
    assertThat(shown.height()).isEqualTo(48);
    int middle = 3 * (24 * 96 + 48);
    assertThat(shown.rgb()[middle] & 0xFF).isBetween(190, 210);
    assertThat(shown.rgb()[middle + 1] & 0xFF).isBetween(115, 140);
    assertThat(shown.rgb()[middle + 2] & 0xFF).isBetween(30, 50);
  }

  @Test
  void smallPicture_isNotMadeBigger() {
    assertThat(Thumbnail.of(picture(7, 5), 96).width()).isEqualTo(7);
    assertThat(Thumbnail.of(picture(1, 1), 96).height()).isEqualTo(1);
  }

  @Test
  void line_keepsItsOnePixel() {
    assertThat(Thumbnail.of(picture(3000, 1), 96).height()).isEqualTo(1);
    assertThat(Thumbnail.of(picture(1, 3000), 96).height()).isEqualTo(96);
  }

  @Test
  void samePicture_givesTheSameBytes() {
    assertThat(Thumbnail.of(picture(300, 300), 64).jpeg())
        .isEqualTo(Thumbnail.of(picture(300, 300), 64).jpeg());
  }

  @Test
  void noPixel_isNoSize() {
    assertThatThrownBy(() -> Thumbnail.of(picture(2, 2), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
