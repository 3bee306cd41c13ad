package org.covalence.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The readers of the Java platform and of TwelveMonkeys, asked by name: which other plug-ins stand
 * on the class path must not change what a picture looks like.
 */
final class PlatformReader {
  static final PlatformReader JPEG = platform("com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi");
  static final PlatformReader PNG = platform("com.sun.imageio.plugins.png.PNGImageReaderSpi");
  static final PlatformReader GIF = platform("com.sun.imageio.plugins.gif.GIFImageReaderSpi");
  static final PlatformReader BMP = platform("com.sun.imageio.plugins.bmp.BMPImageReaderSpi");
  static final PlatformReader WEBP = new PlatformReader(new WebPImageReaderSpi());

  private final ImageReaderSpi provider;

  private PlatformReader(ImageReaderSpi provider) {
    this.provider = provider;
  }

  /**
   * The first picture of {@code stream}, which must be of the size that its header stated.
   *
   * @param origin names the faults
   */
  BufferedImage read(byte[] stream, int width, int height, PictureBytes origin) {
    BufferedImage image = run(stream, origin, reader -> reader.read(0));
    if (image.getWidth() != width || image.getHeight() != height) {
      throw origin.damaged("its data and its header differ in size");
    }
    return image;
  }

  /** As {@link #read}, with samples as they are stored, in no colour space. */
  Raster readRaster(byte[] stream, PictureBytes origin) {
    return run(stream, origin, reader -> reader.readRaster(0, null));
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(ImageReader reader) throws IOException;
  }

  private <T> T run(byte[] stream, PictureBytes origin, Reading<T> reading) {
    List<String> warnings = new ArrayList<>();
    T result;
    try {
      ImageReader reader = provider.createReaderInstance();
      try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(stream))) {
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        reader.setInput(input, true, true);
        result = reading.from(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // The readers answer damaged data with index, arithmetic and many other unchecked exceptions.
      throw e instanceof EOFException || e.getCause() instanceof EOFException
          ? origin.truncated("its data end too early")
          : origin.damaged(reason(e), e);
    }
    for (String warning : warnings) {
      refuseIfIncomplete(warning, origin);
    }
    return result;
  }

  /** libjpeg only warns where it goes on with grey; its harmless warnings are let pass. */
  private static void refuseIfIncomplete(String warning, PictureBytes origin) {
    String text = warning.toLowerCase(Locale.ROOT);
    if (text.contains("premature end") || text.contains("truncated")) {
      throw origin.truncated("its data end too early");
    }
    if (text.contains("corrupt") && !text.contains("extraneous bytes")) {
      throw origin.damaged(warning);
    }
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  private static PlatformReader platform(String className) {
    Iterator<ImageReaderSpi> found =
        IIORegistry.getDefaultInstance()
            .getServiceProviders(
                ImageReaderSpi.class,
                provider -> provider.getClass().getName().equals(className),
                false);
    if (!found.hasNext()) {
      throw new IllegalStateException("this Java has no " + className + " (module java.desktop)");
    }
    return new PlatformReader(found.next());
  }
}
