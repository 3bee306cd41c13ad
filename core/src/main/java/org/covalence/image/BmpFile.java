package org.covalence.image;

/**
 * A BMP of Windows or OS/2, 1 to 32 bits a pixel, plain or run-length coded. Fields from which the
 * platform's reader would allocate are compared with the file first.
 */
final class BmpFile implements PictureFile {
  private static final int FILE_HEADER_BYTES = 14;
  private static final int OS2_HEADER_BYTES = 12;
  private static final int WINDOWS_HEADER_BYTES = 40;
  private static final int PLAIN = 0;
  private static final int BIT_FIELDS = 3;

  private final PictureBytes bytes;
  private final int width;
  private final int height;

  BmpFile(PictureBytes bytes) {
    this.bytes = bytes;
    long headerBytes = bytes.u32Little(FILE_HEADER_BYTES);
    boolean old = headerBytes == OS2_HEADER_BYTES;
    if (!old && (headerBytes < WINDOWS_HEADER_BYTES || headerBytes > 1024)) {
      throw bytes.damaged("it has no header of a known length");
    }
    int dataAt = bytes.require(0, bytes.u32Little(10));
    bytes.require(FILE_HEADER_BYTES, headerBytes);
    long w = old ? bytes.u16Little(18) : (int) bytes.u32Little(18);
    long h = old ? bytes.u16Little(20) : Math.abs((long) (int) bytes.u32Little(22));
    if (w < 1 || h < 1 || h > Integer.MAX_VALUE) {
      throw bytes.sizeless(w, h);
    }
    width = (int) w;
    height = (int) h;
    int bits = bytes.u16Little(old ? 24 : 28);
    long compression = old ? PLAIN : bytes.u32Little(30);
    if (compression > BIT_FIELDS) {
      throw bytes.unsupported("a JPEG, PNG or other coding inside");
    }
    if (!old && bytes.u32Little(46) > 256 && bits <= 8) {
      throw bytes.damaged("its palette has more than 256 colours");
    }
    if (compression == PLAIN || compression == BIT_FIELDS) {
      long rowBytes = (w * bits + 31) / 32 * 4;
      if (rowBytes * h > bytes.length() - dataAt) {
        throw bytes.truncated("the file ends before its last row");
      }
    } else if (bytes.u32Little(34) > bytes.length() - dataAt) {
      throw bytes.truncated("the file ends before its data do");
    }
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public Pixels decode() {
    return RgbSamples.onWhite(PlatformReader.BMP.read(bytes.array(), width, height, bytes));
  }
}
