package org.covalence.image;

/**
 * What a picture may ask for at most. Sizes are read from the file's header and compared before
 * anything is allocated, so that a few bytes cannot ask for gigabytes. Frames after the first are
 * counted and never decoded, so their number needs no limit.
 *
 * @param maxBytes size of the file
 * @param maxSidePixels the longer side
 * @param maxPixels width × height
 */
public record DecodeLimits(int maxBytes, int maxSidePixels, int maxPixels) {
  /** An array of RGB cannot be longer. */
  private static final int MOST_PIXELS = Integer.MAX_VALUE / 3;

  public DecodeLimits {
    if (maxBytes < 1
        || maxBytes == Integer.MAX_VALUE
        || maxSidePixels < 1
        || maxPixels < 1
        || maxPixels > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "limits are positive, below 2 GiB and at most " + MOST_PIXELS + " pixels");
    }
  }

  /**
   * 64 MiB, 30,000 pixels a side, 50 megapixels: any camera's picture, decoded within a heap of 1
   * GB.
   */
  public static DecodeLimits standard() {
    return new DecodeLimits(64 << 20, 30_000, 50_000_000);
  }
}
