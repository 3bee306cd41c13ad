package org.covalence.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.covalence.label.Sentiment;
import org.junit.jupiter.api.Test;

/** What holds for every split by a seed, over corpora and shares drawn at random. */
final class SplitPropertiesTest {
  private static final int ROUNDS = 60;

  private record Draw(String name, LabelledCorpus corpus, Shares shares, long seed) {
    Split split() {
      return new Splitter(shares, seed).split(corpus);
    }
  }

  @Test
  void parts_coverThePostsAndNeverOverlap() {
    for (Draw draw : draws()) {
      Split split = draw.split();

      List<String> all = new ArrayList<>();
      split.parts().forEach(part -> all.addAll(MadePosts.ids(part)));
      assertThat(all)
          .as(draw.name())
          .containsExactlyInAnyOrderElementsOf(
              draw.corpus().posts().stream().map(LabelledPost::id).toList());
    }
  }

  @Test
  void parts_haveTheirExactSizes() {
    for (Draw draw : draws()) {
      Split split = draw.split();
      int posts = draw.corpus().posts().size();

      assertThat((long) split.test().posts().size())
          .as(draw.name())
          .isEqualTo(Math.round(draw.shares().test() * posts));
      assertThat((long) split.validation().posts().size())
          .as(draw.name())
          .isEqualTo(Math.round(draw.shares().validation() * posts));
    }
  }

  @Test
  void parts_areStratifiedWithinOnePost() {
    for (Draw draw : draws()) {
      Split split = draw.split();
      for (Sentiment label : Sentiment.values()) {
        long all = count(draw.corpus().posts(), label);

        assertThat((double) count(split.test().posts(), label))
            .as(draw.name())
            .isCloseTo(draw.shares().test() * all, within(1.0));
        assertThat((double) count(split.validation().posts(), label))
            .as(draw.name())
            .isCloseTo(draw.shares().validation() * all, within(1.0));
      }
    }
  }

  @Test
  void parts_doNotDependOnTheOrderOfTheCorpus() {
    Random random = new Random(5);
    for (Draw draw : draws()) {
      Map<String, String> before = parts(draw.split());
      LabelledCorpus shuffled = MadePosts.shuffled(draw.corpus(), random);

      Split after = new Splitter(draw.shares(), draw.seed()).split(shuffled);

      assertThat(parts(after)).as(draw.name()).isEqualTo(before);
    }
  }

  @Test
  void onePostMore_movesHardlyAnyOther() {
    for (Draw draw : draws()) {
      Map<String, String> before = parts(draw.split());
      Map<String, Sentiment> more = new LinkedHashMap<>(draw.corpus().labels());
      more.put("one more", Sentiment.POSITIVE);

      Split split = new Splitter(draw.shares(), draw.seed()).split(MadePosts.corpus(more));

      Map<String, String> after = parts(split);
      long moved =
          before.entrySet().stream()
              .filter(e -> !e.getValue().equals(after.get(e.getKey())))
              .count();
      // Each of the two bounds in each of the three labels may move by one post.
      assertThat(moved).as(draw.name()).isLessThanOrEqualTo(6);
    }
  }

  @Test
  void tinyClasses_neverGiveMoreThanTheyHave() {
    double[] shares = {0, 0.1, 0.25, 0.33, 0.4, 0.49};
    for (int code = 0; code < 5 * 5 * 5; code++) {
      LabelledCorpus corpus = MadePosts.corpus(new Random(code), code % 5, code / 5 % 5, code / 25);
      int posts = corpus.posts().size();
      for (double validation : shares) {
        for (double test : shares) {
          Strata.Carved carved = new Strata(corpus.posts(), 1).carve(validation, test);

          String name = corpus.labels() + ", " + validation + ", " + test;
          assertThat(carved.test()).as(name).hasSize((int) Math.round(test * posts));
          assertThat(carved.validation()).as(name).hasSize((int) Math.round(validation * posts));
          assertThat(Collections.disjoint(carved.test(), carved.validation())).as(name).isTrue();
        }
      }
    }
  }

  @Test
  void anotherSeed_givesOtherParts() {
    LabelledCorpus corpus = MadePosts.corpus(new Random(1), 50, 50, 100);

    assertThat(parts(new Splitter(Shares.DEFAULT, 1).split(corpus)))
        .isNotEqualTo(parts(new Splitter(Shares.DEFAULT, 2).split(corpus)));
  }

  private static List<Draw> draws() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Draw> draws = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      int[] counts = random.ints(3, 4, round % 2 == 0 ? 12 : 150).toArray();
      Shares shares = new Shares(0.1 + 0.2 * random.nextDouble(), 0.1 + 0.2 * random.nextDouble());
      draws.add(
          new Draw(
              "seed " + seed + ", round " + round + ", " + Arrays.toString(counts) + shares,
              MadePosts.corpus(random, counts[0], counts[1], counts[2]),
              shares,
              random.nextLong()));
    }
    return draws;
  }

  private static long count(List<LabelledPost> posts, Sentiment label) {
    return posts.stream().filter(p -> p.label() == label).count();
  }

  private static Map<String, String> parts(Split split) {
    Map<String, String> parts = new HashMap<>();
    split.parts().forEach(part -> MadePosts.ids(part).forEach(id -> parts.put(id, part.name())));
    return parts;
  }
}
