package org.covalence.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.covalence.label.LabelRule;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.read.CorpusReader;
import org.covalence.read.ReadOptions;
import org.covalence.split.LabelledCorpus;
import org.covalence.split.LabelledPost;
import org.covalence.split.Shares;
import org.covalence.split.Split;
import org.covalence.split.Splitter;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The splits that papers on MVSA used, as they were published (some with test posts cut out). */
@Tag("data")
final class SharedSplitsTest {
  private static final String SINGLE = "data/mvsa-single";
  private static final String MULTIPLE = "data/mvsa-multiple-text";

  @Test
  void clmlf_single_hasTheLabelsOfTheRule() {
    Split split = split(SINGLE, "clmlf-single", Optional.empty());

    assertThat(split.findings()).isEmpty();
    assertThat(split.validation().posts()).hasSize(450);
    // The test part was cut out of this copy, so a tenth of the training part stands in.
    assertThat(split.test().posts()).hasSize(361);
    assertThat(split.training().posts()).hasSize(3_250);
    assertThat(split.description()).matches("clmlf@[0-9a-f]{12} test=0.1 seed=1");
  }

  @Test
  void clmlf_multiple_hasTheLabelsOfTheRule() {
    Split split = split(MULTIPLE, "clmlf-multiple", Optional.empty());

    assertThat(split.findings()).isEmpty();
    assertThat(split.parts())
        .extracting(p -> p.posts().size())
        .containsExactly(13_624, 1_700, 1_700);
    assertThat(split.description()).matches("clmlf@[0-9a-f]{12}");
  }

  @Test
  void cheema_single_testFoldsCoverThePosts() {
    assertFolds(SINGLE, "fair-single", 4_061);
  }

  @Test
  void cheema_multiple_testFoldsCoverThePosts() {
    assertFolds(MULTIPLE, "fair-multiple", 17_024);
  }

  @Test
  void qmf_holdsThePostsWhoseLabelsAgree() {
    LabelledCorpus corpus = corpus(SINGLE);
    PublishedSplit published =
        PublishedSplit.read(SharedFiles.require("data/splits/qmf-single"), Optional.empty());

    Split split = published.split(corpus, new Splitter(Shares.DEFAULT, 1));

    assertThat(split.parts()).extracting(p -> p.posts().size()).containsExactly(1_407, 467, 458);
    assertThat(split.findings()).extracting(Finding::code).containsExactly("unused-posts");
  }

  @Test
  void ecnu_hasTheLabelsOfTheRule() {
    Split split = split(SINGLE, "ecnu-project5/train.txt", Optional.empty());

    assertThat(split.findings()).isEmpty();
    assertThat(split.test().posts()).hasSize(460);
    assertThat(split.training().posts().size() + split.validation().posts().size())
        .isEqualTo(3_601);
  }

  @Test
  void idLists_besideThePosts_areASplit() {
    Split split = split(SINGLE, "../mvsa-single/train-ids.txt", Optional.empty());

    assertThat(split.findings()).isEmpty();
    assertThat(split.validation().posts()).hasSize(450);
    assertThat(split.description()).startsWith("ids@");
  }

  @Test
  void clmlf_digitsReadInTheOtherOrder_wouldBeTold() {
    LabelledCorpus corpus = corpus(SINGLE);
    PublishedSplit published =
        PublishedSplit.read(SharedFiles.require("data/splits/clmlf-single"), Optional.empty());
    Map<String, Sentiment> other = new HashMap<>();
    published
        .labels()
        .forEach(
            (id, label) ->
                other.put(
                    id,
                    switch (label) {
                      case POSITIVE -> Sentiment.NEUTRAL;
                      case NEUTRAL -> Sentiment.POSITIVE;
                      case NEGATIVE -> Sentiment.NEGATIVE;
                    }));

    Split split =
        new PublishedSplit(published.source(), published.ids(), other)
            .split(corpus, new Splitter(Shares.DEFAULT, 1));

    assertThat(split.findings()).hasSize(1);
    assertThat(split.findings().get(0).reason())
        .startsWith("labels that are not those of the rule standard: 2838 of 4061");
    assertThat(split.findings().get(0).remedy()).startsWith("positive and neutral are exchanged");
  }

  private static void assertFolds(String data, String name, int posts) {
    LabelledCorpus corpus = corpus(data);
    Set<String> tested = new HashSet<>();
    int tests = 0;
    for (int fold = 1; fold <= 10; fold++) {
      PublishedSplit published =
          PublishedSplit.read(SharedFiles.require("data/splits/" + name), Optional.of(fold));

      Split split = published.split(corpus, new Splitter(Shares.DEFAULT, 1));

      List<Finding> other =
          split.findings().stream().filter(f -> !f.code().equals("stray-id")).toList();
      assertThat(other).as("findings but for the post whose text is missing").isEmpty();
      assertThat(published.labels().size()).isGreaterThanOrEqualTo(posts);
      split.test().posts().stream().map(LabelledPost::id).forEach(tested::add);
      tests += split.test().posts().size();
    }
    assertThat(tested).hasSize(tests).hasSize(posts);
  }

  private static Split split(String data, String name, Optional<Integer> fold) {
    return PublishedSplit.read(SharedFiles.require("data/splits/" + name), fold)
        .split(corpus(data), new Splitter(Shares.DEFAULT, 1));
  }

  private static LabelledCorpus corpus(String name) {
    return LabelledCorpus.of(
        CorpusReader.read(SharedFiles.require(name), ReadOptions.DEFAULT),
        new LabelRule.Standard());
  }
}
