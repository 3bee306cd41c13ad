package org.covalence.duplicate;

import java.util.Arrays;
import java.util.Optional;
import org.covalence.image.Luminance;
import org.covalence.image.Pixels;

/**
 * A picture in 64 bits that hardly change when it is saved again, made smaller or brightened: the
 * perceptual hash by the discrete cosine transform (Zauner, <i>Implementation and Benchmarking of
 * Perceptual Image Hash Functions</i>, 2010, section 3.2.1). The picture becomes 32 × 32 pixels of
 * luminance, whatever its shape; of its two-dimensional DCT-II the 8 × 8 lowest frequencies stay,
 * the constant one included; a bit tells whether a coefficient lies above their median.
 *
 * @param bits row by row, the constant one in the lowest bit
 */
public record PictureHash(long bits) {
  /**
   * In how many bits two pictures may differ that look the same. Among the 9.8 million pairs of
   * 4,419 pictures of MVSA-Single, all that differ in at most 4 bits are copies, none differ in 5
   * to 9, and of those that differ in 10 hardly one is a copy (decision 17).
   */
  public static final int NEAR = 6;

  private static final int SIDE = 32;
  private static final int LOW = 8;

  /** Below this spread of luminance, the noise of the file decides the bits. */
  private static final double FLAT_LEVELS = 2;

  private static final double[][] COSINES = cosines();

  /** The hash of a picture; none where it is almost of one brightness. */
  public static Optional<PictureHash> of(Pixels picture) {
    int[] luminance = Luminance.ofSquare(picture, SIDE);
    if (spread(luminance) < FLAT_LEVELS * Luminance.LEVEL) {
      return Optional.empty();
    }
    double[] low = lowFrequencies(luminance);
    double[] sorted = low.clone();
    Arrays.sort(sorted);
    double median = (sorted[LOW * LOW / 2 - 1] + sorted[LOW * LOW / 2]) / 2;
    long bits = 0;
    for (int i = 0; i < low.length; i++) {
      if (low[i] > median) {
        bits |= 1L << i;
      }
    }
    return Optional.of(new PictureHash(bits));
  }

  /** In how many bits two hashes differ, 0 to 64. */
  public int distance(PictureHash other) {
    return Long.bitCount(bits ^ other.bits);
  }

  /** The standard deviation. */
  private static double spread(int[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double sum = Arrays.stream(values).mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(sum / values.length);
  }

  private static double[] lowFrequencies(int[] luminance) {
    double[] rows = new double[SIDE * LOW];
    for (int y = 0; y < SIDE; y++) {
      for (int u = 0; u < LOW; u++) {
        double sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += luminance[y * SIDE + x] * COSINES[u][x];
        }
        rows[y * LOW + u] = sum;
      }
    }
    double[] low = new double[LOW * LOW];
    for (int v = 0; v < LOW; v++) {
      for (int u = 0; u < LOW; u++) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
          sum += rows[y * LOW + u] * COSINES[v][y];
        }
        low[v * LOW + u] = sum;
      }
    }
    return low;
  }

  /** Frequency × place; the same on every processor, so that hashes are. */
  private static double[][] cosines() {
    double[][] cosines = new double[LOW][SIDE];
    for (int u = 0; u < LOW; u++) {
      for (int x = 0; x < SIDE; x++) {
        cosines[u][x] = StrictMath.cos(StrictMath.PI * u * (2 * x + 1) / (2 * SIDE));
      }
    }
    return cosines;
  }
}
