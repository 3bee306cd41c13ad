package org.covalence.disturb;

import org.covalence.image.EncodedPixels;
import org.covalence.post.Post;
import org.covalence.spec.Seeds;

/**
 * A picture saved as JPEG once more, as each service that it is passed through does.
 *
 * @param quality from 1 to 100, on the scale of libjpeg
 */
public record Recompression(int quality) implements Disturbance {
  public Recompression {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("expected a quality from 1 to 100, found " + quality);
    }
  }

  @Override
  public Kind kind() {
    return Kind.RECOMPRESSION;
  }

  @Override
  public Post of(Post post, Seeds seeds) {
    return Redrawn.encoded(post, picture -> EncodedPixels.jpeg(picture, quality));
  }
}
