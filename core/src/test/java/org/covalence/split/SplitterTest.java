package org.covalence.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.covalence.split.MadePosts.ids;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.covalence.label.Annotation;
import org.covalence.label.LabelRule;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.read.Corpus;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SplitterTest {
  private static final Splitter SPLITTER = new Splitter(Shares.DEFAULT, 1);
  private static final Optional<Path> NONE = Optional.empty();

  @TempDir private Path folder;
  private final LabelledCorpus corpus = MadePosts.corpus(new Random(1), 30, 30, 40);

  /** The ids are those that tools/split_reference.py prints, and a promise to published results. */
  @Test
  void split_bySeed_isTheSameForEver() {
    Map<String, Sentiment> labels = new LinkedHashMap<>();
    for (int id = 1; id <= 100; id++) {
      int digit = id % 10;
      labels.put(
          Integer.toString(id),
          digit < 3 ? Sentiment.NEGATIVE : digit < 6 ? Sentiment.NEUTRAL : Sentiment.POSITIVE);
    }

    Split split = SPLITTER.split(MadePosts.corpus(labels));

    assertThat(ids(split.test()))
        .containsExactly("4", "19", "34", "44", "46", "52", "69", "82", "91", "98");
    assertThat(ids(split.validation()))
        .containsExactly("3", "9", "22", "27", "35", "61", "66", "78", "80", "85");
    assertThat(split.training().posts()).hasSize(80);
    assertThat(split.findings()).isEmpty();
    assertThat(split.description()).isEqualTo("stratified validation=0.1 test=0.1 seed=1");
  }

  @Test
  void split_parts_areInTheOrderOfTheCorpus() {
    Split split = SPLITTER.split(corpus);

    for (Part part : split.parts()) {
      assertThat(ids(part))
          .isSortedAccordingTo((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
    }
  }

  @Test
  void split_byThreeFiles_followsThem() throws IOException {
    IdFiles files =
        new IdFiles(
            list("train", "\uFEFF1\r\n\r\n2\r\n3\r\n4\r\n 5 \r\n6"),
            list("val", "7\n8\n"),
            list("test", "9\n10"));

    Split split = SPLITTER.split(corpus, files);

    assertThat(ids(split.training())).containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(ids(split.validation())).containsExactly("7", "8");
    assertThat(ids(split.test())).containsExactly("9", "10");
    assertThat(split.description())
        .matches("train=train@[0-9a-f]{12} validation=val@[0-9a-f]{12} test=test@[0-9a-f]{12}");
    assertThat(finding(split, "unused-posts").reason()).contains("90: 11, 12");
  }

  @Test
  void split_withoutValidationFile_takesATenthOfTrain() throws IOException {
    IdFiles files = new IdFiles(list("train", lines(1, 60)), NONE, list("test", lines(61, 100)));

    Split split = SPLITTER.split(corpus, files);

    assertThat(split.training().posts()).hasSize(54);
    assertThat(split.validation().posts()).hasSize(6);
    assertThat(split.test().posts()).hasSize(40);
    assertThat(split.findings()).isEmpty();
    assertThat(split.description()).endsWith("seed=1");
  }

  @Test
  void split_withoutTrainFile_takesAllOthers() throws IOException {
    IdFiles files = new IdFiles(NONE, list("val", lines(1, 20)), list("test", lines(21, 40)));

    Split split = SPLITTER.split(corpus, files);

    assertThat(split.training().posts()).hasSize(60);
    assertThat(split.description()).startsWith("train=others ");
  }

  @Test
  void split_withTrainFileAlone_takesTheOthersFromIt() throws IOException {
    Split split = SPLITTER.split(corpus, new IdFiles(list("train", lines(1, 50)), NONE, NONE));

    assertThat(split.training().posts()).hasSize(40);
    assertThat(split.validation().posts()).hasSize(5);
    assertThat(split.test().posts()).hasSize(5);
    assertThat(finding(split, "unused-posts").reason()).contains("50: ");
  }

  @Test
  void split_withTestFileAlone_leavesItsPostsOutOfTheOthers() throws IOException {
    Split split = SPLITTER.split(corpus, new IdFiles(NONE, NONE, list("test", lines(1, 20))));

    assertThat(split.training().posts()).hasSize(72);
    assertThat(split.validation().posts()).hasSize(8);
    assertThat(split.test().posts()).hasSize(20);
  }

  @Test
  void split_orderOfIdsInAFile_doesNotChangeTheSignature() throws IOException {
    IdFiles one = new IdFiles(NONE, NONE, list("test", "1\n2\n3"));
    IdFiles other = new IdFiles(NONE, NONE, list("test", "3\n2\n1\n1\n"));

    assertThat(SPLITTER.split(corpus, one).description())
        .isEqualTo(SPLITTER.split(corpus, other).description());
  }

  @Test
  void split_postInTwoFiles_isRefusedWithItsId() throws IOException {
    IdFiles files = new IdFiles(list("train", lines(1, 50)), NONE, list("test", lines(50, 60)));

    assertThatThrownBy(() -> SPLITTER.split(corpus, files))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("1 in two: 50")
        .hasMessageContaining("train")
        .hasMessageContaining("test");
  }

  @Test
  void split_idTwiceInAFile_isNoted() throws IOException {
    IdFiles files = new IdFiles(NONE, NONE, list("test", "1\n2\n1\n3\n"));

    Split split = SPLITTER.split(corpus, files);

    assertThat(split.test().posts()).hasSize(3);
    assertThat(finding(split, "repeated-id").reason()).endsWith(": 1");
  }

  @Test
  void split_idsOfNoLabelledPost_areNotedByWhatBecameOfThem() throws IOException {
    Corpus mixed =
        new Corpus(
            "mvsa",
            "here",
            "UTF-8",
            1,
            List.of(post("1"), post("2"), post("3"), post("4"), post("bare"), post("torn")),
            Map.of(
                "1", new Annotation.Merged(Sentiment.POSITIVE),
                "2", new Annotation.Merged(Sentiment.NEGATIVE),
                "3", new Annotation.Merged(Sentiment.NEGATIVE),
                "4", new Annotation.Merged(Sentiment.POSITIVE),
                "lost", new Annotation.Merged(Sentiment.NEUTRAL),
                "torn",
                    new Annotation.PerModality(
                        List.of(
                            Map.of(
                                Modality.TEXT, Sentiment.POSITIVE,
                                Modality.IMAGE, Sentiment.NEGATIVE)))),
            List.of());
    LabelledCorpus labelled = LabelledCorpus.of(mixed, new LabelRule.Standard());
    IdFiles files =
        new IdFiles(
            list("train", "1\n2\n"), list("val", "3\n"), list("test", "4\nbare\ntorn\nlost\n99"));

    Split split = SPLITTER.split(labelled, files);

    assertThat(split.findings())
        .filteredOn(f -> f.code().equals("stray-id"))
        .extracting(Finding::reason)
        .containsExactly(
            "ids of posts that are not in here: 1: 99",
            "ids of posts that could not be read: 1: lost",
            "ids of posts that have no label: 1: bare",
            "ids of posts that were dropped by the rule ("
                + LabelRule.Standard.CONTRADICTION
                + "): 1: torn");
  }

  @Test
  void split_fileOfAnotherCorpus_isRefused() throws IOException {
    IdFiles files = new IdFiles(NONE, NONE, list("test", "a\nb\n"));

    assertThatThrownBy(() -> SPLITTER.split(corpus, files))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("found none among 2: a, b");
  }

  @ParameterizedTest
  @CsvSource({"''", "'\n \r\n'"})
  void split_fileWithoutIds_isRefused(String content) throws IOException {
    IdFiles files = new IdFiles(NONE, NONE, list("test", content));

    assertThatThrownBy(() -> SPLITTER.split(corpus, files))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("expected ids, found none");
  }

  @Test
  void split_missingFile_isRefused() {
    IdFiles files = new IdFiles(NONE, NONE, Optional.of(folder.resolve("nowhere")));

    assertThatThrownBy(() -> SPLITTER.split(corpus, files))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void split_fileThatIsNoText_isRefused() throws IOException {
    Path file = Files.write(folder.resolve("test"), new byte[] {(byte) 0xFF, 'a', '\n'});

    assertThatThrownBy(() -> SPLITTER.split(corpus, new IdFiles(NONE, NONE, Optional.of(file))))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void split_emptyCorpus_isRefused() {
    assertThatThrownBy(() -> SPLITTER.split(MadePosts.corpus(Map.of())))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("made.jsonl");
  }

  @Test
  void split_tooFewPostsForAPart_isRefusedWithItsName() {
    assertThatThrownBy(() -> SPLITTER.split(MadePosts.corpus(new Random(1), 1, 1, 2)))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("validation part");
  }

  @Test
  void split_oneClassOnly_isRefused() {
    assertThatThrownBy(() -> SPLITTER.split(MadePosts.corpus(new Random(1), 0, 0, 100)))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("only positive");
  }

  @Test
  void split_testPartOfOneClass_isNoted() {
    Split split = SPLITTER.split(MadePosts.corpus(new Random(1), 2, 0, 20));

    assertThat(split.findings())
        .extracting(Finding::code, Finding::place)
        .contains(org.assertj.core.groups.Tuple.tuple("missing-class", "test part of made.jsonl"));
    assertThat(finding(split, "missing-class").reason())
        .contains("negative")
        .doesNotContain("neutral");
  }

  @ParameterizedTest
  @CsvSource({"0,0.1", "0.1,1", "0.5,0.5", "NaN,0.1", "-0.1,0.1"})
  void shares_thatLeaveNothing_areUsageFaults(double validation, double test) {
    assertThatThrownBy(() -> new Shares(validation, test))
        .isInstanceOfSatisfying(
            CovalenceException.class,
            e -> assertThat(e.fault()).isEqualTo(CovalenceException.Fault.USAGE));
  }

  private Optional<Path> list(String name, String content) throws IOException {
    return Optional.of(Files.writeString(folder.resolve(name), content));
  }

  private static String lines(int first, int last) {
    StringBuilder lines = new StringBuilder();
    for (int id = first; id <= last; id++) {
      lines.append(id).append('\n');
    }
    return lines.toString();
  }

  private static Post post(String id) {
    return Post.ofText(id, id);
  }

  private static Finding finding(Split split, String code) {
    return split.findings().stream().filter(f -> f.code().equals(code)).findFirst().orElseThrow();
  }
}
