package org.covalence.disturb;

import java.util.SplittableRandom;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.spec.Seeds;

/**
 * One way to make posts worse, of one strength.
 *
 * <p>What is drawn for a post comes from a stream named by kind and id, so neither the order of
 * posts nor the number of threads changes it. All that a kind may need is drawn whatever the
 * strength, and compared with it: a weaker disturbance touches a part of what a stronger one does.
 */
public sealed interface Disturbance
    permits Missing, Typos, SwappedWords, DroppedWords, Blur, Crop, Recompression, Darkening {
  /** Which of the ways this is. */
  Kind kind();

  /** The only modality that changes. */
  default Modality modality() {
    return kind().modality().orElseThrow();
  }

  /**
   * The post, made worse; the same object where there is nothing to change: no such modality, a
   * strength of nothing, or a picture that cannot be decoded.
   */
  Post of(Post post, Seeds seeds);

  /** The stream of one post. */
  static SplittableRandom chance(String name, Post post, Seeds seeds) {
    return seeds.stream("disturb " + name + " " + post.id());
  }

  /** Makes sure that a share is one. */
  static void requireShare(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("expected a share from 0 to 1, found " + share);
    }
  }
}
