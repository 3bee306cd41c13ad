package org.covalence.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.covalence.label.Sentiment;
import org.junit.jupiter.api.Test;

/** What holds for every split that keeps groups together, over groups drawn at random. */
final class GroupedSplitTest {
  private static final int ROUNDS = 80;

  /** So many posts, of which a share is in groups of up to {@code most}, also across labels. */
  private static Groups groups(LabelledCorpus corpus, double share, int most, Random random) {
    Map<String, String> names = new HashMap<>();
    String name = "";
    int left = 0;
    for (LabelledPost post : corpus.posts()) {
      if (random.nextDouble() < share) {
        if (left == 0) {
          left = 1 + random.nextInt(most);
          name = "of " + post.id();
        }
        names.put(post.id(), name);
        left--;
      }
    }
    return new Groups(names);
  }

  @Test
  void groups_areNeverTornApart_andEveryPostIsInOnePart() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      LabelledCorpus corpus =
          MadePosts.corpus(
              random, 20 + random.nextInt(80), 20 + random.nextInt(80), 20 + random.nextInt(200));
      Groups groups = groups(corpus, random.nextDouble(), 12, random);

      Split split = new Splitter(Shares.DEFAULT, random.nextLong(), groups).split(corpus);

      String name = "seed " + seed + ", round " + round;
      Map<String, String> partOfGroup = new HashMap<>();
      int posts = 0;
      for (Part part : split.parts()) {
        for (String id : MadePosts.ids(part)) {
          String before = partOfGroup.put(groups.of(id), part.name());
          assertThat(Optional.ofNullable(before).orElse(part.name()))
              .as(name)
              .isEqualTo(part.name());
          posts++;
        }
      }
      assertThat(posts).as(name).isEqualTo(corpus.posts().size());
    }
  }

  @Test
  void parts_areExactAndStratified_whereManyPostsGoAlone() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      LabelledCorpus corpus = MadePosts.corpus(random, 100, 60, 240);
      Groups groups = groups(corpus, 0.3, 5, random);
      long splitSeed = random.nextLong();

      Split grouped = new Splitter(Shares.DEFAULT, splitSeed, groups).split(corpus);
      Split alone = new Splitter(Shares.DEFAULT, splitSeed).split(corpus);

      for (int i = 0; i < 3; i++) {
        assertThat(counts(grouped.parts().get(i)))
            .as("seed %d, round %d", seed, round)
            .isEqualTo(counts(alone.parts().get(i)));
      }
    }
  }

  @Test
  void parts_doNotDependOnTheOrderOfTheCorpus() {
    Random random = new Random(8);
    LabelledCorpus corpus = MadePosts.corpus(random, 60, 60, 60);
    Groups groups = groups(corpus, 0.7, 6, random);
    Splitter splitter = new Splitter(Shares.DEFAULT, 3, groups);
    Split before = splitter.split(corpus);

    Split after = splitter.split(MadePosts.shuffled(corpus, random));

    for (int i = 0; i < 3; i++) {
      assertThat(Set.copyOf(MadePosts.ids(after.parts().get(i))))
          .isEqualTo(Set.copyOf(MadePosts.ids(before.parts().get(i))));
    }
  }

  @Test
  void groupsOfOne_changeNothingButTheSignature() {
    LabelledCorpus corpus = MadePosts.corpus(new Random(2), 40, 40, 40);
    Map<String, String> alone = new LinkedHashMap<>();
    corpus.posts().forEach(p -> alone.put(p.id(), p.id()));

    Split grouped = new Splitter(Shares.DEFAULT, 5, new Groups(alone)).split(corpus);
    Split plain = new Splitter(Shares.DEFAULT, 5).split(corpus);

    assertThat(grouped.parts()).isEqualTo(plain.parts());
    assertThat(grouped.description()).isEqualTo(plain.description() + " grouped");
  }

  @Test
  void bigGroups_areTakenWhereTheyBringThePartNearerToItsSize() {
    LabelledCorpus corpus = MadePosts.corpus(new Random(2), 50, 50, 100);
    Map<String, String> names = new HashMap<>();
    int at = 0;
    for (LabelledPost post : corpus.posts()) {
      names.put(post.id(), "g" + at++ / 10);
    }

    Split split = new Splitter(new Shares(0.2, 0.2), 1, new Groups(names)).split(corpus);

    Set<Integer> sizes = new HashSet<>();
    split.parts().forEach(p -> sizes.add(p.posts().size() % 10));
    assertThat(sizes).containsExactly(0);
    assertThat(split.test().posts()).hasSizeBetween(20, 50);
    assertThat(split.validation().posts()).hasSizeBetween(20, 50);
  }

  @Test
  void lists_goBeforeGroups() {
    LabelledCorpus corpus = MadePosts.corpus(new Random(2), 20, 20, 20);
    Map<String, String> all = new HashMap<>();
    corpus
        .posts()
        .forEach(p -> all.put(p.id(), Integer.parseInt(p.id()) % 2 == 0 ? "even" : "odd"));
    IdLists lists =
        new IdLists(
            Optional.of("made"),
            Optional.of(list(corpus, 3, 0, 1)),
            Optional.of(list(corpus, 3, 2)),
            Optional.empty());
    Splitter splitter = new Splitter(new Shares(0.1, 0.5), 1, new Groups(all));

    Split split = splitter.split(corpus, lists);

    assertThat(split.validation().posts()).hasSize(20);
    assertThat(split.test().posts()).hasSize(20).allMatch(p -> sameRemainder(split, p));
    assertThat(split.description()).matches("made@[0-9a-f]{12} test=0.5 seed=1 grouped");
  }

  private static boolean sameRemainder(Split split, LabelledPost post) {
    int first = Integer.parseInt(split.test().posts().get(0).id()) % 2;
    return Integer.parseInt(post.id()) % 2 == first;
  }

  private static IdList list(LabelledCorpus corpus, int by, Integer... remainders) {
    Set<String> ids = new HashSet<>();
    for (LabelledPost post : corpus.posts()) {
      if (Arrays.asList(remainders).contains(Integer.parseInt(post.id()) % by)) {
        ids.add(post.id());
      }
    }
    return new IdList(Path.of("made"), ids, List.of());
  }

  private static Map<Sentiment, Long> counts(Part part) {
    Map<Sentiment, Long> counts = new HashMap<>();
    part.labels().forEach(l -> counts.merge(l, 1L, Long::sum));
    return counts;
  }
}
