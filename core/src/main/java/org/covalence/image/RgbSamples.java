package org.covalence.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * From what a reader decoded to opaque RGB. Samples are taken from the raster as they are: {@code
 * BufferedImage.getRGB} would send grey through a linear-light colour space and brighten it.
 */
final class RgbSamples {
  private static final int[] BLUE_GREEN_RED = {2, 1, 0};
  private static final int[] RED_GREEN_BLUE = {0, 1, 2};

  private RgbSamples() {}

  /**
   * The picture on white.
   *
   * @param key samples (one, or red, green and blue) of the colour that is transparent; empty where
   *     none is
   */
  static Pixels onWhite(BufferedImage image, int... key) {
    Raster raster = image.getRaster();
    byte[] rgb = shared(raster, key.length > 0);
    if (rgb.length == 0) {
      rgb = new byte[3 * raster.getWidth() * raster.getHeight()];
      if (image.getColorModel() instanceof IndexColorModel palette) {
        fromPalette(raster, colours(palette, key), rgb);
      } else {
        fromBands(raster, key, rgb);
      }
    }
    return new Pixels(raster.getWidth(), raster.getHeight(), rgb);
  }

  /** {@code value} seen through {@code alpha} before white, both 0 to 255, rounded. */
  static int onWhite(int value, int alpha) {
    return (value * alpha + 255 * (255 - alpha) + 127) / 255;
  }

  /** The raster's own array, where it is RGB or BGR without gaps; else an empty one. */
  private static byte[] shared(Raster raster, boolean hasKey) {
    int width = raster.getWidth();
    if (!hasKey
        && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
        && raster.getDataBuffer() instanceof DataBufferByte buffer
        && model.getNumBands() == 3
        && model.getPixelStride() == 3
        && model.getScanlineStride() == 3 * width
        && buffer.getNumBanks() == 1
        && buffer.getData().length == 3 * width * raster.getHeight()) {
      byte[] data = buffer.getData();
      if (Arrays.equals(model.getBandOffsets(), RED_GREEN_BLUE)) {
        return data;
      }
      if (Arrays.equals(model.getBandOffsets(), BLUE_GREEN_RED)) {
        for (int i = 0; i < data.length; i += 3) {
          byte blue = data[i];
          data[i] = data[i + 2];
          data[i + 2] = blue;
        }
        return data;
      }
    }
    return new byte[0];
  }

  /** The palette on white, as 0xRRGGBB; indices beyond its end are black. */
  private static int[] colours(IndexColorModel palette, int[] key) {
    int[] colours = new int[Math.max(256, palette.getMapSize())];
    palette.getRGBs(colours);
    for (int i = 0; i < palette.getMapSize(); i++) {
      int alpha = colours[i] >>> 24;
      colours[i] =
          onWhite(colours[i] >> 16 & 0xFF, alpha) << 16
              | onWhite(colours[i] >> 8 & 0xFF, alpha) << 8
              | onWhite(colours[i] & 0xFF, alpha);
    }
    if (key.length == 1 && key[0] < colours.length) {
      colours[key[0]] = 0xFFFFFF;
    }
    return colours;
  }

  private static void fromPalette(Raster raster, int[] colours, byte[] rgb) {
    int width = raster.getWidth();
    int[] row = new int[width];
    for (int y = 0, out = 0; y < raster.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++, out += 3) {
        int colour = colours[row[x]];
        rgb[out] = (byte) (colour >> 16);
        rgb[out + 1] = (byte) (colour >> 8);
        rgb[out + 2] = (byte) colour;
      }
    }
  }

  /** One band is grey, two are grey and alpha, three RGB, four RGB and alpha. */
  private static void fromBands(Raster raster, int[] key, byte[] rgb) {
    int width = raster.getWidth();
    int bands = raster.getNumBands();
    int colours = bands < 3 ? 1 : 3;
    int[][] eight = new int[bands][];
    for (int band = 0; band < bands; band++) {
      eight[band] = toEightBits(raster.getSampleModel().getSampleSize(band));
    }
    int[] row = new int[width * bands];
    int[] pixel = new int[colours];
    for (int y = 0, out = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++, out += 3) {
        int in = x * bands;
        int alpha = bands > colours ? eight[colours][row[in + colours]] : 255;
        if (key.length == colours && Arrays.equals(row, in, in + colours, key, 0, colours)) {
          alpha = 0;
        }
        for (int c = 0; c < colours; c++) {
          pixel[c] = onWhite(eight[c][row[in + c]], alpha);
        }
        rgb[out] = (byte) pixel[0];
        rgb[out + 1] = (byte) pixel[colours / 2];
        rgb[out + 2] = (byte) pixel[colours - 1];
      }
    }
  }

  /** Samples of {@code bits} bits as 8 bits: wide ones give their high byte, as in Pillow. */
  private static int[] toEightBits(int bits) {
    int[] table = new int[1 << bits];
    int most = table.length - 1;
    for (int i = 0; i < table.length; i++) {
      table[i] = bits > 8 ? i >> (bits - 8) : i * 255 / most;
    }
    return table;
  }
}
