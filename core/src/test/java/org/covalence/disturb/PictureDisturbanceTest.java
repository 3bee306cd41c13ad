package org.covalence.disturb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.covalence.image.Pixels;
import org.covalence.post.Post;
import org.junit.jupiter.api.Test;

/** What becomes of pictures, by hand and by what they are meant to lose. */
class PictureDisturbanceTest {
  @Test
  void blur_spreadsAPointAsThreeBoxesOfThreeDo() {
    // A standard deviation of the square root of 2 makes each box 3 wide: (3² - 1) / 12 = 2 / 3.
    byte[] rgb = new byte[3 * 9];
    Arrays.fill(rgb, 12, 15, (byte) 27);
    Pixels after = new BoxBlur(Math.sqrt(2)).of(new Pixels(9, 1, rgb));

    int[] red = IntStream.range(0, 9).map(x -> after.rgb()[3 * x]).toArray();
    assertThat(red).containsExactly(0, 1, 3, 6, 7, 6, 3, 1, 0);
  }

  @Test
  void blur_ofAPointHasTheVarianceThatWasAskedFor() {
    for (double sigma : new double[] {0.7, 1.3, 4, 9.5}) {
      int width = 121;
      byte[] rgb = new byte[3 * width];
      for (int x = 60; x < width; x++) {
        Arrays.fill(rgb, 3 * x, 3 * x + 3, (byte) 250);
      }
      Pixels after = new BoxBlur(sigma).of(new Pixels(width, 1, rgb));
      double mean = 0;
      double square = 0;
      for (int x = 1; x < width; x++) {
        double mass = ((after.rgb()[3 * x] & 0xFF) - (after.rgb()[3 * x - 3] & 0xFF)) / 250.0;
        mean += mass * x;
        square += mass * x * x;
      }
      assertThat(Math.sqrt(square - mean * mean)).isBetween(0.95 * sigma, 1.05 * sigma);
    }
  }

  @Test
  void blur_ofOneColourAndOfOnePixelIsTheSame() {
    byte[] rgb = new byte[3 * 5 * 7];
    Arrays.fill(rgb, (byte) 200);
    assertThat(new BoxBlur(3).of(new Pixels(5, 7, rgb)).rgb()).isEqualTo(rgb);
    byte[] one = {1, (byte) 200, (byte) 255};
    assertThat(new BoxBlur(50).of(new Pixels(1, 1, one)).rgb()).isEqualTo(one);
  }

  @Test
  void blur_isInProportionToThePicture() {
    Post small = DisturbanceTest.post(1);
    Pixels expected = new BoxBlur(4 * 16 / 224.0).of(DisturbanceTest.picture(small));

    assertThat(DisturbanceTest.picture(new Blur(4).of(small, DisturbanceTest.SEEDS)).rgb())
        .isEqualTo(expected.rgb());
  }

  @Test
  void crop_keepsTheShareOfTheAreaWithinTheBiggerOne() {
    Pixels all = DisturbanceTest.busy(40, 20, 1);
    assertThat(new Crop(0.25).part(all, 0, 0))
        .extracting(Pixels::width, Pixels::height)
        .containsExactly(20, 10);
    Pixels corner = new Crop(0.25).part(all, 0.9999, 0.9999);
    assertThat(corner.rgb()[corner.rgb().length - 1]).isEqualTo(all.rgb()[all.rgb().length - 1]);
    assertThat(new Crop(1e-9).part(all, 0.5, 0.5).rgb()).hasSize(3);

    Pixels part =
        DisturbanceTest.picture(new Crop(0.5).of(DisturbanceTest.post(3), DisturbanceTest.SEEDS));
    assertThat(part.width() * part.height() / (24.0 * 16)).isBetween(0.4, 0.6);
  }

  @Test
  void darkening_takesTheSameShareOfEachValue() {
    Pixels before = DisturbanceTest.picture(DisturbanceTest.post(1));
    Pixels after =
        DisturbanceTest.picture(
            new Darkening(0.75).of(DisturbanceTest.post(1), DisturbanceTest.SEEDS));
    for (int i = 0; i < before.rgb().length; i++) {
      assertThat(after.rgb()[i] & 0xFF).isEqualTo((int) Math.rint((before.rgb()[i] & 0xFF) / 4.0));
    }
    assertThat(
            DisturbanceTest.picture(
                    new Darkening(1).of(DisturbanceTest.post(1), DisturbanceTest.SEEDS))
                .rgb())
        .containsOnly(0);
  }

  @Test
  void recompression_losesMoreAtALowerQuality() {
    Pixels before = DisturbanceTest.picture(DisturbanceTest.post(1));
    double last = 0;
    for (int quality : new int[] {95, 50, 10}) {
      Post after = new Recompression(quality).of(DisturbanceTest.post(1), DisturbanceTest.SEEDS);
      Pixels pixels = DisturbanceTest.picture(after);
      assertThat(pixels).extracting(Pixels::width, Pixels::height).containsExactly(24, 16);
      double loss = 0;
      for (int i = 0; i < before.rgb().length; i++) {
        loss += Math.abs((pixels.rgb()[i] & 0xFF) - (before.rgb()[i] & 0xFF));
      }
      assertThat(loss).isGreaterThan(last);
      last = loss;
    }
  }
}
