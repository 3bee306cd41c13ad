package org.covalence.demo;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.covalence.label.Sentiment;

/** A small photograph, as far as lines and noise make one. */
final class Picture {
  private static final float QUALITY = 0.85f;

  private Picture() {}

  /** A JPEG of some scene that shows {@code mood}, 96 to 160 pixels on a side. */
  static byte[] draw(Sentiment mood, Dice dice) {
    BufferedImage image =
        new BufferedImage(dice.whole(96, 160), dice.whole(96, 128), BufferedImage.TYPE_INT_RGB);
    double unit = Math.min(image.getWidth(), image.getHeight()) / 100.0;
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.scale(unit, unit);
      dice.one(Scene.of(mood))
          .paint(new Brush(graphics, dice, image.getWidth() / unit, image.getHeight() / unit));
    } finally {
      graphics.dispose();
    }
    photograph(image, dice);
    return jpeg(image);
  }

  /** Another light, another white balance and the noise of a cheap camera. */
  private static void photograph(BufferedImage image, Dice dice) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    double light = dice.between(0.8, 1.1);
    double[] gain = new double[3];
    for (int c = 0; c < 3; c++) {
      gain[c] = light * dice.between(0.92, 1.08);
    }
    int noise = dice.whole(3, 12);
    for (int i = 0; i < pixels.length; i++) {
      int random = dice.random().nextInt();
      int shown = 0;
      for (int c = 0; c < 3; c++) {
        int value = pixels[i] >> (8 * c) & 0xFF;
        int jitter = ((random >> (8 * c) & 0xFF) - 128) * noise / 128;
        shown |= Math.max(0, Math.min(255, (int) (value * gain[c]) + jitter)) << (8 * c);
      }
      pixels[i] = shown;
    }
    image.setRGB(0, 0, image.getWidth(), image.getHeight(), pixels, 0, image.getWidth());
  }

  private static byte[] jpeg(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
