package org.covalence.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures drawn for tests, good and bad ones, as the bytes of their files. */
final class Drawn {
  private Drawn() {}

  /** A picture with something on it. */
  static byte[] jpeg(int width, int height, Color colour) {
    return encoded(image(width, height, colour, true), "jpg");
  }

  static byte[] png(int width, int height, Color colour) {
    return encoded(image(width, height, colour, true), "png");
  }

  /** A picture of one colour and nothing else. */
  static byte[] plain(int width, int height, Color colour) {
    return encoded(image(width, height, colour, false), "png");
  }

  /** A GIF of two frames. */
  static byte[] animated(int width, int height) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (Color colour : new Color[] {Color.RED, Color.BLUE}) {
        writer.writeToSequence(new IIOImage(image(width, height, colour, true), null, null), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A PNG of a few bytes that says it has 60,000 x 60,000 pixels. */
  static byte[] bomb() {
    byte[] png = png(16, 16, Color.GREEN);
    ByteBuffer bytes = ByteBuffer.wrap(png);
    bytes.putInt(16, 60_000).putInt(20, 60_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    bytes.putInt(29, (int) crc.getValue());
    return png;
  }

  private static BufferedImage image(int width, int height, Color colour, boolean busy) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(colour);
    pen.fillRect(0, 0, width, height);
    if (busy) {
      pen.setColor(Color.WHITE);
      pen.fillOval(width / 4, height / 4, width / 2, height / 2);
    }
    pen.dispose();
    return image;
  }

  private static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
