package org.covalence.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.covalence.read.WrittenPosts.codes;
import static org.covalence.read.WrittenPosts.write;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.covalence.label.Annotation;
import org.covalence.label.Sentiment;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MvsaFolderTest {
  private static final Charset GB18030 = Charset.forName("GB18030");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ID\ttext,image\r\n1\tpositive,neutral\r\n2\tnegative,negative\r\n",
        "ID\ttext,image\n1\tpositive,neutral\n2\tnegative,negative\n",
        "1\tpositive,neutral\n2\tnegative,negative",
        "1'positive,neutral\r\n2'negative,negative\r\n",
        "\uFEFF1'positive,neutral\r\n\r\n2' Negative , NEGATIVE \r\n\n",
      })
  void read_labelFileInEveryKnownForm_isTheSame(String labels) throws IOException {
    texts("1", "2");

    Corpus corpus = read(labels);

    assertThat(corpus.findings()).isEmpty();
    assertThat(corpus.annotations())
        .containsEntry("1", pair(Sentiment.POSITIVE, Sentiment.NEUTRAL))
        .containsEntry("2", pair(Sentiment.NEGATIVE, Sentiment.NEGATIVE));
  }

  @Test
  void read_threeAnnotators_keepsEachVote() throws IOException {
    texts("1");

    Corpus corpus = read("1\tpositive,neutral\tneutral,neutral\tnegative,positive\n");

    assertThat(corpus.annotators()).isEqualTo(3);
    assertThat(((Annotation.PerModality) corpus.annotations().get("1")).votes())
        .hasSize(3)
        .contains(Map.of(Modality.TEXT, Sentiment.NEGATIVE, Modality.IMAGE, Sentiment.POSITIVE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3",
        "3\t",
        "3\tpositive",
        "3\tpositive,neutral,neutral",
        "3\tpositive,neutral\tneutral,neutral",
        "3 positive,neutral"
      })
  void read_missingOrExtraColumns_areSkippedWithTheirLine(String line) throws IOException {
    texts("1", "2", "3");

    Corpus corpus = read("1\tpositive,neutral\n" + line + "\n2\tneutral,neutral\n");

    assertThat(corpus.posts()).extracting(Post::id).contains("1", "2");
    assertThat(codes(corpus.findings())).contains("wrong-columns");
    assertThat(corpus.findings().get(0).place()).contains("labelResultAll.txt line 2");
  }

  @Test
  void read_missingId_isSkipped() throws IOException {
    texts("1");

    Corpus corpus = read("\tpositive,neutral\n1\tneutral,neutral\n");

    assertThat(codes(corpus.findings())).containsExactly("missing-id");
  }

  @Test
  void read_headerInAnotherOrder_isRefused() throws IOException {
    texts("1");

    assertThatThrownBy(() -> read("ID\timage,text\n1\tpositive,neutral\n"))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("image,text")
        .hasMessageContaining("line 1");
  }

  @Test
  void read_textsAreGb18030AndTrimmed() throws IOException {
    // These four bytes are valid UTF-8 too: two letters there, one character here and an "A".
    write(folder.resolve("data/1.txt"), new byte[] {(byte) 0xC3, (byte) 0xA9, ' ', '\r', '\n'});
    write(folder.resolve("data/2.txt"), " 早上好… €\r\n".getBytes(GB18030));

    Corpus corpus = read("1\tpositive,neutral\n2\tpositive,neutral\n");

    assertThat(corpus.encoding()).isEqualTo("GB18030");
    assertThat(corpus.posts())
        .extracting(p -> p.text().orElseThrow())
        .containsExactly("茅", "早上好… €");
  }

  @Test
  void read_encodingOption_isObeyed() throws IOException {
    write(folder.resolve("data/1.txt"), "\uFEFFé");
    write(folder.resolve("labelResultAll.txt"), "1\tpositive,neutral\n");

    Corpus corpus =
        CorpusReader.read(folder, ReadOptions.DEFAULT.withEncoding(StandardCharsets.UTF_8));

    assertThat(corpus.encoding()).isEqualTo("UTF-8");
    assertThat(corpus.posts().get(0).text()).contains("é");
  }

  @Test
  void read_utf16AsTheUserSays_isRead() throws IOException {
    write(folder.resolve("data/1.txt"), "早".getBytes(StandardCharsets.UTF_16));
    write(folder.resolve("labelResultAll.txt"), "1\tpositive,neutral\n");

    Corpus corpus =
        CorpusReader.read(folder, ReadOptions.DEFAULT.withEncoding(StandardCharsets.UTF_16));

    assertThat(corpus.posts().get(0).text()).contains("早");
  }

  @Test
  void read_otherBytes_skipThePostAndNameByteAndRemedy() throws IOException {
    texts("1");
    write(folder.resolve("data/2.txt"), new byte[] {'a', 'b', 'c', (byte) 0xFF, 'd'});
    write(folder.resolve("data/2.jpg"), "picture");

    Corpus corpus = read("1\tpositive,neutral\n2\tneutral,neutral\n");

    assertThat(corpus.posts()).extracting(Post::id).containsExactly("1");
    assertThat(codes(corpus.findings())).containsExactly("wrong-encoding");
    assertThat(corpus.findings().get(0).reason()).contains("GB18030", "byte 3", "2.txt");
    assertThat(corpus.findings().get(0).remedy()).contains("--encoding");
  }

  @Test
  void read_utf8MarkInAnotherEncoding_skipsThePost() throws IOException {
    texts("1");
    write(folder.resolve("data/2.txt"), "\uFEFFplain");

    Corpus corpus = read("1\tpositive,neutral\n2\tneutral,neutral\n");

    assertThat(codes(corpus.findings())).containsExactly("wrong-encoding");
    assertThat(corpus.findings().get(0).reason()).contains("byte order mark of UTF-8");
  }

  @Test
  void read_textsThatLookLikeUtf8_areNotedOnce() throws IOException {
    write(folder.resolve("data/1.txt"), "très déjà"); // decodes as GB18030, to rubbish
    write(folder.resolve("data/2.txt"), "naïve cafés");
    write(folder.resolve("data/3.txt"), "plain");

    Corpus corpus = read("1\tpositive,neutral\n2\tneutral,neutral\n3\tneutral,neutral\n");

    assertThat(codes(corpus.findings()).stream().filter("doubtful-encoding"::equals)).hasSize(1);
    assertThat(corpus.findings().get(corpus.findings().size() - 1).reason())
        .contains("2 of 2 texts");
  }

  @Test
  void read_textOfOnlySpace_isNoText() throws IOException {
    write(folder.resolve("data/1.txt"), " \u3000\r\n".getBytes(GB18030));
    write(folder.resolve("data/1.jpg"), "picture");
    write(folder.resolve("data/2.txt"), "");
    texts("3");

    Corpus corpus = read("1\tpositive,neutral\n2\tneutral,neutral\n3\tneutral,neutral\n");

    assertThat(corpus.posts().get(0).modalities()).containsExactly(Modality.IMAGE);
    assertThat(codes(corpus.findings())).containsExactly("empty-post");
    assertThat(corpus.annotations()).containsOnlyKeys("1", "2", "3");
  }

  @Test
  void read_hugeText_isSkipped() throws IOException {
    texts("1");
    write(folder.resolve("data/2.txt"), new byte[(1 << 20) + 1]);

    Corpus corpus = read("1\tpositive,neutral\n2\tneutral,neutral\n");

    assertThat(codes(corpus.findings())).containsExactly("text-too-long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "jpeg", "png", "gif", "webp", "bmp", "JPG", "Png"})
  void read_everyKindOfPicture_isFound(String kind) throws IOException {
    Path picture = write(folder.resolve("data/1." + kind), "picture");

    Corpus corpus = read("1\tpositive,neutral\n");

    assertThat(corpus.posts().get(0).content(Modality.IMAGE)).contains(new Content.Stored(picture));
  }

  @Test
  void read_twoPicturesOfAPost_takesTheFirstAndSaysSo() throws IOException {
    Path picture = write(folder.resolve("data/1.jpg"), "picture");
    write(folder.resolve("data/1.png"), "picture");
    write(folder.resolve("data/._1.jpg"), "note of a Mac");

    Corpus corpus = read("1\tpositive,neutral\n");

    assertThat(corpus.posts().get(0).content(Modality.IMAGE)).contains(new Content.Stored(picture));
    assertThat(codes(corpus.findings())).containsExactly("two-pictures");
  }

  @Test
  void read_postsWithoutALine_areUnlabelledPosts() throws IOException {
    texts("1", "10", "9");

    Corpus corpus = read("1\tpositive,neutral\n");

    assertThat(corpus.posts()).extracting(Post::id).containsExactly("1", "9", "10");
    assertThat(corpus.annotations()).containsOnlyKeys("1");
    assertThat(codes(corpus.findings())).containsExactly("unlabelled");
  }

  @Test
  void read_idThatLeadsOutOfTheFolder_findsNothing() throws IOException {
    texts("1");
    write(folder.resolve("secret.txt"), "secret");

    Corpus corpus = read("1\tpositive,neutral\n../secret\tneutral,neutral\n");

    assertThat(corpus.posts()).extracting(Post::id).containsExactly("1");
    assertThat(codes(corpus.findings())).containsExactly("empty-post");
  }

  @Test
  void read_dataFolderThatIsALinkToTheOutside_isRefused(@TempDir Path outside) throws IOException {
    write(outside.resolve("1.txt"), "secret");
    Files.createSymbolicLink(folder.resolve("data"), outside);

    assertThatThrownBy(() -> read("1\tpositive,neutral\n"))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("data")
        .hasMessageContaining("link");
  }

  @Test
  void read_textsInJsonLines_needNoPictures() throws IOException {
    write(
        folder.resolve("texts.jsonl"),
        "{\"id\":\"1\",\"text\":\" früh \"}\n{\"id\":3,\"text\":\"x\"}\n{\"id\":\"1\",\"text\":\"y\"}\n");

    Corpus corpus = read("1\tpositive,neutral\n2\tneutral,neutral\n3\tneutral,neutral\n");

    assertThat(corpus.encoding()).isEqualTo("UTF-8");
    assertThat(corpus.posts()).extracting(p -> p.text().orElseThrow()).containsExactly("früh", "x");
    assertThat(codes(corpus.findings())).containsExactly("duplicate-id", "empty-post");
    assertThat(corpus.findings().get(0).place()).contains("texts.jsonl line 3");
  }

  @Test
  void read_brokenLineOfTexts_isToldOnce() throws IOException {
    write(
        folder.resolve("texts.jsonl"),
        "{\"id\":\"1\",\"text\":5}\nnonsense\n{\"text\":\"x\"}\n{\"id\":\"2\",\"text\":\"y\"}\n");

    Corpus corpus = read("1\tpositive,neutral\n2\tneutral,neutral\n");

    assertThat(corpus.posts()).extracting(Post::id).containsExactly("2");
    assertThat(codes(corpus.findings())).containsExactly("bad-field", "broken-json", "missing-id");
  }

  @Test
  void read_twoSourcesOfTexts_areNoted() throws IOException {
    texts("1");
    write(folder.resolve("texts.jsonl"), "{\"id\":\"1\",\"text\":\"from the lines\"}\n");

    Corpus corpus = read("1\tpositive,neutral\n");

    assertThat(corpus.posts().get(0).text()).contains("from the lines");
    assertThat(codes(corpus.findings())).containsExactly("two-text-sources");
  }

  @Test
  void read_labelFileByItsName_readsTheFolderAroundIt() throws IOException {
    texts("1");
    Path labels = write(folder.resolve("labelResultAll.other.txt"), "1'positive,neutral\n");

    Corpus corpus = CorpusReader.read(labels, ReadOptions.DEFAULT);

    assertThat(corpus.layout()).isEqualTo("mvsa");
    assertThat(corpus.posts()).hasSize(1);
  }

  private void texts(String... ids) throws IOException {
    for (String id : ids) {
      write(folder.resolve("data").resolve(id + ".txt"), "text of " + id + " \r\n");
    }
  }

  private Corpus read(String labels) throws IOException {
    write(folder.resolve("labelResultAll.txt"), labels);
    return CorpusReader.read(folder, ReadOptions.DEFAULT);
  }

  private static Annotation pair(Sentiment text, Sentiment image) {
    return new Annotation.PerModality(List.of(Map.of(Modality.TEXT, text, Modality.IMAGE, image)));
  }
}
