package org.covalence.image;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;

/**
 * A PNG (W3C PNG, third edition): any colour type and depth, interlaced or not.
 *
 * <p>The platform's reader is given the chunks that decide about pixels and nothing else, after
 * their checksums, which it doesn't check: texts that inflate to gigabytes and broken colour
 * profiles never reach it. A transparent grey level or colour is applied here: the reader of Java
 * 17 misses it in pictures of fewer than 8 bits.
 */
final class PngFile implements PictureFile {
  private static final int SIGNATURE_BYTES = 8;
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;

  private final PictureBytes bytes;
  private final ByteArrayOutputStream essential;
  private int width;
  private int height;
  private int colourType;
  private int frames = 1;
  private int[] key = {};
  private Orientation orientation = Orientation.UPRIGHT;

  PngFile(PictureBytes bytes) {
    this.bytes = bytes;
    this.essential = new ByteArrayOutputStream(bytes.length());
    essential.write(bytes.array(), 0, SIGNATURE_BYTES);
    if (!bytes.has(SIGNATURE_BYTES + 4, "IHDR")) {
      bytes.require(SIGNATURE_BYTES + 4, 4);
      throw bytes.damaged("it does not begin with a header");
    }
    boolean hasData = false;
    int at = SIGNATURE_BYTES;
    for (boolean ended = false; !ended; ) {
      long length = bytes.u32Big(at);
      int next = bytes.require(at + 8, length + 4);
      int body = at + 8;
      if (bytes.has(at + 4, "IHDR")) {
        header(body, length);
        keep(at, next);
      } else if (bytes.has(at + 4, "PLTE") && colourType == PALETTE) {
        keep(at, next);
      } else if (bytes.has(at + 4, "tRNS")) {
        transparency(at, next, length);
      } else if (bytes.has(at + 4, "IDAT")) {
        hasData = true;
        keep(at, next);
      } else if (bytes.has(at + 4, "IEND")) {
        ended = true;
        keep(at, next);
      } else if (bytes.has(at + 4, "eXIf")) {
        orientation = Orientation.read(bytes, body, next - 4);
      } else if (bytes.has(at + 4, "acTL") && length >= 8) {
        frames = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes.u32Big(body)));
      }
      at = next;
    }
    if (!hasData) {
      throw bytes.damaged("it holds no picture");
    }
  }

  private void header(int body, long length) {
    if (width != 0 || length != 13) {
      throw bytes.damaged("its header is repeated or of the wrong length");
    }
    long w = bytes.u32Big(body);
    long h = bytes.u32Big(body + 4);
    if (w < 1 || h < 1 || w > Integer.MAX_VALUE || h > Integer.MAX_VALUE) {
      throw bytes.sizeless(w, h);
    }
    width = (int) w;
    height = (int) h;
    colourType = bytes.u8(body + 9);
  }

  private void transparency(int at, int next, long length) {
    int body = at + 8;
    if (colourType == PALETTE) {
      keep(at, next);
    } else if (colourType == GREY && length == 2) {
      key = new int[] {bytes.u16Big(body)};
    } else if (colourType == RGB && length == 6) {
      key = new int[] {bytes.u16Big(body), bytes.u16Big(body + 2), bytes.u16Big(body + 4)};
    }
  }

  private void keep(int at, int next) {
    CRC32 sum = new CRC32();
    sum.update(bytes.array(), at + 4, next - at - 8);
    if (sum.getValue() != bytes.u32Big(next - 4)) {
      throw bytes.damaged("the checksum of the part at byte " + at + " is wrong");
    }
    essential.write(bytes.array(), at, next - at);
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
  public int frames() {
    return frames;
  }

  @Override
  public Orientation orientation() {
    return orientation;
  }

  @Override
  public Pixels decode() {
    return RgbSamples.onWhite(
        PlatformReader.PNG.read(essential.toByteArray(), width, height, bytes), key);
  }
}
