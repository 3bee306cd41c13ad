package org.covalence.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;

/**
 * A GIF (CompuServe GIF89a). The first frame is drawn on the screen that the header states; where
 * it doesn't reach, the picture is white if the frame has a transparent colour, else the palette's
 * first colour, as in Pillow. Later frames are counted.
 */
final class GifFile implements PictureFile {
  private static final int HEADER_BYTES = 13;
  private static final int FRAME_BYTES = 10;
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2C;
  private static final int END = 0x3B;
  private static final int GRAPHIC_CONTROL = 0xF9;

  private final PictureBytes bytes;
  private final ByteArrayOutputStream essential;
  private int left;
  private int top;
  private int frameWidth;
  private int frameHeight;
  private int frames;

  GifFile(PictureBytes bytes) {
    this.bytes = bytes;
    this.essential = new ByteArrayOutputStream(bytes.length());
    int at = bytes.require(HEADER_BYTES, paletteBytes(bytes.u8(10)));
    keep(0, at);
    // Some programs forget the end mark, or write rubbish in its place.
    for (boolean ended = false; !ended; ended |= frames > 0 && at == bytes.length()) {
      int kind = bytes.u8(at);
      if (kind == EXTENSION) {
        int next = behindSubBlocks(at + 2);
        if (frames == 0 && bytes.u8(at + 1) == GRAPHIC_CONTROL) {
          keep(at, next);
        }
        at = next;
      } else if (kind == FRAME) {
        at = frame(at);
      } else if (kind == END || frames > 0) {
        ended = true;
      } else {
        throw bytes.damaged("an unknown block at byte " + at);
      }
    }
    if (frames == 0) {
      throw bytes.damaged("it holds no picture");
    }
    essential.write(END);
  }

  private int frame(int at) {
    int data = bytes.require(at + FRAME_BYTES, paletteBytes(bytes.u8(at + 9)));
    int next = behindSubBlocks(data + 1);
    if (frames++ == 0) {
      left = bytes.u16Little(at + 1);
      top = bytes.u16Little(at + 3);
      frameWidth = bytes.u16Little(at + 5);
      frameHeight = bytes.u16Little(at + 7);
      if (frameWidth == 0 || frameHeight == 0) {
        throw bytes.sizeless(frameWidth, frameHeight);
      }
      keep(at, next);
    }
    return next;
  }

  private int behindSubBlocks(int from) {
    int at = from;
    while (bytes.u8(at) != 0) {
      at = bytes.require(at + 1, bytes.u8(at));
    }
    return at + 1;
  }

  private static int paletteBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
  }

  private void keep(int from, int to) {
    essential.write(bytes.array(), from, to - from);
  }

  @Override
  public int width() {
    return Math.max(bytes.u16Little(6), left + frameWidth);
  }

  @Override
  public int height() {
    return Math.max(bytes.u16Little(8), top + frameHeight);
  }

  @Override
  public int frames() {
    return frames;
  }

  @Override
  public Pixels decode() {
    BufferedImage image =
        PlatformReader.GIF.read(essential.toByteArray(), frameWidth, frameHeight, bytes);
    Pixels frame = RgbSamples.onWhite(image);
    boolean opaque = !image.getColorModel().hasAlpha();
    int ground =
        opaque && image.getColorModel() instanceof IndexColorModel palette
            ? palette.getRGB(0)
            : 0xFFFFFF;
    return frame.placedOn(width(), height(), left, top, ground);
  }
}
