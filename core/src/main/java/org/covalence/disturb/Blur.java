package org.covalence.disturb;

import org.covalence.image.Pixels;
import org.covalence.post.Post;
import org.covalence.spec.Seeds;

/**
 * A picture out of focus: a gaussian blur.
 *
 * @param radius the standard deviation in pixels, of a picture whose shorter side has 224; others
 *     in proportion, so that big pictures are spoilt as much as small ones. At least 0
 */
public record Blur(double radius) implements Disturbance {
  private static final double SIDE = 224;

  public Blur {
    if (!(radius >= 0 && radius <= SIDE)) {
      throw new IllegalArgumentException("expected a radius from 0 to 224, found " + radius);
    }
  }

  @Override
  public Kind kind() {
    return Kind.BLUR;
  }

  @Override
  public Post of(Post post, Seeds seeds) {
    return radius == 0 ? post : Redrawn.of(post, this::blurred);
  }

  private Pixels blurred(Pixels picture) {
    double scale = Math.min(picture.width(), picture.height()) / SIDE;
    return new BoxBlur(radius * scale).of(picture);
  }
}
