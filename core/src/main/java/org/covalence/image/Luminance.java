package org.covalence.image;

/** How bright a picture is where, squeezed into a small square: to be compared, not looked at. */
public final class Luminance {
  /** What one of 256 levels is in {@link #ofSquare}. */
  public static final int LEVEL = 1000;

  private Luminance() {}

  /**
   * The luminance (ITU-R BT.601) of a picture resized to a square, whatever its shape, with the
   * antialiased bilinear filter.
   *
   * @param side in pixels, at least 1
   * @return side × side values from 0 to 255,000, rows from the top
   */
  public static int[] ofSquare(Pixels picture, int side) {
    byte[] planes =
        new BilinearWindow(
                new BilinearAxis(picture.width(), side, 0, side),
                new BilinearAxis(picture.height(), side, 0, side))
            .of(picture);
    int plane = side * side;
    int[] luminance = new int[plane];
    for (int i = 0; i < plane; i++) {
      luminance[i] =
          299 * (planes[i] & 0xFF)
              + 587 * (planes[plane + i] & 0xFF)
              + 114 * (planes[2 * plane + i] & 0xFF);
    }
    return luminance;
  }
}
