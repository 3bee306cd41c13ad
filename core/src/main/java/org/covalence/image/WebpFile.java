package org.covalence.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A WebP (RFC 9649): lossy, lossless, with alpha, or the first frame of an animation on a white
 * canvas.
 *
 * <p>The reader (TwelveMonkeys 3.15) is given a file of one frame without colour profile. It is
 * exact for lossless pictures. In lossy ones it repeats chroma where libwebp interpolates, so edges
 * of saturated colours differ by some levels.
 */
final class WebpFile implements PictureFile {
  private static final int HEADER_BYTES = 12;
  private static final int FRAME_HEADER_BYTES = 16;
  private static final int EXTENDED_BYTES = 18;
  private static final int HAS_ALPHA = 0x10;

  private final PictureBytes bytes;
  private int canvasWidth;
  private int canvasHeight;
  private int left;
  private int top;
  private int width;
  private int height;
  private int frames;
  private int alpha = -1;
  private int data = -1;
  private Orientation orientation = Orientation.UPRIGHT;

  WebpFile(PictureBytes bytes) {
    this.bytes = bytes;
    int end = bytes.require(8, bytes.u32Little(4));
    chunks(HEADER_BYTES, end);
    if (data < 0) {
      throw bytes.damaged("it holds no picture");
    }
    frames = Math.max(1, frames);
  }

  private void chunks(int from, int end) {
    int at = from;
    while (at < end) {
      long length = bytes.u32Little(at + 4);
      int body = at + 8;
      int next = bytes.require(body, length);
      if (bytes.has(at, "VP8X")) {
        canvasWidth = bytes.u24Little(body + 4) + 1;
        canvasHeight = bytes.u24Little(body + 7) + 1;
      } else if (bytes.has(at, "ANMF")) {
        if (frames++ == 0 && data < 0) {
          left = 2 * bytes.u24Little(body);
          top = 2 * bytes.u24Little(body + 3);
          chunks(body + FRAME_HEADER_BYTES, next);
        }
      } else if (bytes.has(at, "ALPH") && data < 0) {
        alpha = at;
      } else if (bytes.has(at, "VP8 ") && data < 0) {
        lossy(at, length);
      } else if (bytes.has(at, "VP8L") && data < 0) {
        lossless(at, length);
      } else if (bytes.has(at, "EXIF")) {
        // Some programs put JPEG's "Exif\0\0" before the block.
        int tiff = bytes.has(body, "Exif\0\0") ? body + 6 : body;
        orientation = Orientation.read(bytes, tiff, next);
      }
      at = next + (int) (length & 1);
    }
  }

  private void lossy(int at, long length) {
    int body = at + 8;
    if (length < 10 || !bytes.has(body + 3, "\u009D\u0001*") || (bytes.u8(body) & 1) != 0) {
      throw bytes.damaged("its frame has no header");
    }
    data = at;
    width = bytes.u16Little(body + 6) & 0x3FFF;
    height = bytes.u16Little(body + 8) & 0x3FFF;
    if (width == 0 || height == 0) {
      throw bytes.sizeless(width, height);
    }
  }

  private void lossless(int at, long length) {
    int body = at + 8;
    if (length < 5 || bytes.u8(body) != 0x2F) {
      throw bytes.damaged("its frame has no header");
    }
    data = at;
    long bits = bytes.u32Little(body + 1);
    width = (int) (bits & 0x3FFF) + 1;
    height = (int) (bits >> 14 & 0x3FFF) + 1;
  }

  @Override
  public int width() {
    return Math.max(canvasWidth, left + width);
  }

  @Override
  public int height() {
    return Math.max(canvasHeight, top + height);
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
    return RgbSamples.onWhite(PlatformReader.WEBP.read(oneFrame(), width, height, bytes))
        .placedOn(width(), height(), left, top, 0xFFFFFF);
  }

  private byte[] oneFrame() {
    boolean hasAlpha = alpha >= 0 && bytes.has(data, "VP8 ");
    int size = 4 + chunkBytes(data) + (hasAlpha ? EXTENDED_BYTES + chunkBytes(alpha) : 0);
    byte[] frame = new byte[8 + size];
    ByteBuffer out = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    out.put(latin1("RIFF")).putInt(size).put(latin1("WEBP"));
    if (hasAlpha) {
      out.put(latin1("VP8X")).putInt(EXTENDED_BYTES - 8).putInt(HAS_ALPHA);
      out.putShort((short) (width - 1)).put((byte) 0);
      out.putShort((short) (height - 1)).put((byte) 0);
      copy(alpha, out);
    }
    copy(data, out);
    return frame;
  }

  /** A chunk with its head, padded to an even length. */
  private int chunkBytes(int at) {
    int length = (int) bytes.u32Little(at + 4);
    return 8 + length + (length & 1);
  }

  private void copy(int at, ByteBuffer to) {
    int length = (int) bytes.u32Little(at + 4);
    to.put(bytes.array(), at, 8 + length);
    if ((length & 1) != 0) {
      to.put((byte) 0);
    }
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
