package org.covalence.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("data")
final class TextOnRealPostsTest {
  private static final Charset MVSA_SINGLE = Charset.forName("GB18030");
  private static final TextPreparation PREPARATION = TextPreparation.DEFAULT;

  /** Measured: 82.6 % and 95.6 % (50 numbers), 82.1 % and 94.8 % (100, which lacks letters). */
  @ParameterizedTest
  @CsvSource({
    "weights/glove-50d.txt.gz, 50, 47462, 0.82, 0.955",
    "weights/glove-100d.txt.gz, 100, 46448, 0.815, 0.945"
  })
  void vectors_coverTheTrainingPosts(
      String name, int width, int lines, double distinct, double running) throws IOException {
    Path file = SharedFiles.require(name);
    List<List<String>> posts = single("train-ids.txt").stream().map(PREPARATION::words).toList();

    WordVectors vectors = WordVectors.read(file, Optional.empty(), posts, 20_000);
    Vocabulary vocabulary = PREPARATION.vocabulary(posts, 2, Optional.of(vectors));
    Coverage coverage = Coverage.of(posts, vectors);
    Embeddings embeddings = Embeddings.of(vocabulary, vectors, 1);

    assertThat(vectors.width()).isEqualTo(width);
    assertThat(vectors.lines()).isEqualTo(lines);
    assertThat(vectors.findings()).isEmpty();
    assertThat(vectors.frequent()).hasSize(20_000).startsWith("the", ",", ".");
    assertThat(coverage.distinctShare()).as("%s", coverage).isGreaterThan(distinct);
    assertThat(coverage.runningShare()).as("%s", coverage).isGreaterThan(running);
    assertThat(embeddings.known()).isGreaterThan(vocabulary.size() * 9 / 10);
    assertThat(vocabulary.id("n't")).isNotEqualTo(Vocabulary.UNKNOWN);
  }

  @Test
  void words_ofEveryPostOfSingle_areFewAndWellFormed() throws IOException {
    for (String text : single("train-ids.txt", "dev-ids.txt")) {
      assertWellFormed(text);
    }
  }

  @Test
  void words_ofEveryPostOfMultiple_areFewAndWellFormed() throws IOException {
    Path file = SharedFiles.require("data/mvsa-multiple-text/texts.jsonl");
    ObjectMapper json = new ObjectMapper();
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      for (String line : lines.toList()) {
        JsonNode post = json.readTree(line);
        assertWellFormed(post.path("text").asText());
      }
    }
  }

  private static void assertWellFormed(String text) {
    List<String> words = TweetTokenizer.tokens(new TweetNormalizer(true).normalize(text));
    boolean wellFormed =
        words.size() < 100
            && words.stream().noneMatch(String::isEmpty)
            && String.join("", words).chars().noneMatch(Character::isWhitespace);
    assertThat(wellFormed).as("%s -> %s", text, words).isTrue();
  }

  private static List<String> single(String... idFiles) throws IOException {
    Path folder = SharedFiles.require("data/mvsa-single");
    List<String> texts = new ArrayList<>();
    for (String idFile : idFiles) {
      for (String id : Files.readAllLines(folder.resolve(idFile), StandardCharsets.US_ASCII)) {
        texts.add(Files.readString(folder.resolve("data/" + id + ".txt"), MVSA_SINGLE));
      }
    }
    return texts;
  }
}
