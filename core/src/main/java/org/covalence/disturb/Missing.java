package org.covalence.disturb;

import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.spec.Seeds;

/**
 * A modality that is missing. Each post has a number of its own, drawn evenly from [0, 1), and
 * loses the modality where it lies below the share: so about that share of many posts does, and
 * those that lose it at 25 % lose it at 50 % too. A post that has nothing else keeps it.
 *
 * @param share from 0 (none) to 1 (all)
 */
public record Missing(Modality modality, double share) implements Disturbance {
  public Missing {
    Disturbance.requireShare(share);
  }

  @Override
  public Kind kind() {
    return Kind.MISSING;
  }

  /** Whether a post has this modality and nothing else, and so keeps it at any share. */
  public static boolean isSpared(Post post, Modality modality) {
    return post.modalities().size() == 1 && post.modalities().contains(modality);
  }

  @Override
  public Post of(Post post, Seeds seeds) {
    boolean loses =
        post.modalities().contains(modality)
            && !isSpared(post, modality)
            && Disturbance.chance(kind().name(modality), post, seeds).nextDouble() < share;
    return loses ? post.without(modality) : post;
  }
}
