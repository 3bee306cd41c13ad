package org.covalence.image;

import java.util.Arrays;

/**
 * A window of a resized picture: one axis after the other, with bytes between them, as Pillow does.
 * What lies outside the window is never worked out.
 *
 * <p>The order of the axes shows, by one level here and there. Columns go first; since Pillow 13
 * rows do where the height loses more than twice the pixels that the width loses.
 */
final class BilinearWindow {
  private static final int HALF = 1 << (BilinearAxis.FRACTION_BITS - 1);

  private final BilinearAxis columns;
  private final BilinearAxis rows;

  BilinearWindow(BilinearAxis columns, BilinearAxis rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /** The window of {@code picture}, channel by channel: 3 × rows × columns. */
  byte[] of(Pixels picture) {
    int stride = 3 * picture.width();
    byte[] window;
    if (rows.loss() > 0 && rows.loss() > 2 * columns.loss()) {
      int width = columns.end() - columns.begin();
      byte[] low = resizeRows(picture.rgb(), stride, 0, columns.begin(), width);
      window = resizeColumns(low, 3 * width, columns.begin(), 0, rows.window());
    } else {
      int height = rows.end() - rows.begin();
      byte[] narrow = resizeColumns(picture.rgb(), stride, 0, rows.begin(), height);
      window = resizeRows(narrow, 3 * columns.window(), rows.begin(), 0, columns.window());
    }
    return planar(window);
  }

  /**
   * Rows {@code from} to {@code from + height} of {@code in}, whose first column is the picture's
   * {@code offset}-th: height × columns × 3.
   */
  private byte[] resizeColumns(byte[] in, int stride, int offset, int from, int height) {
    byte[] out = new byte[height * columns.window() * 3];
    for (int y = 0, o = 0; y < height; y++) {
      int row = (from + y) * stride;
      for (int x = 0; x < columns.window(); x++, o += 3) {
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        int i = row + 3 * (columns.first(x) - offset);
        for (int k = 0; k < columns.count(x); k++, i += 3) {
          int weight = columns.weight(x, k);
          red += (in[i] & 0xFF) * weight;
          green += (in[i + 1] & 0xFF) * weight;
          blue += (in[i + 2] & 0xFF) * weight;
        }
        out[o] = eightBits(red);
        out[o + 1] = eightBits(green);
        out[o + 2] = eightBits(blue);
      }
    }
    return out;
  }

  /**
   * Columns {@code from} to {@code from + width} of {@code in}, whose first row is the picture's
   * {@code offset}-th: rows × width × 3.
   */
  private byte[] resizeRows(byte[] in, int stride, int offset, int from, int width) {
    byte[] out = new byte[rows.window() * width * 3];
    int[] sum = new int[3 * width];
    for (int y = 0; y < rows.window(); y++) {
      Arrays.fill(sum, HALF);
      for (int k = 0; k < rows.count(y); k++) {
        int weight = rows.weight(y, k);
        int row = (rows.first(y) - offset + k) * stride + 3 * from;
        for (int i = 0; i < sum.length; i++) {
          sum[i] += (in[row + i] & 0xFF) * weight;
        }
      }
      for (int i = 0; i < sum.length; i++) {
        out[y * sum.length + i] = eightBits(sum[i]);
      }
    }
    return out;
  }

  private static byte[] planar(byte[] interleaved) {
    int plane = interleaved.length / 3;
    byte[] planar = new byte[interleaved.length];
    for (int i = 0; i < plane; i++) {
      planar[i] = interleaved[3 * i];
      planar[plane + i] = interleaved[3 * i + 1];
      planar[2 * plane + i] = interleaved[3 * i + 2];
    }
    return planar;
  }

  /** Weights are positive and sum to one but for their rounding, so only the top can be passed. */
  private static byte eightBits(int sum) {
    return (byte) Math.min(255, sum >> BilinearAxis.FRACTION_BITS);
  }
}
