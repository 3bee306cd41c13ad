package org.covalence.disturb;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.covalence.post.Post;
import org.covalence.spec.Seeds;

/**
 * Words that were left out, with the space before them. The one that chance would drop last stays
 * at any share, so that a text never ends as none: that is what {@link Missing} is for.
 *
 * @param share of the words, from 0 to 1
 */
public record DroppedWords(double share) implements Disturbance {
  public DroppedWords {
    Disturbance.requireShare(share);
  }

  @Override
  public Kind kind() {
    return Kind.DROPPED_WORDS;
  }

  @Override
  public Post of(Post post, Seeds seeds) {
    SplittableRandom chance = Disturbance.chance(kind().word(), post, seeds);
    return Words.rewritten(post, text -> thinned(Words.of(text), chance).text());
  }

  private Words thinned(Words all, SplittableRandom chance) {
    double[] drawn = chance.doubles(all.words().size()).toArray();
    int last = 0;
    for (int i = 1; i < drawn.length; i++) {
      last = drawn[i] > drawn[last] ? i : last;
    }
    List<String> words = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    for (int i = 0; i < drawn.length; i++) {
      if (drawn[i] >= share || i == last) {
        words.add(all.words().get(i));
        gaps.add(all.gaps().get(i));
      }
    }
    gaps.add(all.gaps().get(drawn.length));
    return new Words(words, gaps);
  }
}
