package org.covalence.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture made small enough to be shown many times on one page: shrunk like every picture here
 * (antialiased bilinear), and written as JPEG. Nothing of the file it came from is kept but what
 * can be seen.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param jpeg the encoded picture; not copied: do not change it
 */
public record Thumbnail(int width, int height, byte[] jpeg) {
  /**
   * Shrinks a picture; one that is small enough keeps its size.
   *
   * @param longSidePixels the longer side of the result at most, at least 1
   */
  public static Thumbnail of(Pixels picture, int longSidePixels) {
    if (longSidePixels < 1) {
      throw new IllegalArgumentException("expected at least one pixel, found " + longSidePixels);
    }
    int longer = Math.max(picture.width(), picture.height());
    double scale = Math.min(1, (double) longSidePixels / longer);
    int width = Math.max(1, (int) Math.rint(scale * picture.width()));
    int height = Math.max(1, (int) Math.rint(scale * picture.height()));
    byte[] planes =
        new BilinearWindow(
                new BilinearAxis(picture.width(), width, 0, width),
                new BilinearAxis(picture.height(), height, 0, height))
            .of(picture);
    return new Thumbnail(width, height, jpeg(planes, width, height));
  }

  private static byte[] jpeg(byte[] planes, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int plane = width * height;
    for (int i = 0; i < plane; i++) {
      int rgb =
          (planes[i] & 0xFF) << 16
              | (planes[plane + i] & 0xFF) << 8
              | (planes[2 * plane + i] & 0xFF);
      image.setRGB(i % width, i / width, rgb);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    // In memory: what ImageIO makes by itself goes through a file of the temporary folder.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
