package org.covalence.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.covalence.split.MadePosts.ids;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FoldsTest {
  @TempDir private Path folder;
  private final LabelledCorpus corpus = MadePosts.corpus(new Random(1), 30, 30, 40);

  private static Folds folds(int count) {
    return new Folds(count, 1, 0.1, Groups.NONE, 1);
  }

  @Test
  void folds_ofAHundredPosts_areTenEach() {
    FoldedCorpus folded = folds(10).of(corpus);

    assertThat(folded.folds()).hasSize(10).extracting(Fold::number).startsWith(1, 2).endsWith(10);
    for (Fold fold : folded.folds()) {
      assertThat(fold.repeat()).isEqualTo(1);
      assertThat(fold.split().test().posts()).hasSize(10);
      assertThat(fold.split().validation().posts()).hasSize(9);
      assertThat(fold.split().training().posts()).hasSize(81);
    }
    assertThat(folded.posts()).isEqualTo(corpus.posts());
    assertThat(folded.findings()).isEmpty();
    assertThat(folded.description())
        .isEqualTo("cv folds=10 repeats=1 stratified seed=1 validation=0.1");
    assertThat(folded.folds().get(2).split().description())
        .isEqualTo(folded.description() + " repeat=1 fold=3");
  }

  /** The ids are those that tools/split_reference.py prints, and a promise to published results. */
  @Test
  void folds_bySeed_areTheSameForEver() {
    Map<String, Sentiment> labels = new LinkedHashMap<>();
    for (int id = 1; id <= 100; id++) {
      int digit = id % 10;
      labels.put(
          Integer.toString(id),
          digit < 3 ? Sentiment.NEGATIVE : digit < 6 ? Sentiment.NEUTRAL : Sentiment.POSITIVE);
    }

    FoldedCorpus folded = new Folds(10, 2, 0.1, Groups.NONE, 1).of(MadePosts.corpus(labels));

    assertThat(ids(folded.folds().get(0).split().test()))
        .containsExactly("18", "36", "41", "59", "81", "84", "85", "91", "95", "98");
    assertThat(ids(folded.folds().get(0).split().validation()))
        .containsExactly("6", "24", "39", "42", "54", "70", "83", "86", "90");
    assertThat(ids(folded.folds().get(19).split().test()))
        .containsExactly("8", "10", "37", "43", "44", "46", "63", "90", "92", "98");
  }

  @Test
  void groups_areNamedInTheDescription() {
    Groups groups = new Groups(Map.of("1", "twins", "2", "twins"));

    assertThat(new Folds(5, 2, 0.2, groups, 3).of(corpus).description())
        .isEqualTo("cv folds=5 repeats=2 stratified grouped seed=3 validation=0.2");
  }

  @Test
  void list_ofIds_narrowsThePosts() throws IOException {
    Path file = Files.writeString(folder.resolve("train.txt"), "1\n2\n3\n4\n5\n6\n7\n8\n9\nnone\n");

    FoldedCorpus folded =
        new Folds(3, 1, 0.3, Groups.NONE, 1).of(corpus, Optional.of(IdList.read(file)));

    assertThat(folded.posts())
        .extracting(LabelledPost::id)
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(folded.description())
        .matches(
            "cv folds=3 repeats=1 posts=train.txt@[0-9a-f]{12} stratified seed=1 validation=0.3");
    assertThat(folded.findings()).extracting(Finding::code).contains("stray-id");
  }

  @Test
  void class_thatIsRarerThanTheFolds_isAFinding() {
    FoldedCorpus folded = folds(10).of(MadePosts.corpus(new Random(2), 40, 4, 40));

    assertThat(folded.findings()).hasSize(1);
    assertThat(folded.findings().get(0).code()).isEqualTo("rare-class");
    assertThat(folded.findings().get(0).reason()).contains("neutral (4)");
  }

  @Test
  void oneFold_isRefused() {
    refused(() -> folds(1), "expected 2 folds or more, found 1");
  }

  @Test
  void noRepeat_isRefused() {
    refused(() -> new Folds(2, 0, 0.1, Groups.NONE, 1), "expected 1 repeat or more, found 0");
  }

  @Test
  void validationShare_thatIsNone_isRefused() {
    refused(() -> new Folds(2, 1, 1, Groups.NONE, 1), "expected a share between 0 and 1");
    refused(() -> new Folds(2, 1, Double.NaN, Groups.NONE, 1), "expected a share");
  }

  @Test
  void moreFoldsThanPosts_areRefused() {
    refused(
        () -> folds(101).of(corpus),
        "expected at least as many posts as folds, found 100 labelled posts for 101 folds");
  }

  @Test
  void moreFoldsThanGroups_areRefused() {
    Map<String, String> names = new HashMap<>();
    corpus.posts().forEach(p -> names.put(p.id(), "g" + Integer.parseInt(p.id()) % 4));

    refused(() -> new Folds(5, 1, 0.1, new Groups(names), 1).of(corpus), "found 4 groups of posts");
  }

  @Test
  void oneClass_isRefused() {
    refused(
        () -> folds(2).of(MadePosts.corpus(new Random(1), 0, 0, 20)),
        "expected posts of two classes or more, found only positive");
  }

  @Test
  void noPosts_areRefused() {
    refused(() -> folds(2).of(MadePosts.corpus(Map.of())), "found 0 labelled posts");
  }

  @Test
  void share_thatGivesNoValidationPost_isRefused() {
    refused(
        () -> new Folds(2, 1, 0.001, Groups.NONE, 1).of(MadePosts.corpus(new Random(1), 6, 6, 6)),
        "expected posts in the validation part of every fold, found none");
  }

  @Test
  void training_withOneClassLeft_isRefused() {
    refused(
        () -> folds(2).of(MadePosts.corpus(new Random(1), 1, 0, 40)),
        "expected posts of two classes or more to train every fold on");
  }

  @Test
  void group_thatIsHalfOfThePosts_isAFoldOfItsOwn() {
    Map<String, String> names = new HashMap<>();
    corpus.posts().subList(0, 50).forEach(p -> names.put(p.id(), "half"));

    FoldedCorpus folded = new Folds(3, 1, 0.1, new Groups(names), 1).of(corpus);

    assertThat(folded.folds())
        .anyMatch(f -> Set.copyOf(ids(f.split().test())).equals(names.keySet()));
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CovalenceException.class,
            e -> {
              assertThat(e.what()).contains(words);
              assertThat(e.remedy()).isNotBlank();
            });
  }
}
