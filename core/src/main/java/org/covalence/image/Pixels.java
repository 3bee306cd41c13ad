package org.covalence.image;

/**
 * A decoded picture: upright, opaque, 8-bit RGB without a colour profile.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb height × width × 3, rows from the top, red first; not copied: do not change it
 */
public record Pixels(int width, int height, byte[] rgb) {
  /** How far the values of a channel may lie apart in a picture of one colour: JPEG's own noise. */
  private static final int ONE_COLOUR_SPREAD = 2;

  public Pixels {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "expected 3 bytes for each of "
              + width
              + " x "
              + height
              + " pixels, found "
              + rgb.length);
    }
  }

  /** Whether no channel varies by more than two levels, so that the picture shows nothing. */
  public boolean isOneColour() {
    for (int channel = 0; channel < 3; channel++) {
      int low = 255;
      int high = 0;
      for (int i = channel; i < rgb.length; i += 3) {
        int value = rgb[i] & 0xFF;
        low = Math.min(low, value);
        high = Math.max(high, value);
        if (high - low > ONE_COLOUR_SPREAD) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * This picture as part of a bigger one of one colour; the same object where it fills it.
   *
   * @param colour 0xRRGGBB
   */
  Pixels placedOn(int canvasWidth, int canvasHeight, int left, int top, int colour) {
    if (canvasWidth == width && canvasHeight == height) {
      return this;
    }
    byte[] canvas = new byte[3 * canvasWidth * canvasHeight];
    for (int i = 0; i < canvas.length; i += 3) {
      canvas[i] = (byte) (colour >> 16);
      canvas[i + 1] = (byte) (colour >> 8);
      canvas[i + 2] = (byte) colour;
    }
    for (int y = 0; y < height; y++) {
      int to = 3 * ((top + y) * canvasWidth + left);
      System.arraycopy(rgb, 3 * y * width, canvas, to, 3 * width);
    }
    return new Pixels(canvasWidth, canvasHeight, canvas);
  }
}
