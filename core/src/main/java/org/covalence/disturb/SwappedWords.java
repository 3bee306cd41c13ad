package org.covalence.disturb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.covalence.post.Post;
import org.covalence.spec.Seeds;

/**
 * Neighbouring words in each other's place: the first and the second, the third and the fourth, and
 * so on. No word changes its place twice, and the space between them stays.
 *
 * @param share of these pairs that change places, from 0 to 1
 */
public record SwappedWords(double share) implements Disturbance {
  public SwappedWords {
    Disturbance.requireShare(share);
  }

  @Override
  public Kind kind() {
    return Kind.SWAPPED_WORDS;
  }

  @Override
  public Post of(Post post, Seeds seeds) {
    SplittableRandom chance = Disturbance.chance(kind().word(), post, seeds);
    return Words.rewritten(
        post,
        text -> {
          Words before = Words.of(text);
          List<String> words = new ArrayList<>(before.words());
          for (int i = 0; i + 1 < words.size(); i += 2) {
            if (chance.nextDouble() < share) {
              Collections.swap(words, i, i + 1);
            }
          }
          return new Words(words, before.gaps()).text();
        });
  }
}
