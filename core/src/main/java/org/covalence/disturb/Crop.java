package org.covalence.disturb;

import java.util.SplittableRandom;
import org.covalence.image.Pixels;
import org.covalence.post.Post;
import org.covalence.spec.Seeds;

/**
 * A part of a picture, of its shape and at a drawn place. A smaller part lies within a bigger one.
 *
 * @param share of the area that is kept, above 0 and at most 1
 */
public record Crop(double share) implements Disturbance {
  public Crop {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("expected a share above 0, up to 1, found " + share);
    }
  }

  @Override
  public Kind kind() {
    return Kind.CROP;
  }

  @Override
  public Post of(Post post, Seeds seeds) {
    if (share == 1) {
      return post;
    }
    SplittableRandom chance = Disturbance.chance(kind().word(), post, seeds);
    double x = chance.nextDouble();
    double y = chance.nextDouble();
    return Redrawn.of(post, picture -> part(picture, x, y));
  }

  /**
   * @param x how far to the right it lies, from 0 to 1
   * @param y how far down it lies, from 0 to 1
   */
  Pixels part(Pixels picture, double x, double y) {
    int width = Math.max(1, (int) Math.rint(Math.sqrt(share) * picture.width()));
    int height = Math.max(1, (int) Math.rint(Math.sqrt(share) * picture.height()));
    int left = (int) (x * (picture.width() - width + 1));
    int top = (int) (y * (picture.height() - height + 1));
    byte[] rgb = new byte[3 * width * height];
    for (int row = 0; row < height; row++) {
      int from = 3 * ((top + row) * picture.width() + left);
      System.arraycopy(picture.rgb(), from, rgb, 3 * row * width, 3 * width);
    }
    return new Pixels(width, height, rgb);
  }
}
