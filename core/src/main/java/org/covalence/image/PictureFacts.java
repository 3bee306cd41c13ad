package org.covalence.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.covalence.post.Finding;

/**
 * What is known of a picture once it was decoded.
 *
 * @param width upright, in pixels
 * @param height upright, in pixels
 * @param frames how many the file holds; the first is the one that counts
 * @param orientation EXIF's value 1 to 8, which was applied; 1 where none is stated
 * @param oneColour whether nothing is to be seen
 */
public record PictureFacts(
    PictureFormat format, int width, int height, int frames, int orientation, boolean oneColour) {
  /** From here on a centre crop leaves out three quarters of the picture. */
  private static final double EXTREME_RATIO = 4;

  /** Below a third of the usual 224 pixels, every pixel is spread over nine and more. */
  private static final int TINY_SIDE = 75;

  /** Whether one side is four times as long as the other, or longer. */
  public boolean isExtremeShape() {
    return Math.max(width, height) >= EXTREME_RATIO * Math.min(width, height);
  }

  /** Whether the short side has fewer than 75 pixels. */
  public boolean isTiny() {
    return Math.min(width, height) < TINY_SIDE;
  }

  /** What somebody should look at, though the picture was read; {@code place} is its file or id. */
  public List<Finding> oddities(String place) {
    List<Finding> found = new ArrayList<>();
    String size = width + " x " + height + " pixels";
    if (oneColour) {
      found.add(
          Finding.noted(
              "picture-one-colour",
              place,
              "the picture (" + size + ") has one colour only",
              "it says nothing; leave it out or accept the noise"));
    }
    if (isExtremeShape()) {
      double lost = 1 - (double) Math.min(width, height) / Math.max(width, height);
      found.add(
          Finding.noted(
              "picture-extreme-shape",
              place,
              String.format(
                  Locale.ROOT,
                  "the picture has %s; %.0f %% of it lies outside the centre crop",
                  size,
                  100 * lost),
              "crop it to the part that matters"));
    }
    if (isTiny()) {
      found.add(
          Finding.noted(
              "picture-tiny",
              place,
              "the picture has " + size + ", and is blurred when enlarged",
              "use a bigger copy if there is one"));
    }
    if (frames > 1) {
      found.add(
          Finding.noted(
              "picture-animated",
              place,
              "the picture has " + frames + " frames; the first is used",
              "store the frame that matters as a picture of its own"));
    }
    return List.copyOf(found);
  }
}
