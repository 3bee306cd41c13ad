package org.covalence.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.covalence.post.Content;
import org.covalence.store.CovalenceException;

/**
 * Decodes JPEG, PNG, GIF, WebP and BMP to upright opaque RGB: EXIF's orientation applied, the first
 * frame of an animation, transparency on white, grey and CMYK to RGB, 16 bits to their high byte,
 * and no colour profile. That is what Pillow gives after {@code exif_transpose} and {@code
 * alpha_composite} on white.
 *
 * <p>A file is known by its first bytes. Its whole structure is walked before anything is
 * allocated, so that what is empty, foreign, truncated or too big is told with its reason, and
 * never filled up with grey. Immutable; may be used by many threads at once.
 */
public final class ImageDecoder {
  private final DecodeLimits limits;

  public ImageDecoder(DecodeLimits limits) {
    this.limits = limits;
  }

  /**
   * The bytes of a stored picture, or of one in memory.
   *
   * @param where names the picture in faults: a file or a post's id
   * @throws CovalenceException if there is no such file, it can't be read, or it is too big
   */
  public byte[] read(Content content, String where) {
    if (content instanceof Content.InMemory memory) {
      return memory.bytes();
    }
    if (!(content instanceof Content.Stored stored)) {
      throw new IllegalArgumentException("expected a picture, found text, in " + where);
    }
    Path file = stored.file();
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw CovalenceException.data(
          "a folder or device stands where a picture should be", where, "name a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      // One byte more than is allowed, so that decoding sees that it is too much.
      return in.readNBytes(limits.maxBytes() + 1);
    } catch (NoSuchFileException e) {
      throw CovalenceException.data(
          "the picture is missing: " + file, where, "put it there, or leave the picture out", e);
    } catch (IOException e) {
      throw CovalenceException.data(
          "the picture cannot be read (" + e + ")", where, "check the file's permissions", e);
    }
  }

  /**
   * Decodes a picture.
   *
   * @param file the whole file
   * @param where names the picture in faults: a file or a post's id
   * @throws CovalenceException if the file is not a whole picture within the limits
   */
  public Pixels decode(byte[] file, String where) {
    PictureFile picture = open(file, where);
    return picture.orientation().apply(picture.decode());
  }

  /**
   * Decodes a picture and tells about it; faults as in {@link #decode}.
   *
   * @param file the whole file
   * @param where names the picture in faults: a file or a post's id
   */
  public PictureFacts inspect(byte[] file, String where) {
    return look(file, where).facts();
  }

  /** Decodes a picture and tells about it; faults as in {@link #decode}. */
  public Inspected look(byte[] file, String where) {
    PictureFile picture = open(file, where);
    Pixels upright = picture.orientation().apply(picture.decode());
    return new Inspected(
        new PictureFacts(
            PictureFormat.recognise(file).orElseThrow(),
            upright.width(),
            upright.height(),
            picture.frames(),
            picture.orientation().value(),
            upright.isOneColour()),
        upright);
  }

  /** A decoded picture and what is known of it. */
  public record Inspected(PictureFacts facts, Pixels pixels) {}

  private PictureFile open(byte[] file, String where) {
    if (file.length == 0) {
      throw CovalenceException.data(
          "the picture is empty (0 bytes)", where, "fetch the picture again, or leave it out");
    }
    if (file.length > limits.maxBytes()) {
      throw CovalenceException.data(
          "the picture's file is too big: more than " + limits.maxBytes() + " bytes",
          where,
          "make it smaller, or leave it out");
    }
    PictureFormat format =
        PictureFormat.recognise(file)
            .orElseThrow(
                () ->
                    CovalenceException.data(
                        "not a picture: " + PictureFormat.describeForeign(file),
                        where,
                        "save it as JPEG, PNG, GIF, WebP or BMP, or leave it out"));
    PictureBytes bytes = new PictureBytes(file, format, where);
    PictureFile picture =
        switch (format) {
          case JPEG -> new JpegFile(bytes);
          case PNG -> new PngFile(bytes);
          case GIF -> new GifFile(bytes);
          case WEBP -> new WebpFile(bytes);
          case BMP -> new BmpFile(bytes);
        };
    int width = picture.width();
    int height = picture.height();
    if (Math.max(width, height) > limits.maxSidePixels()
        || (long) width * height > limits.maxPixels()) {
      throw CovalenceException.data(
          String.format(
              Locale.ROOT,
              "the picture is too big: %,d x %,d pixels, where %,d a side and %,d in all are the most",
              width,
              height,
              limits.maxSidePixels(),
              limits.maxPixels()),
          where,
          "make it smaller, or leave it out");
    }
    return picture;
  }
}
