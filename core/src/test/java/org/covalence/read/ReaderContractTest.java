package org.covalence.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.covalence.read.WrittenPosts.codes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.covalence.label.LabelRule;
import org.covalence.label.LabelRule.Labelling.Labelled;
import org.covalence.label.Sentiment;
import org.covalence.post.Content;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.read.WrittenPosts.Entry;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every reader promises, whatever the layout. */
final class ReaderContractTest {
  private static final Entry MORNING =
      new Entry("7", "Guten Morgen, \"Ünal\"…", "data/7.jpg", "positive");
  private static final Entry RAIN = new Entry("12", "rain again", "", "negative");
  private static final Entry TABLE = new Entry("9", "", "data/9.png", "neutral");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void read_goodPosts_areAsWritten(Layout layout) {
    Corpus corpus = read(layout, List.of(MORNING, RAIN, TABLE));

    assertThat(corpus.layout()).isEqualTo(layout.name().toLowerCase(Locale.ROOT));
    assertThat(corpus.findings()).isEmpty();
    assertThat(corpus.posts()).extracting(Post::id).containsExactly("7", "12", "9");
    assertThat(corpus.posts().get(0).text()).contains(MORNING.text());
    assertThat(corpus.posts().get(0).content(Modality.IMAGE))
        .contains(new Content.Stored(folder.resolve("data/7.jpg")));
    assertThat(corpus.posts().get(1).modalities()).containsExactly(Modality.TEXT);
    assertThat(corpus.posts().get(2).modalities()).containsExactly(Modality.IMAGE);
    assertThat(labels(corpus))
        .containsExactly(Sentiment.POSITIVE, Sentiment.NEGATIVE, Sentiment.NEUTRAL);
    assertThat(corpus.annotators()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void read_folderInsteadOfFile_isTheSame(Layout layout) {
    Corpus corpus = read(layout, List.of(MORNING, RAIN));

    Corpus again = CorpusReader.read(folder, ReadOptions.DEFAULT);

    assertThat(again.posts()).isEqualTo(corpus.posts());
    assertThat(again.annotations()).isEqualTo(corpus.annotations());
  }

  @ParameterizedTest
  @EnumSource
  void read_idTwice_keepsTheFirst(Layout layout) {
    Corpus corpus = read(layout, List.of(RAIN, new Entry("12", "rain again", "", "neutral")));

    assertThat(corpus.posts()).hasSize(1);
    assertThat(labels(corpus)).containsExactly(Sentiment.NEGATIVE);
    assertThat(codes(corpus.findings())).containsExactly("duplicate-id");
    assertSkippedWithAPlace(corpus.findings().get(0), "12");
  }

  @ParameterizedTest
  @EnumSource
  void read_unknownLabel_isSkipped(Layout layout) {
    Corpus corpus = read(layout, List.of(RAIN, new Entry("13", "joy", "", "happy")));

    assertThat(corpus.posts()).hasSize(1);
    assertThat(codes(corpus.findings())).containsExactly("unknown-label");
    assertThat(corpus.findings().get(0).reason()).contains("\"happy\"");
    assertSkippedWithAPlace(corpus.findings().get(0), "13");
  }

  @ParameterizedTest
  @EnumSource
  void read_neitherTextNorImage_isSkipped(Layout layout) {
    Corpus corpus = read(layout, List.of(RAIN, new Entry("13", "", "", "neutral")));

    assertThat(corpus.posts()).hasSize(1);
    assertThat(codes(corpus.findings())).containsExactly("empty-post");
    assertSkippedWithAPlace(corpus.findings().get(0), "13");
  }

  @ParameterizedTest
  @EnumSource
  void read_pictureOfZeroBytes_isSkipped(Layout layout) throws IOException {
    Path source = WrittenPosts.write(folder, layout, List.of(MORNING, RAIN));
    Files.write(folder.resolve("data/7.jpg"), new byte[0]);

    Corpus corpus = CorpusReader.read(source, ReadOptions.DEFAULT);

    assertThat(corpus.posts()).extracting(Post::id).containsExactly("12");
    assertThat(codes(corpus.findings())).containsExactly("empty-image");
    assertSkippedWithAPlace(corpus.findings().get(0), "7");
  }

  @ParameterizedTest
  @EnumSource
  void read_pictureThatIsALinkToTheOutside_isSkipped(Layout layout, @TempDir Path outside)
      throws IOException {
    Path source = WrittenPosts.write(folder, layout, List.of(MORNING, RAIN));
    Path secret = Files.writeString(outside.resolve("secret.jpg"), "secret");
    Files.delete(folder.resolve("data/7.jpg"));
    Files.createSymbolicLink(folder.resolve("data/7.jpg"), secret);

    Corpus corpus = CorpusReader.read(source, ReadOptions.DEFAULT);

    assertThat(corpus.posts()).extracting(Post::id).containsExactly("12");
    assertThat(codes(corpus.findings())).containsExactly("path-outside");
    assertSkippedWithAPlace(corpus.findings().get(0), "7");
  }

  @ParameterizedTest
  @EnumSource
  void read_pictureThatIsAFolder_isSkipped(Layout layout) throws IOException {
    Path source = WrittenPosts.write(folder, layout, List.of(MORNING, RAIN));
    Files.delete(folder.resolve("data/7.jpg"));
    Files.createDirectory(folder.resolve("data/7.jpg"));

    Corpus corpus = CorpusReader.read(source, ReadOptions.DEFAULT);

    assertThat(corpus.posts()).extracting(Post::id).containsExactly("12");
    assertThat(codes(corpus.findings())).containsExactly("not-a-file");
  }

  @ParameterizedTest
  @EnumSource
  void read_strict_stopsAtTheFirstBadPost(Layout layout) {
    List<Entry> posts = List.of(RAIN, new Entry("13", "joy", "", "happy"));
    Path source = WrittenPosts.write(folder, layout, posts);

    assertThatThrownBy(() -> CorpusReader.read(source, ReadOptions.DEFAULT.withStrict(true)))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("happy")
        .hasMessageContaining("13");
  }

  @ParameterizedTest
  @EnumSource
  void read_onlyBadPosts_isRefusedWithTheFirst(Layout layout) {
    Path source = WrittenPosts.write(folder, layout, List.of(new Entry("1", "a", "", "happy")));

    // Posts without labels are posts too, so MVSA's text file would be one if it stayed.
    assertThatThrownBy(() -> CorpusReader.read(source, ReadOptions.DEFAULT))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("happy");
  }

  @ParameterizedTest
  @EnumSource
  void read_noPosts_isRefused(Layout layout) {
    Path source = WrittenPosts.write(folder, layout, List.of());

    assertThatThrownBy(() -> CorpusReader.read(source, ReadOptions.DEFAULT))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(folder.toString());
  }

  private Corpus read(Layout layout, List<Entry> posts) {
    return CorpusReader.read(WrittenPosts.write(folder, layout, posts), ReadOptions.DEFAULT);
  }

  private static List<Sentiment> labels(Corpus corpus) {
    return corpus.annotations().values().stream()
        .map(a -> ((Labelled) new LabelRule.Standard().label(a)).label())
        .toList();
  }

  private static void assertSkippedWithAPlace(Finding finding, String id) {
    assertThat(finding.severity()).isEqualTo(Finding.Severity.SKIPPED);
    assertThat(finding.place()).contains(" line ").contains("(post " + id + ")");
    assertThat(finding.remedy()).isNotBlank();
  }
}
