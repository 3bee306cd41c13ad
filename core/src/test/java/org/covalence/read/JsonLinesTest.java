package org.covalence.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.covalence.read.WrittenPosts.codes;
import static org.covalence.read.WrittenPosts.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.covalence.label.Annotation;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonLinesTest {
  private static final String GOOD = "{\"id\":\"good\",\"text\":\"fine\"}\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nonsense                                              | broken-json
          {"id":"1","text":"cut                                 | broken-json
          ["id"]                                                | broken-json
          {"id":"1","id":"2","text":"a"}                        | broken-json
          {"text":"a"}                                          | missing-id
          {"id":null,"text":"a"}                                | missing-id
          {"id":" ","text":"a"}                                 | missing-id
          {"id":["1"],"text":"a"}                               | bad-field
          {"id":"1","text":5}                                   | bad-field
          {"id":"1","image":{"path":"a.jpg"}}                   | bad-field
          {"id":"1","text":"half \\ud83d"}                      | bad-field
          {"id":"1","text":"a","label":2}                       | unknown-label
          {"id":"1","text":"a","label":"happy"}                 | unknown-label
          {"id":"1","text":"a","labels":{"text":"sad"}}         | unknown-label
          {"id":"1","text":"a","labels":{"sound":"neutral"}}    | bad-field
          {"id":"1","text":"a","labels":"neutral"}              | bad-field
          {"id":"1","text":"a","label":"neutral","labels":{"text":"neutral"}} | two-labels
          {"id":"1"}                                            | empty-post
          {"id":"1","text":"","image":null}                     | empty-post
          {"id":"1","image":"missing.jpg"}                      | missing-image
          {"id":"1","image":"../up.jpg"}                        | path-outside
          {"id":"1","image":"a/../../up.jpg"}                   | path-outside
          {"id":"1","image":"..\\\\up.jpg"}                     | path-outside
          {"id":"1","image":"/etc/hostname"}                    | path-outside
          {"id":"1","image":"C:\\\\up.jpg"}                     | path-outside
          {"id":"1","image":"https://example.org/a.jpg"}        | path-outside
          {"id":"1","image":"file:///etc/hostname"}             | path-outside
          {"id":"1","image":"a\\u0000.jpg"}                     | bad-path
          {"id":"1","image":"."}                                | not-a-file
          """)
  void read_badLine_isSkippedOnceAndTheOthersKept(String line, String code) throws IOException {
    write(folder.resolveSibling("up.jpg"), "outside");

    Corpus corpus = read(GOOD + line + "\n");

    assertThat(corpus.posts()).extracting(Post::id).containsExactly("good");
    assertThat(codes(corpus.findings())).containsExactly(code);
    Finding finding = corpus.findings().get(0);
    assertThat(finding.severity()).isEqualTo(Finding.Severity.SKIPPED);
    assertThat(finding.place()).contains("posts.jsonl line 2");
    assertThat(finding.remedy()).isNotBlank();
  }

  @Test
  void read_wholeCharactersBeyondTheBasicPlane_areKept() throws IOException {
    Corpus corpus = read("{\"id\":\"1\",\"text\":\"\\ud83d\\ude00 😀\"}\n");

    assertThat(corpus.posts().get(0).text()).contains("😀 😀");
  }

  @Test
  void read_numberAsId_isItsDigits() throws IOException {
    assertThat(read("{\"id\":42,\"text\":\"a\"}\n").posts()).extracting(Post::id).contains("42");
  }

  @Test
  void read_withoutLabels_hasPostsAndNoAnnotations() throws IOException {
    Corpus corpus = read(GOOD);

    assertThat(corpus.annotations()).isEmpty();
    assertThat(corpus.annotators()).isZero();
    assertThat(corpus.findings()).isEmpty();
  }

  @Test
  void read_labelsByModality_areVotes() throws IOException {
    Corpus corpus =
        read(
            "{\"id\":\"1\",\"text\":\"a\",\"labels\":{\"text\":\"Positive\",\"image\":\"neutral\"}}\n");

    assertThat(corpus.annotations())
        .containsEntry(
            "1",
            new Annotation.PerModality(
                List.of(
                    Map.of(Modality.TEXT, Sentiment.POSITIVE, Modality.IMAGE, Sentiment.NEUTRAL))));
  }

  @Test
  void read_unknownFields_areNotedOnceWithTheirCount() throws IOException {
    Corpus corpus =
        read(
            "{\"id\":\"1\",\"text\":\"a\",\"img\":\"b.jpg\",\"lang\":{\"x\":[1]}}\n"
                + "{\"id\":\"2\",\"text\":\"a\",\"img\":\"c.jpg\"}\n");

    assertThat(corpus.posts()).hasSize(2);
    assertThat(codes(corpus.findings())).containsExactly("unknown-field", "unknown-field");
    assertThat(corpus.findings().get(0).reason()).contains("\"img\"").contains("2");
    assertThat(corpus.findings().get(0).severity()).isEqualTo(Finding.Severity.NOTED);
  }

  @Test
  void read_longLine_isSkippedWithoutBeingHeld() throws IOException {
    Corpus corpus =
        read("{\"id\":\"1\",\"text\":\"" + "x".repeat(JsonLines.MAX_LINE_BYTES) + "\"}\n" + GOOD);

    assertThat(corpus.posts()).extracting(Post::id).containsExactly("good");
    assertThat(codes(corpus.findings())).containsExactly("line-too-long");
  }

  @Test
  void read_wrongEncoding_isSkippedWithTheLine() throws IOException {
    Path file =
        write(
            folder.resolve("posts.jsonl"),
            (GOOD + "{\"id\":\"1\",\"text\":\"é\"}\n").getBytes(StandardCharsets.ISO_8859_1));

    Corpus strayed = CorpusReader.read(file, ReadOptions.DEFAULT);
    Corpus right =
        CorpusReader.read(file, ReadOptions.DEFAULT.withEncoding(StandardCharsets.ISO_8859_1));

    assertThat(codes(strayed.findings())).containsExactly("wrong-encoding");
    assertThat(strayed.findings().get(0).place()).endsWith("line 2");
    assertThat(right.posts().get(1).text()).contains("é");
    assertThat(right.encoding()).isEqualTo("ISO-8859-1");
  }

  @Test
  void read_picturesBelowTheFile_areFoundWithEitherSlash() throws IOException {
    write(folder.resolve("a/b.jpg"), "picture");

    Corpus corpus =
        read(
            "{\"id\":\"1\",\"image\":\"a/b.jpg\"}\n{\"id\":\"2\",\"image\":\"a\\\\b.jpg\"}\n"
                + "{\"id\":\"3\",\"image\":\"./x/../a/b.jpg\"}\n");

    assertThat(corpus.findings()).isEmpty();
    assertThat(corpus.posts()).hasSize(3);
  }

  private Corpus read(String lines) throws IOException {
    return CorpusReader.read(write(folder.resolve("posts.jsonl"), lines), ReadOptions.DEFAULT);
  }
}
