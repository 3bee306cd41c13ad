package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.covalence.image.ImagePreparation;
import org.covalence.spec.AugmentSpec;
import org.covalence.spec.BalanceSpec;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PictureVariationTest {
  private static final int SIDE = 32;
  private static final ImagePreparation PREPARATION =
      new ImagePreparation(36, SIDE, ImagePreparation.Scaling.imageNet());

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @Test
  void withoutAnyStrength_aPictureStaysAsItIs() {
    byte[] picture = picture();

    assertThat(varied(AugmentSpec.NONE, 1, picture)).isEqualTo(picture);
  }

  @Test
  void aFlip_exchangesLeftAndRightAndNothingElse() {
    byte[] picture = picture();

    byte[] flipped = varied(new AugmentSpec(0, 1, 0), 1, picture);

    for (int row = 0; row < 3 * SIDE; row++) {
      for (int x = 0; x < SIDE; x++) {
        assertThat(flipped[row * SIDE + x]).isEqualTo(picture[row * SIDE + SIDE - 1 - x]);
      }
    }
  }

  @Test
  void halfOfThePictures_areFlippedAtAHalf() {
    byte[] picture = picture();
    int flipped = 0;
    for (int seed = 0; seed < 1000; seed++) {
      flipped += Arrays.equals(varied(new AugmentSpec(0, 0.5, 0), seed, picture), picture) ? 0 : 1;
    }

    assertThat(flipped).isBetween(430, 570);
  }

  /** A slope of one grey level a pixel stays a slope, less steep, and within what was there. */
  @Test
  void aCut_isEnlargedToTheWholeSquare() {
    byte[] slope = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = (byte) (4 * (i % SIDE));
    }
    boolean cutLeft = false;
    boolean cutRight = false;
    for (int seed = 0; seed < 100; seed++) {
      byte[] cut = varied(new AugmentSpec(0.5, 0, 0), seed, slope);
      for (int x = 1; x < SIDE; x++) {
        assertThat(cut[x] - cut[x - 1]).isBetween(0, 5);
        assertThat(cut[SIDE * (SIDE - 1) + x]).isEqualTo(cut[x]);
      }
      assertThat(cut[SIDE - 1] - cut[0]).isBetween(4 * (SIDE / 2 - 2), 4 * SIDE);
      cutLeft |= cut[0] > 8;
      cutRight |= cut[SIDE - 1] < 4 * (SIDE - 1) - 8;
    }
    assertThat(cutLeft).isTrue();
    assertThat(cutRight).isTrue();
  }

  @Test
  void colours_changeWithinTheirStrengthAndAreCutAtTheEnds() {
    byte[] grey = new byte[3 * SIDE * SIDE];
    Arrays.fill(grey, (byte) 200);
    int darkest = 255;
    int brightest = 0;
    for (int seed = 0; seed < 300; seed++) {
      byte[] varied = varied(new AugmentSpec(0, 0, 0.4), seed, grey);
      int first = varied[0] & 0xFF;
      for (byte value : varied) {
        assertThat(value).isEqualTo(varied[0]);
      }
      darkest = Math.min(darkest, first);
      brightest = Math.max(brightest, first);
    }
    assertThat(darkest).isBetween(120, 135);
    assertThat(brightest).isEqualTo(255);
  }

  @Test
  void contrast_leavesTheMeanWhereItIs() {
    byte[] picture = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (byte) (i % 2 == 0 ? 90 : 110);
    }
    boolean starker = false;
    boolean duller = false;
    for (int seed = 0; seed < 50; seed++) {
      byte[] varied = varied(new AugmentSpec(0, 0, 0.5), seed, picture);
      double ratio = (varied[1] & 0xFF) / (double) (varied[0] & 0xFF);
      starker |= ratio > 1.23;
      duller |= ratio < 1.21;
    }
    assertThat(starker).isTrue();
    assertThat(duller).isTrue();
  }

  @Test
  void aStream_decidesWhatIsDrawn() {
    AugmentSpec all = new AugmentSpec(0.3, 0.5, 0.3);
    byte[] picture = picture();

    assertThat(varied(all, 7, picture)).isEqualTo(varied(all, 7, picture));
    assertThat(varied(all, 7, picture)).isNotEqualTo(varied(all, 8, picture));
    assertThat(picture).isEqualTo(picture());
  }

  /** What is validated and tested goes through {@code batch}, what is fitted through a stream. */
  @Test
  void onlyWhatIsFitted_isVaried() {
    byte[][] pictures = {picture(), picture()};
    Inputs.Pictures plain = new Inputs.Pictures(pictures, PREPARATION, AugmentSpec.NONE);
    Inputs.Pictures varied =
        new Inputs.Pictures(pictures, PREPARATION, new AugmentSpec(0.5, 0.5, 0.5));
    int[] posts = {0, 1};
    try (PointerScope scope = new PointerScope()) {
      float[] asTheyAre = Tensors.values(plain.batch(posts));

      assertThat(Tensors.values(varied.batch(posts))).isEqualTo(asTheyAre);
      assertThat(Tensors.values(varied.of(posts).batch(posts))).isEqualTo(asTheyAre);
      assertThat(Tensors.values(plain.fitted(posts, perturbation()))).isEqualTo(asTheyAre);
      float[] fitted = Tensors.values(varied.fitted(posts, perturbation()));
      assertThat(fitted).isNotEqualTo(asTheyAre);
      assertThat(Tensors.values(varied.of(posts).fitted(posts, perturbation()))).isEqualTo(fitted);
      // Two pictures that are alike are not varied alike.
      assertThat(Arrays.copyOf(fitted, fitted.length / 2))
          .isNotEqualTo(Arrays.copyOfRange(fitted, fitted.length / 2, fitted.length));
    }
  }

  private static Perturbation perturbation() {
    return new Perturbation(
        new BalanceSpec(0, 0, 0, 0, 0, 0, 0), new SplittableRandom(1), new SplittableRandom(2));
  }

  private static byte[] varied(AugmentSpec spec, long seed, byte[] picture) {
    return new PictureVariation(spec, new SplittableRandom(seed)).of(picture, SIDE);
  }

  private static byte[] picture() {
    byte[] picture = new byte[3 * SIDE * SIDE];
    new SplittableRandom(5).nextBytes(picture);
    return picture;
  }
}
