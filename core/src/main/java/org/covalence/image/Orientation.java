package org.covalence.image;

/**
 * How a stored picture must be turned to stand upright: EXIF's tag 0x0112 (CIPA DC-008-2023, table
 * 9).
 *
 * @param value 1 to 8; 1 is upright
 */
record Orientation(int value) {
  static final Orientation UPRIGHT = new Orientation(1);

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  /**
   * Reads the tag from a TIFF block, as JPEG's APP1, PNG's eXIf and WebP's EXIF hold it. Whatever
   * is wrong with the block, the picture stays as it is: many cameras and programs write broken
   * ones.
   *
   * @param from where the block begins, with {@code II} or {@code MM}
   * @param to behind its end, within the file
   */
  static Orientation read(PictureBytes bytes, int from, int to) {
    boolean little = bytes.has(from, "II*\0");
    if (to - from < 10 || !(little || bytes.has(from, "MM\0*"))) {
      return UPRIGHT;
    }
    long directory = from + (little ? bytes.u32Little(from + 4) : bytes.u32Big(from + 4));
    if (directory > to - 2) {
      return UPRIGHT;
    }
    int entries = u16(bytes, (int) directory, little);
    int entry = (int) directory + 2;
    for (int i = 0; i < entries && entry <= to - ENTRY_BYTES; i++, entry += ENTRY_BYTES) {
      if (u16(bytes, entry, little) == TAG && u16(bytes, entry + 2, little) == SHORT) {
        int value = u16(bytes, entry + 8, little);
        return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** Whether width and height change places. */
  boolean turnsOnSide() {
    return value >= 5;
  }

  /** The picture turned upright; the same object where it already is. */
  Pixels apply(Pixels stored) {
    if (value == 1) {
      return stored;
    }
    int width = turnsOnSide() ? stored.height() : stored.width();
    int height = turnsOnSide() ? stored.width() : stored.height();
    boolean fromRight = value == 2 || value == 3 || value == 7 || value == 8;
    boolean fromBottom = value == 3 || value == 4 || value == 6 || value == 7;
    int column = fromRight ? -1 : 1;
    int row = fromBottom ? -stored.width() : stored.width();
    int first =
        (fromRight ? stored.width() - 1 : 0)
            + (fromBottom ? (stored.height() - 1) * stored.width() : 0);
    int stepX = turnsOnSide() ? row : column;
    int stepY = turnsOnSide() ? column : row;
    byte[] from = stored.rgb();
    byte[] to = new byte[from.length];
    for (int y = 0, out = 0; y < height; y++) {
      for (int x = 0, in = 3 * (first + y * stepY); x < width; x++, in += 3 * stepX, out += 3) {
        to[out] = from[in];
        to[out + 1] = from[in + 1];
        to[out + 2] = from[in + 2];
      }
    }
    return new Pixels(width, height, to);
  }

  private static int u16(PictureBytes bytes, int at, boolean little) {
    return little ? bytes.u16Little(at) : bytes.u16Big(at);
  }
}
