package org.covalence.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.covalence.label.LabelRule;
import org.covalence.post.Post;
import org.covalence.published.PublishedSplit;
import org.covalence.read.CorpusReader;
import org.covalence.read.ReadOptions;
import org.covalence.split.Groups;
import org.covalence.split.LabelledCorpus;
import org.covalence.split.LabelledPost;
import org.covalence.split.Shares;
import org.covalence.split.Split;
import org.covalence.split.Splitter;
import org.covalence.split.TrainingPart;
import org.covalence.store.Progress;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Copies among real posts. */
@Tag("data")
final class SharedDuplicatesTest {
  private static final String SINGLE = "data/mvsa-single";

  /** The figures are those of another program, too. */
  @Test
  void single_equalTextsAndPictures_joinAFewHundredPosts() {
    LabelledCorpus corpus = corpus(SINGLE);
    Duplicates all = Duplicates.among(posts(corpus), Progress.SILENT);

    Groups groups =
        new Duplicates(
                Map.of(
                    Likeness.EQUAL_TEXT,
                    all.of(Likeness.EQUAL_TEXT),
                    Likeness.EQUAL_PICTURE,
                    all.of(Likeness.EQUAL_PICTURE)))
            .together();

    assertThat(corpus.posts()).hasSize(4_061);
    assertThat(groups.names()).hasSize(300);
    assertThat(names(corpus, groups)).hasSize(3_895);
  }

  @Test
  void single_devPosts_haveTwinsInTraining() {
    LabelledCorpus corpus = corpus(SINGLE);
    Split split = published(corpus, "data/splits/clmlf-single");
    Map<String, PictureHash> hashes = PictureHashes.of(posts(corpus), 2, Progress.SILENT);
    Duplicates duplicates = Duplicates.among(posts(corpus), Progress.SILENT).withPictures(hashes);

    TrainingPart published =
        new TrainingPart(
            corpus.posts().stream().filter(p -> !split.validation().posts().contains(p)).toList());
    Twins twins = Twins.of(split.validation(), published, duplicates);

    assertThat(published.posts()).hasSize(3_611);
    assertThat(counts(twins))
        .isEqualTo(
            Map.of(
                Likeness.EQUAL_TEXT,
                32,
                Likeness.NORMALISED_TEXT,
                45,
                Likeness.EQUAL_PICTURE,
                3,
                Likeness.NEAR_PICTURE,
                27));
    assertThat(twins.ids()).hasSize(47);
    assertThat(
            Traces.of(published.posts().stream().map(LabelledPost::post).toList())
                .twins(split.validation().posts())
                .byLikeness())
        .as("what a model recognises by its traces")
        .allSatisfy((likeness, ids) -> assertThat(ids).isEqualTo(twins.byLikeness().get(likeness)))
        .hasSize(3);
    assertThat(hashes).as("pictures that show something").hasSize(4_058);
    assertThat(duplicates.of(Likeness.NEAR_PICTURE)).hasSize(133);
    assertThat(Duplicates.posts(duplicates.of(Likeness.NEAR_PICTURE))).isEqualTo(269);

    Split grouped = new Splitter(Shares.DEFAULT, 1, duplicates.together()).split(corpus);
    assertThat(Twins.of(grouped.test(), grouped.training(), duplicates).ids()).isEmpty();
    assertThat(Twins.of(grouped.validation(), grouped.training(), duplicates).ids()).isEmpty();
    assertThat(grouped.parts()).extracting(p -> p.posts().size()).containsExactly(3_249, 406, 406);
    Split apart = new Splitter(Shares.DEFAULT, 1).split(corpus);
    assertThat(Twins.of(apart.test(), apart.training(), duplicates).ids()).hasSize(35);
  }

  /** The figure of 105 is that of another program, too. */
  @Test
  void multiple_testPosts_haveTwinsInTraining() {
    LabelledCorpus corpus = corpus("data/mvsa-multiple-text");
    Split split = published(corpus, "data/splits/clmlf-multiple");

    Twins twins =
        Twins.of(split.test(), split.training(), Duplicates.among(posts(corpus), Progress.SILENT));

    assertThat(split.test().posts()).hasSize(1_700);
    assertThat(counts(twins))
        .isEqualTo(
            Map.of(
                Likeness.EQUAL_TEXT, 70, Likeness.NORMALISED_TEXT, 105, Likeness.EQUAL_PICTURE, 0));
  }

  private static Split published(LabelledCorpus corpus, String path) {
    return PublishedSplit.read(SharedFiles.require(path), Optional.empty())
        .split(corpus, new Splitter(Shares.DEFAULT, 1));
  }

  private static Map<Likeness, Integer> counts(Twins twins) {
    return twins.byLikeness().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().size()));
  }

  private static Set<String> names(LabelledCorpus corpus, Groups groups) {
    return corpus.posts().stream().map(p -> groups.of(p.id())).collect(Collectors.toSet());
  }

  private static List<Post> posts(LabelledCorpus corpus) {
    return corpus.posts().stream().map(LabelledPost::post).toList();
  }

  private static LabelledCorpus corpus(String name) {
    return LabelledCorpus.of(
        CorpusReader.read(SharedFiles.require(name), ReadOptions.DEFAULT),
        new LabelRule.Standard());
  }
}
