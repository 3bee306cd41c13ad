package org.covalence.disturb;

import org.covalence.image.Pixels;

/**
 * A gaussian blur as three box blurs in a row, the ends of whose boxes count in part so that the
 * variance is exact (Gwosdek, Grewenig, Bruhn and Weickert, "Theoretical foundations of gaussian
 * convolution by extended box filtering", SSVM 2011, equations 10 to 14). Pillow does the same. The
 * work does not grow with the radius, which a kernel's would. Beyond the edge its last pixel goes
 * on.
 */
final class BoxBlur {
  private static final int PASSES = 3;
  private static final int CHANNELS = 3;

  private final int reach;
  private final double end;

  /**
   * @param sigma the standard deviation in pixels, at least 0
   */
  BoxBlur(double sigma) {
    double variance = sigma * sigma / PASSES;
    this.reach = (int) Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2);
    this.end =
        (2 * reach + 1)
            * (reach * (reach + 1.0) - 3 * variance)
            / (6 * (variance - (reach + 1.0) * (reach + 1.0)));
  }

  /** A blurred copy, rounded to whole levels after the rows and after the columns. */
  Pixels of(Pixels picture) {
    int width = picture.width();
    int height = picture.height();
    byte[] rgb = picture.rgb().clone();
    double[] line = new double[Math.max(width, height)];
    double[] sums = new double[line.length + 2 * reach + 3];
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int y = 0; y < height; y++) {
        blur(rgb, y * width * CHANNELS + channel, CHANNELS, width, line, sums);
      }
      for (int x = 0; x < width; x++) {
        blur(rgb, x * CHANNELS + channel, width * CHANNELS, height, line, sums);
      }
    }
    return new Pixels(width, height, rgb);
  }

  private void blur(byte[] rgb, int from, int step, int length, double[] line, double[] sums) {
    for (int i = 0; i < length; i++) {
      line[i] = rgb[from + i * step] & 0xFF;
    }
    for (int pass = 0; pass < PASSES; pass++) {
      pass(line, length, sums);
    }
    for (int i = 0; i < length; i++) {
      rgb[from + i * step] = (byte) Math.max(0, Math.min(255, Math.rint(line[i])));
    }
  }

  /** One box blur, in place. {@code sums[k]} is the sum of what lies before place k - margin. */
  private void pass(double[] line, int length, double[] sums) {
    int margin = reach + 1;
    sums[0] = 0;
    for (int k = 0; k < length + 2 * margin; k++) {
      sums[k + 1] = sums[k] + line[Math.max(0, Math.min(length - 1, k - margin))];
    }
    double weight = 2 * reach + 1 + 2 * end;
    for (int i = 0; i < length; i++) {
      int centre = i + margin;
      double box = sums[centre + reach + 1] - sums[centre - reach];
      double left = sums[centre - reach] - sums[centre - margin];
      double right = sums[centre + margin + 1] - sums[centre + reach + 1];
      line[i] = (box + end * (left + right)) / weight;
    }
  }
}
