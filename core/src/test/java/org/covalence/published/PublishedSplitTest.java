package org.covalence.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.label.Annotation;
import org.covalence.label.LabelRule;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.post.Post;
import org.covalence.read.Corpus;
import org.covalence.split.LabelledCorpus;
import org.covalence.split.LabelledPost;
import org.covalence.split.Part;
import org.covalence.split.Shares;
import org.covalence.split.Split;
import org.covalence.split.Splitter;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublishedSplitTest {
  private static final Splitter SPLITTER = new Splitter(Shares.DEFAULT, 1);

  @TempDir private Path folder;

  /** Posts 1 to 6: positive, neutral, negative, positive, neutral, negative. */
  private final LabelledCorpus corpus =
      corpus(
          Map.of(
              "1", Sentiment.POSITIVE,
              "2", Sentiment.NEUTRAL,
              "3", Sentiment.NEGATIVE,
              "4", Sentiment.POSITIVE,
              "5", Sentiment.NEUTRAL,
              "6", Sentiment.NEGATIVE));

  @Test
  void clmlf_digitsAndWordsAndMissingLabels_areRead() throws IOException {
    write(
        "train.json", "[{\"id\":\"1\",\"text\":\"a\",\"emotion_label\":0},{\"id\":2,\"label\":1},");
    append(
        "train.json",
        " {\"id\":\"3\",\"emotion_label\":2},\n{\"id\":\"4\",\"label\":\"positive\"}]");
    write("dev.json", "[{\"id\":\"5\",\"text\":\"e\"}]");
    write("test.json", "[{\"id\":\"6\",\"text\":\"f\",\"label\":null}]\n");
    write("train-copy.json", "[{\"id\":\"6\"}]");

    PublishedSplit published = read();
    Split split = published.split(corpus, SPLITTER);

    assertThat(ids(split)).containsExactly("1 2 3 4", "5", "6");
    assertThat(published.labels()).hasSize(4);
    assertThat(split.description()).matches("clmlf@[0-9a-f]{12}");
    assertThat(codes(split)).containsOnly("missing-class");
  }

  @Test
  void cheema_rowsAreCountedFromZero_andDigitsInTheirOwnOrder() throws IOException {
    write("valid_pairlist.txt", "1,1,1,1\n2,0,0,0\n3,2,2,2\n4,1,1,1\n5,0,0,0\n6,2,2,2\n");
    write("splits/train_2.txt", "0\n1\n2\n\n");
    write("splits/val_2.txt", "5\n");
    write("splits/test_2.txt", "3\r\n4\r\n");

    Split split = PublishedSplit.read(folder, Optional.of(2)).split(corpus, SPLITTER);
    Split ofFile =
        PublishedSplit.read(folder.resolve("valid_pairlist.txt"), Optional.of(2))
            .split(corpus, SPLITTER);

    assertThat(ids(split)).containsExactly("1 2 3", "6", "4 5").isEqualTo(ids(ofFile));
    assertThat(codes(split)).containsOnly("missing-class");
    assertThat(split.description()).matches("cheema-fold2@[0-9a-f]{12}");
  }

  @Test
  void qmf_linesAreRead() throws IOException {
    write("train.jsonl", "{\"id\":\"1\",\"label\":\"positive\",\"text\":\"x\",\"img\":\"y\"}\n\n");
    append("train.jsonl", "{\"id\":\"2\",\"label\":\"neutral\"}\n{\"id\":\"3\"}\n");
    write("dev.jsonl", "{\"id\":\"4\",\"label\":\"positive\"}\n");
    write("test.jsonl", "{\"id\":\"5\",\"label\":\"neutral\"}\n");

    Split split = read().split(corpus, SPLITTER);

    assertThat(ids(split)).containsExactly("1 2 3", "4", "5");
    assertThat(codes(split)).contains("unused-posts").doesNotContain("split-label-mismatch");
  }

  @ParameterizedTest
  @CsvSource({
    "train.txt, val.txt, test.txt",
    "train-ids.txt, dev-ids.txt, test-ids.txt",
    "Train_ids.TXT, validation.txt, test.txt"
  })
  void idLists_areKnownByTheirNames(String train, String validation, String test)
      throws IOException {
    write(train, "1\n2\n3\n");
    write(validation, "4\n");
    write(test, "5\n6\n");

    Split split = read().split(corpus, SPLITTER);

    assertThat(ids(split)).containsExactly("1 2 3", "4", "5 6");
  }

  @Test
  void taggedIds_areReadWithTheirLabels() throws IOException {
    write("train.txt", "guid,tag\n1,positive\n2,negative\n3,negative\n4,positive\n");
    write("test_without_label.txt", "guid,tag\n5,null\n6,null\n");

    Split split = read().split(corpus, new Splitter(new Shares(0.25, 0.25), 1));

    assertThat(split.test().posts()).hasSize(2);
    assertThat(split.description()).matches("ids@[0-9a-f]{12} validation=0.25 seed=1");
    assertThat(reason(split, "split-label-mismatch"))
        .isEqualTo("labels that are not those of the rule standard: 1 of 4: 2");
  }

  @Test
  void signature_followsTheIds_notTheirOrderOrFormat() throws IOException {
    write("a/train.txt", "1\n2\n3\n");
    write("a/test.txt", "5\n6\n");
    write("b/train.jsonl", "{\"id\":\"3\"}\n{\"id\":\"1\"}\n{\"id\":\"2\"}\n");
    write("b/test.jsonl", "{\"id\":\"6\"}\n{\"id\":\"5\"}\n");
    write("c/train.txt", "1\n2\n3\n5\n");
    write("c/test.txt", "6\n");

    String a = hash("a");

    assertThat(hash("b")).isEqualTo(a);
    assertThat(hash("c")).isNotEqualTo(a);
  }

  @Test
  void labels_ofAnotherCode_areTold() throws IOException {
    write(
        "train.json",
        "[{\"id\":\"1\",\"label\":1},{\"id\":\"2\",\"label\":0},{\"id\":\"4\",\"label\":1},{\"id\":\"3\",\"label\":2}]");
    write("dev.json", "[{\"id\":\"5\",\"label\":0}]");
    write("test.json", "[{\"id\":\"6\",\"label\":2}]");

    Split split = read().split(corpus, SPLITTER);

    assertThat(reason(split, "split-label-mismatch")).contains("4 of 6: 1, 2, 4, 5");
    assertThat(split.findings())
        .filteredOn(f -> f.code().equals("split-label-mismatch"))
        .extracting(Finding::remedy)
        .allMatch(r -> r.startsWith("positive and neutral are exchanged"));
  }

  @Test
  void ids_ofOtherPosts_areTold() throws IOException {
    write("train.txt", "1\n2\n3\n77\n");
    write("val.txt", "4\n");
    write("test.txt", "5\n5\n");

    Split split = read().split(corpus, SPLITTER);

    assertThat(codes(split)).contains("stray-id", "unused-posts", "repeated-id");
    assertThat(reason(split, "stray-id")).contains("77");
    assertThat(reason(split, "unused-posts")).contains("6");
  }

  @Test
  void fold_isAskedForWhereThereAreSeveral_andRefusedWhereThereAreNone() throws IOException {
    write("a/valid_pairlist.txt", "1,1,1,1\n");
    write("b/train.txt", "1\n");

    fails(() -> PublishedSplit.read(folder.resolve("a"), Optional.empty()), "--split-fold");
    fails(() -> PublishedSplit.read(folder.resolve("a"), Optional.of(3)), "no fold 3");
    fails(() -> PublishedSplit.read(folder.resolve("b"), Optional.of(1)), "--split-fold");
  }

  @Test
  void folder_ofNoSplitOrOfTwo_isRefused() throws IOException {
    write("none/readme.txt", "hello\n");
    write("two/train.txt", "1\n");
    write("two/train.json", "[{\"id\":\"1\"}]");
    write("twice/train.json", "[{\"id\":\"1\"}]");
    write("twice/dev.json", "[{\"id\":\"2\"}]");
    write("twice/val.json", "[{\"id\":\"3\"}]");
    write("copy/train-copy.json", "[{\"id\":\"1\"}]");

    fails(() -> of("none"), "expected a published split");
    fails(() -> of("two"), "train.json, train.txt");
    fails(() -> of("twice"), "dev.json and val.json");
    fails(() -> of("copy/train-copy.json"), "found train-copy.json");
    fails(() -> of("missing"), "no such file or folder");
    assertThat(of("two/train.txt").ids().name()).contains("ids");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "[1]",
        "[{}]",
        "[{\"id\":null}]",
        "[{\"id\":\" \"}]",
        "[{\"id\":\"1\",\"label\":3}]",
        "[{\"id\":\"1\",\"label\":-1}]",
        "[{\"id\":\"1\",\"label\":0.5}]",
        "[{\"id\":\"1\",\"label\":\"glad\"}]",
        "[{\"id\":\"1\",\"label\":[0]}]",
        "[{\"id\":\"1\",\"label\":0},{\"id\":\"1\",\"label\":1}]",
        "[{\"id\":\"1\",\"id\":\"2\"}]",
        "[{\"id\":\"1\"}",
        "[{\"id\":\"1\"}] []",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
      })
  void clmlf_thatIsNotAsPublished_isRefusedWithItsPlace(String json) throws IOException {
    write("train.json", json);

    assertThat(catchThrowableOfType(CovalenceException.class, this::read).where())
        .contains("train.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6\n", "-1\n", "1.0\n", "x\n", "99999999999\n", " \n", "1 2\n"})
  void cheema_rowsOutsideTheList_areRefused(String rows) throws IOException {
    write("valid_pairlist.txt", "1,1,1,1\n2,0,0,0\n3,2,2,2\n");
    write("splits/train_1.txt", rows);
    write("splits/val_1.txt", "0\n");
    write("splits/test_1.txt", "1\n");

    fails(() -> PublishedSplit.read(folder, Optional.of(1)), "train_1.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,1,1\n", "1,3,0,0\n", ",1,1,1\n", "1,positive,x,y\n"})
  void cheema_listThatIsNotAsPublished_isRefused(String list) throws IOException {
    write("valid_pairlist.txt", list);

    fails(() -> PublishedSplit.read(folder, Optional.of(1)), "valid_pairlist.txt line 1");
  }

  @Test
  void bytes_thatAreNoText_areRefused() throws IOException {
    Files.write(folder.resolve("train.json"), new byte[] {'[', '{', '"', (byte) 0xff, (byte) 0xfe});
    fails(this::read, "train.json");

    Files.delete(folder.resolve("train.json"));
    Files.write(folder.resolve("train.txt"), "\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    fails(this::read, "train.txt line 1");
  }

  private String hash(String name) throws IOException {
    String description =
        of(name).split(corpus, new Splitter(new Shares(0.34, 0.1), 1)).description();
    return description.substring(description.indexOf('@'), description.indexOf(' '));
  }

  private PublishedSplit of(String name) {
    return PublishedSplit.read(folder.resolve(name), Optional.empty());
  }

  private PublishedSplit read() {
    return PublishedSplit.read(folder, Optional.empty());
  }

  private static void fails(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String says) {
    assertThatThrownBy(call).isInstanceOf(CovalenceException.class).hasMessageContaining(says);
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private void append(String name, String content) throws IOException {
    write(name, Files.readString(folder.resolve(name)) + content);
  }

  private static List<String> codes(Split split) {
    return split.findings().stream().map(Finding::code).toList();
  }

  private static String reason(Split split, String code) {
    return split.findings().stream()
        .filter(f -> f.code().equals(code))
        .map(Finding::reason)
        .findFirst()
        .orElse("no finding " + code);
  }

  private static List<String> ids(Split split) {
    return split.parts().stream().map(PublishedSplitTest::ids).toList();
  }

  private static String ids(Part part) {
    return String.join(" ", part.posts().stream().map(LabelledPost::id).sorted().toList());
  }

  private static LabelledCorpus corpus(Map<String, Sentiment> labels) {
    Map<String, Annotation> annotations = new LinkedHashMap<>();
    labels.forEach((id, label) -> annotations.put(id, new Annotation.Merged(label)));
    return LabelledCorpus.of(
        new Corpus(
            "jsonl",
            "made.jsonl",
            "UTF-8",
            1,
            labels.keySet().stream().sorted().map(id -> Post.ofText(id, "text " + id)).toList(),
            annotations,
            List.of()),
        new LabelRule.Standard());
  }
}
