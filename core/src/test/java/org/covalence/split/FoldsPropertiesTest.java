package org.covalence.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.covalence.label.Sentiment;
import org.junit.jupiter.api.Test;

/** What holds for all folds, over corpora, groups and counts drawn at random. */
final class FoldsPropertiesTest {
  private static final int ROUNDS = 60;

  private record Draw(String name, LabelledCorpus corpus, Folds folds) {
    FoldedCorpus folded() {
      return folds.of(corpus);
    }
  }

  @Test
  void everyPost_isTestedOnOnceARepeat() {
    for (Draw draw : draws(true)) {
      FoldedCorpus folded = draw.folded();

      assertThat(folded.folds())
          .as(draw.name())
          .hasSize(draw.folds().count() * draw.folds().repeats());
      for (int repeat = 1; repeat <= draw.folds().repeats(); repeat++) {
        List<String> tested = new ArrayList<>();
        for (Fold fold : repeat(folded, repeat)) {
          tested.addAll(MadePosts.ids(fold.split().test()));
        }
        assertThat(tested)
            .as(draw.name())
            .containsExactlyInAnyOrderElementsOf(
                draw.corpus().posts().stream().map(LabelledPost::id).toList());
      }
    }
  }

  @Test
  void parts_ofEveryFoldCoverThePostsAndNeverOverlap() {
    for (Draw draw : draws(true)) {
      for (Fold fold : draw.folded().folds()) {
        List<String> all = new ArrayList<>();
        fold.split().parts().forEach(part -> all.addAll(MadePosts.ids(part)));

        assertThat(all)
            .as(draw.name())
            .containsExactlyInAnyOrderElementsOf(
                draw.corpus().posts().stream().map(LabelledPost::id).toList());
      }
    }
  }

  @Test
  void groups_areInOnePartOfEveryFold() {
    for (Draw draw : draws(true)) {
      for (Fold fold : draw.folded().folds()) {
        Map<String, Set<String>> partsOfGroup = new HashMap<>();
        for (Part part : fold.split().parts()) {
          for (String id : MadePosts.ids(part)) {
            partsOfGroup
                .computeIfAbsent(draw.folds().groups().of(id), g -> new HashSet<>())
                .add(part.name());
          }
        }
        assertThat(partsOfGroup.values()).as(draw.name()).allMatch(parts -> parts.size() == 1);
      }
    }
  }

  @Test
  void folds_withoutGroupsAreEqualWithinOnePostInEveryClassAndAsAWhole() {
    for (Draw draw : draws(false)) {
      FoldedCorpus folded = draw.folded();
      for (int repeat = 1; repeat <= draw.folds().repeats(); repeat++) {
        List<List<LabelledPost>> tests =
            repeat(folded, repeat).stream().map(f -> f.split().test().posts()).toList();

        assertThat(range(tests.stream().map(t -> (long) t.size()).toList()))
            .as(draw.name())
            .isLessThanOrEqualTo(1);
        for (Sentiment label : Sentiment.values()) {
          assertThat(range(tests.stream().map(t -> count(t, label)).toList()))
              .as("%s, %s", draw.name(), label)
              .isLessThanOrEqualTo(1);
        }
      }
    }
  }

  @Test
  void validation_withoutGroupsHasItsShareWithinOnePostOfEveryClassAndTwoOfAll() {
    for (Draw draw : draws(false)) {
      double share = draw.folds().validationShare();
      for (Fold fold : draw.folded().folds()) {
        List<LabelledPost> validation = fold.split().validation().posts();
        List<LabelledPost> rest = new ArrayList<>(validation);
        rest.addAll(fold.split().training().posts());

        assertThat((double) validation.size())
            .as(draw.name())
            .isCloseTo(share * rest.size(), within(2.0));
        for (Sentiment label : Sentiment.values()) {
          assertThat((double) count(validation, label))
              .as("%s, %s", draw.name(), label)
              .isCloseTo(share * count(rest, label), within(1.0));
        }
      }
    }
  }

  /** A group cannot be cut; but no fold is further off than by what its largest group weighs. */
  @Test
  void folds_withGroupsAreEqualWithinTheLargestGroup() {
    for (Draw draw : draws(true)) {
      FoldedCorpus folded = draw.folded();
      long largest =
          draw.corpus().posts().stream()
              .collect(
                  Collectors.groupingBy(
                      p -> draw.folds().groups().of(p.id()), Collectors.counting()))
              .values()
              .stream()
              .mapToLong(n -> n)
              .max()
              .orElseThrow();
      for (int repeat = 1; repeat <= draw.folds().repeats(); repeat++) {
        List<Long> sizes =
            repeat(folded, repeat).stream()
                .map(f -> (long) f.split().test().posts().size())
                .toList();
        assertThat(range(sizes)).as(draw.name()).isLessThanOrEqualTo(largest);
      }
    }
  }

  @Test
  void folds_doNotDependOnTheOrderOfTheCorpus() {
    Random random = new Random(5);
    for (Draw draw : draws(true)) {
      LabelledCorpus shuffled = MadePosts.shuffled(draw.corpus(), random);

      assertThat(parts(draw.folds().of(shuffled))).as(draw.name()).isEqualTo(parts(draw.folded()));
    }
  }

  @Test
  void repeatsAndSeeds_dealThePostsAnew() {
    LabelledCorpus corpus = MadePosts.corpus(new Random(1), 50, 50, 100);

    List<Map<String, String>> repeats = parts(new Folds(5, 2, 0.1, Groups.NONE, 1).of(corpus));
    List<Map<String, String>> other = parts(new Folds(5, 2, 0.1, Groups.NONE, 2).of(corpus));

    assertThat(repeats.subList(0, 5)).isNotEqualTo(repeats.subList(5, 10));
    assertThat(repeats).isNotEqualTo(other);
  }

  @Test
  void moreRepeats_leaveTheEarlierOnesAsTheyWere() {
    LabelledCorpus corpus = MadePosts.corpus(new Random(1), 50, 50, 100);

    assertThat(parts(new Folds(5, 3, 0.1, Groups.NONE, 1).of(corpus)).subList(0, 5))
        .isEqualTo(parts(new Folds(5, 1, 0.1, Groups.NONE, 1).of(corpus)));
  }

  private static List<Draw> draws(boolean grouped) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Draw> draws = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      int[] counts = random.ints(3, 30, 150).toArray();
      LabelledCorpus corpus = MadePosts.corpus(random, counts[0], counts[1], counts[2]);
      Map<String, String> names = new HashMap<>();
      int kinds = 30 + random.nextInt(40);
      for (LabelledPost post : corpus.posts()) {
        if (grouped && random.nextBoolean()) {
          names.put(post.id(), "g" + random.nextInt(kinds));
        }
      }
      Folds folds =
          new Folds(
              2 + random.nextInt(9),
              1 + random.nextInt(2),
              0.1 + 0.2 * random.nextDouble(),
              new Groups(names),
              random.nextLong());
      draws.add(
          new Draw(
              "seed " + seed + ", round " + round + ", " + Arrays.toString(counts) + folds,
              corpus,
              folds));
    }
    return draws;
  }

  private static List<Fold> repeat(FoldedCorpus folded, int repeat) {
    return folded.folds().stream().filter(f -> f.repeat() == repeat).toList();
  }

  private static long range(List<Long> numbers) {
    return numbers.stream().mapToLong(n -> n).max().orElseThrow()
        - numbers.stream().mapToLong(n -> n).min().orElseThrow();
  }

  private static long count(List<LabelledPost> posts, Sentiment label) {
    return posts.stream().filter(p -> p.label() == label).count();
  }

  private static List<Map<String, String>> parts(FoldedCorpus folded) {
    List<Map<String, String>> all = new ArrayList<>();
    for (Fold fold : folded.folds()) {
      Map<String, String> parts = new HashMap<>();
      fold.split()
          .parts()
          .forEach(part -> MadePosts.ids(part).forEach(id -> parts.put(id, part.name())));
      all.add(parts);
    }
    return all;
  }
}
