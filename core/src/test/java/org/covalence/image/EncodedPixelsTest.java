package org.covalence.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EncodedPixelsTest {
  private static Pixels noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(1).nextBytes(rgb);
    return new Pixels(width, height, rgb);
  }

  @Test
  void png_comesBackAsItWas() {
    for (int[] size : new int[][] {{1, 1}, {7, 3}, {64, 5}}) {
      Pixels before = noise(size[0], size[1]);
      Pixels after = Fixtures.DECODER.decode(EncodedPixels.png(before), "made");

      assertThat(after.width()).isEqualTo(size[0]);
      assertThat(after.height()).isEqualTo(size[1]);
      assertThat(after.rgb()).isEqualTo(before.rgb());
    }
  }

  @Test
  void jpeg_isSmallerAtALowerQualityAndCanBeRead() {
    Pixels before = noise(64, 48);
    byte[] low = EncodedPixels.jpeg(before, 1);
    byte[] high = EncodedPixels.jpeg(before, 100);

    assertThat(low.length).isLessThan(high.length);
    assertThat(Fixtures.DECODER.decode(low, "made").width()).isEqualTo(64);
    assertThat(EncodedPixels.jpeg(before, 100)).isEqualTo(high);
  }

  @Test
  void quality_outOfRangeIsRefused() {
    assertThatThrownBy(() -> EncodedPixels.jpeg(noise(1, 1), 0)).hasMessageContaining("quality");
    assertThatThrownBy(() -> EncodedPixels.jpeg(noise(1, 1), 101)).hasMessageContaining("quality");
  }
}
