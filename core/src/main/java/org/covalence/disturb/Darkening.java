package org.covalence.disturb;

import org.covalence.image.Pixels;
import org.covalence.post.Post;
import org.covalence.spec.Seeds;

/**
 * A picture with less light: each value is multiplied by what is left of it.
 *
 * @param share of the light that is taken away: 0 leaves all, 1 is black
 */
public record Darkening(double share) implements Disturbance {
  public Darkening {
    Disturbance.requireShare(share);
  }

  @Override
  public Kind kind() {
    return Kind.DARKENING;
  }

  @Override
  public Post of(Post post, Seeds seeds) {
    return share == 0 ? post : Redrawn.of(post, this::darker);
  }

  private Pixels darker(Pixels picture) {
    byte[] rgb = picture.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.rint((rgb[i] & 0xFF) * (1 - share));
    }
    return new Pixels(picture.width(), picture.height(), rgb);
  }
}
