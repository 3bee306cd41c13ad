package org.covalence.image;

import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;

/**
 * A JPEG (ITU-T T.81): baseline, extended or progressive; grey, YCbCr, RGB, CMYK or YCCK.
 *
 * <p>The platform's reader is libjpeg, and right about the pixels; but it applies embedded colour
 * profiles, stumbles over broken ones, and refuses four components. So it is given the segments
 * that decide about pixels and nothing else, with one Adobe marker that says what the components
 * are.
 */
final class JpegFile implements PictureFile {
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;

  /** A progressive picture has ten scans or so; thousands of empty ones are an attack on time. */
  private static final int MOST_SCANS = 100;

  private final PictureBytes bytes;
  private final ByteArrayOutputStream essential;
  private int width;
  private int height;
  private int components;
  private int scans;
  private boolean jfif;
  private int adobeTransform = -1;
  private int firstComponent;
  private Orientation orientation = Orientation.UPRIGHT;

  JpegFile(PictureBytes bytes) {
    this.bytes = bytes;
    this.essential = new ByteArrayOutputStream(bytes.length());
    int at = 2;
    for (int marker = 0; marker != END; ) {
      while (bytes.u8(at) != 0xFF || bytes.u8(at + 1) == 0xFF || bytes.u8(at + 1) == 0) {
        at++;
      }
      marker = bytes.u8(at + 1);
      boolean alone = marker == 0x01 || (marker >= 0xD0 && marker <= END);
      at = alone ? at + 2 : segment(marker, at);
    }
    if (width == 0 || scans == 0) {
      throw bytes.damaged("it holds no picture");
    }
  }

  /** Takes what a segment says and returns the place behind it, and behind the scan it opens. */
  private int segment(int marker, int at) {
    int body = at + 4;
    int length = bytes.u16Big(at + 2) - 2;
    if (length < 0) {
      throw bytes.damaged("a segment without length");
    }
    int end = bytes.require(body, length);
    if (marker == 0xE0) {
      jfif |= length >= 14 && bytes.has(body, "JFIF\0");
    } else if (marker == 0xE1) {
      if (bytes.has(body, "Exif\0") && length > 6 && orientation.value() == 1) {
        orientation = Orientation.read(bytes, body + 6, end);
      }
    } else if (marker == 0xEE) {
      if (bytes.has(body, "Adobe") && length >= 12) {
        adobeTransform = bytes.u8(body + 11);
      }
    } else if (marker == SCAN) {
      if (++scans > MOST_SCANS) {
        throw bytes.damaged("it has more than " + MOST_SCANS + " scans");
      }
      end = endOfScan(end);
      keep(at, end);
    } else if (marker == 0xC4 || marker == 0xDB || marker == 0xDD) {
      keep(at, end);
    } else if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC8 && marker != 0xCC) {
      frame(marker, body, length);
      keep(at, end);
    }
    return end;
  }

  private void frame(int marker, int body, int length) {
    if (marker > 0xC2) {
      throw bytes.unsupported(
          marker >= 0xC9 ? "arithmetic coding" : "lossless or hierarchical coding");
    }
    if (width != 0) {
      throw bytes.damaged("it has two headers");
    }
    if (length < 6 || length < 6 + 3 * bytes.u8(body + 5)) {
      throw bytes.damaged("its header is too short");
    }
    if (bytes.u8(body) != 8) {
      throw bytes.unsupported(bytes.u8(body) + " bits a sample");
    }
    height = bytes.u16Big(body + 1);
    width = bytes.u16Big(body + 3);
    components = bytes.u8(body + 5);
    if (width == 0 || height == 0) {
      throw bytes.sizeless(width, height);
    }
    if (components != 1 && components != 3 && components != 4) {
      throw bytes.unsupported(components + " components");
    }
    firstComponent = bytes.u8(body + 6);
  }

  private int endOfScan(int from) {
    byte[] array = bytes.array();
    for (int at = from; at < array.length - 1; at++) {
      if (array[at] == (byte) 0xFF) {
        int next = array[at + 1] & 0xFF;
        boolean data = next == 0 || next == 0xFF || (next >= 0xD0 && next <= 0xD7);
        if (!data) {
          return at;
        }
      }
    }
    throw bytes.truncated("its data end without the end marker");
  }

  private void keep(int from, int to) {
    essential.write(bytes.array(), from, to - from);
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
  public Orientation orientation() {
    return orientation;
  }

  @Override
  public Pixels decode() {
    if (components == 4) {
      return fromFour(PlatformReader.JPEG.readRaster(stream(), bytes));
    }
    return RgbSamples.onWhite(PlatformReader.JPEG.read(stream(), width, height, bytes));
  }

  /**
   * 0: the components are colours as they are. 1: YCbCr. 2: YCbCr and black. As libjpeg decides.
   */
  private int transform() {
    if (components == 4) {
      return adobeTransform <= 0 ? 0 : 2;
    }
    if (jfif) {
      return 1;
    }
    return adobeTransform == 0 || (adobeTransform < 0 && firstComponent == 'R') ? 0 : 1;
  }

  private byte[] stream() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream(essential.size() + 20);
    stream.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
    if (components > 1) {
      byte[] adobe = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0};
      stream.writeBytes(adobe);
      stream.write(transform());
    }
    stream.writeBytes(essential.toByteArray());
    stream.writeBytes(new byte[] {(byte) 0xFF, (byte) END});
    return stream.toByteArray();
  }

  /**
   * Four components, stored inverted as Adobe does and as everybody reads them: {@code R =
   * (255-C)(255-K)/255} with C and K as ink, so the stored complements are multiplied.
   */
  private Pixels fromFour(Raster raster) {
    boolean ycc = transform() == 2;
    byte[] rgb = new byte[3 * width * height];
    int[] row = new int[4 * width];
    for (int y = 0, out = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int in = 0; in < row.length; in += 4, out += 3) {
        if (ycc) {
          toComplement(row, in);
        }
        int light = row[in + 3];
        for (int c = 0; c < 3; c++) {
          rgb[out + c] = (byte) ((row[in + c] * light + 127) / 255);
        }
      }
    }
    return new Pixels(width, height, rgb);
  }

  /** Y, Cb, Cr to 255 - R, 255 - G, 255 - B, with libjpeg's 16-bit fixed-point factors. */
  private static void toComplement(int[] samples, int at) {
    int y = samples[at];
    int cb = samples[at + 1] - 128;
    int cr = samples[at + 2] - 128;
    samples[at] = 255 - clip(y + ((91_881 * cr + 32_768) >> 16));
    samples[at + 1] = 255 - clip(y + ((-22_554 * cb - 46_802 * cr + 32_768) >> 16));
    samples[at + 2] = 255 - clip(y + ((116_130 * cb + 32_768) >> 16));
  }

  private static int clip(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
