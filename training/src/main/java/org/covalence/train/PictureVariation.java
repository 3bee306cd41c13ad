package org.covalence.train;

import java.util.SplittableRandom;
import org.covalence.spec.AugmentSpec;

/**
 * Pictures varied at random: cut at an even place and enlarged again (as in Szegedy et al., CVPR
 * 2015, without other shapes), exchanged left and right, and brighter or darker and of more or less
 * contrast around their mean luminance. Each picture takes as many random numbers, whatever is
 * switched on.
 *
 * @param spec how much
 * @param random a stream of its own for each epoch
 */
record PictureVariation(AugmentSpec spec, SplittableRandom random) {
  private static final double[] LUMINANCE = {0.299, 0.587, 0.114};

  /**
   * A variation of a square picture.
   *
   * @param picture channel × row × column, which stays as it is
   * @param side in pixels
   */
  byte[] of(byte[] picture, int side) {
    double cut = side * (1 - spec.crop() * random.nextDouble());
    double left = (side - cut) * random.nextDouble();
    double top = (side - cut) * random.nextDouble();
    boolean flipped = random.nextDouble() < spec.flip();
    double brightness = 1 + spec.colour() * (2 * random.nextDouble() - 1);
    double contrast = 1 + spec.colour() * (2 * random.nextDouble() - 1);
    byte[] varied =
        cut(picture, side, new Axis(side, left, cut, flipped), new Axis(side, top, cut, false));
    recolour(varied, brightness, contrast);
    return varied;
  }

  /** Where the pixels along one axis come from: between {@code first} and the one after it. */
  private static final class Axis {
    final int[] first;
    final int[] second;
    final float[] share;

    Axis(int side, double start, double length, boolean reversed) {
      first = new int[side];
      second = new int[side];
      share = new float[side];
      for (int i = 0; i < side; i++) {
        double at = start + (i + 0.5) * length / side - 0.5;
        double inside = Math.min(side - 1, Math.max(0, at));
        int to = reversed ? side - 1 - i : i;
        first[to] = (int) inside;
        second[to] = Math.min(side - 1, first[to] + 1);
        share[to] = (float) (inside - first[to]);
      }
    }
  }

  private static byte[] cut(byte[] picture, int side, Axis columns, Axis rows) {
    byte[] cut = new byte[picture.length];
    int at = 0;
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < side; y++) {
        int above = (channel * side + rows.first[y]) * side;
        int below = (channel * side + rows.second[y]) * side;
        for (int x = 0; x < side; x++) {
          float upper = between(picture, above, columns, x);
          float lower = between(picture, below, columns, x);
          cut[at++] = (byte) Math.round(upper + (lower - upper) * rows.share[y]);
        }
      }
    }
    return cut;
  }

  private static float between(byte[] picture, int row, Axis columns, int x) {
    int left = picture[row + columns.first[x]] & 0xFF;
    int right = picture[row + columns.second[x]] & 0xFF;
    return left + (right - left) * columns.share[x];
  }

  private static void recolour(byte[] picture, double brightness, double contrast) {
    if (brightness == 1 && contrast == 1) {
      return;
    }
    int plane = picture.length / 3;
    double mean = 0;
    for (int channel = 0; channel < 3; channel++) {
      long sum = 0;
      for (int i = channel * plane; i < (channel + 1) * plane; i++) {
        sum += picture[i] & 0xFF;
      }
      mean += LUMINANCE[channel] * sum / plane;
    }
    byte[] table = new byte[256];
    for (int value = 0; value < table.length; value++) {
      double changed = ((value - mean) * contrast + mean) * brightness;
      table[value] = (byte) Math.round(Math.min(255, Math.max(0, changed)));
    }
    for (int i = 0; i < picture.length; i++) {
      picture[i] = table[picture[i] & 0xFF];
    }
  }
}
