package org.covalence.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.covalence.read.WrittenPosts.codes;
import static org.covalence.read.WrittenPosts.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.covalence.label.Annotation;
import org.covalence.label.Sentiment;
import org.covalence.post.Post;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTest {
  @TempDir private Path folder;

  @Test
  void read_columnsInAnyOrderAndCase_areFound() throws IOException {
    Corpus corpus = read("Label, TEXT ,id\nPositive , good ,1\n,plain,2\n");

    assertThat(corpus.findings()).isEmpty();
    assertThat(texts(corpus)).containsExactly("good", "plain");
    assertThat(corpus.annotations())
        .containsOnlyKeys("1")
        .containsEntry("1", new Annotation.Merged(Sentiment.POSITIVE));
  }

  @Test
  void read_quotedText_keepsCommasQuotesAndLineEnds() throws IOException {
    Corpus corpus =
        read("id,text\r\n1,\"a, \"\"b\"\"\r\nc\n\nd\"\r\n2,\"\"\"\"\r\n3,5\" screen\r\n");

    assertThat(corpus.findings()).isEmpty();
    assertThat(texts(corpus)).containsExactly("a, \"b\"\nc\n\nd", "\"", "5\" screen");
  }

  @Test
  void read_missingOrExtraColumns_areSkippedWithTheirLine() throws IOException {
    Corpus corpus = read("id,text,label\n1,a\n2,b,neutral\n3,c,d,neutral\n\n4,e,neutral\n");

    assertThat(texts(corpus)).containsExactly("b", "e");
    assertThat(codes(corpus.findings())).containsExactly("wrong-columns", "wrong-columns");
    assertThat(corpus.findings().get(0).place()).endsWith("line 2 (post 1)");
    assertThat(corpus.findings().get(1).place()).endsWith("line 4 (post 3)");
  }

  @Test
  void read_quoteNeverClosed_costsThatLineOnly() throws IOException {
    Corpus corpus = read("id,text\n1,\"open\n2,b\n3,c\n");

    assertThat(texts(corpus)).containsExactly("b", "c");
    assertThat(codes(corpus.findings())).containsExactly("open-quote");
    assertThat(corpus.findings().get(0).place()).endsWith("line 2");
  }

  @Test
  void read_quoteClosedByTheNextRecord_costsThatLineOnly() throws IOException {
    Corpus corpus = read("id,text\n1,\"open\n2,\"b\"\n3,\"c\nd\"\n");

    assertThat(texts(corpus)).containsExactly("b", "c\nd");
    assertThat(codes(corpus.findings())).containsExactly("broken-csv");
    assertThat(corpus.findings().get(0).place()).endsWith("line 2");
  }

  @Test
  void read_textBehindAClosingQuote_isSkipped() throws IOException {
    Corpus corpus = read("id,text\n1,\"a\"b\n2,c\n");

    assertThat(texts(corpus)).containsExactly("c");
    assertThat(codes(corpus.findings())).containsExactly("broken-csv");
  }

  @Test
  void read_quoteOpenForTooLong_isBounded() throws IOException {
    Corpus corpus = read("id,text\n1,\"open\n" + "2,b\n".repeat(3_000) + "3,\"closed\"\n");

    assertThat(corpus.posts()).extracting(Post::id).containsExactly("2", "3");
    assertThat(codes(corpus.findings())).startsWith("open-quote", "duplicate-id");
  }

  @Test
  void read_wrongEncoding_isSkippedWithItsLine() throws IOException {
    Path file =
        write(
            folder.resolve("posts.csv"),
            "id,text\n1,a\n2,é\n3,\"b\né\"\n4,d\n".getBytes(StandardCharsets.ISO_8859_1));

    Corpus corpus = CorpusReader.read(file, ReadOptions.DEFAULT);

    assertThat(texts(corpus)).containsExactly("a", "d");
    assertThat(corpus.findings().get(0).code()).isEqualTo("wrong-encoding");
    assertThat(corpus.findings().get(0).place()).endsWith("line 3");
  }

  @Test
  void read_unknownColumns_areNotedOnce() throws IOException {
    Corpus corpus = read("id,text,lang\n1,a,en\n2,b,\n3,c,de\n");

    assertThat(texts(corpus)).hasSize(3);
    assertThat(codes(corpus.findings())).containsExactly("unknown-field");
    assertThat(corpus.findings().get(0).reason()).contains("\"lang\"").contains("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text,label\na,neutral\n",
        "id,label\n1,neutral\n",
        "id;text\n1;a\n",
        "1,some text\n2,more\n",
        "id,text,id\n1,a,2\n",
        "id,\"text\n1,a\n",
        "\n\n\n",
        "id,text\n",
      })
  void read_headerMissingOrWrong_isRefused(String lines) {
    assertThatThrownBy(() -> read(lines))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("posts.csv");
  }

  private Corpus read(String lines) throws IOException {
    return CorpusReader.read(write(folder.resolve("posts.csv"), lines), ReadOptions.DEFAULT);
  }

  private static List<String> texts(Corpus corpus) {
    return corpus.posts().stream().map(p -> p.text().orElseThrow()).toList();
  }
}
