package org.covalence.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TermsTest {
  private static final List<List<String>> POSTS =
      List.of(List.of("b", "a", "b"), List.of("b", "a"), List.of("c"), List.of());

  @TempDir Path folder;

  /** Made by {@code tools/terms_reference.py}. */
  @Test
  void weights_areThoseOfScikitLearn() throws IOException {
    JsonNode reference = fixture();
    List<List<String>> posts = new ArrayList<>();
    reference.get("posts").forEach(post -> posts.add(strings(post.get("words"))));

    Terms terms = Terms.of(posts.subList(0, reference.get("training").asInt()), 2, 1000);

    assertThat(terms.names()).isEqualTo(strings(reference.get("terms")));
    for (int i = 0; i < posts.size(); i++) {
      JsonNode expected = reference.get("posts").get(i).get("weights");
      Terms.Weights weights = terms.weights(posts.get(i));
      assertThat(weights.ids()).as("post %d", i).hasSize(expected.size()).isSorted();
      for (int t = 0; t < weights.ids().length; t++) {
        String term = terms.names().get(weights.ids()[t]);
        assertThat(weights.weights()[t])
            .as("%s in post %d", term, i)
            .isEqualTo(expected.path(term).asDouble(Double.NaN), within(1e-9));
      }
    }
  }

  @Test
  void of_countsATermOnceAPost() {
    assertThat(Terms.of(POSTS, 2, 10).names()).containsExactly("a", "b", "b a");
    assertThat(Terms.of(POSTS, 1, 10).names()).containsExactly("a", "a b", "b", "b a", "c");
    assertThat(Terms.of(POSTS, 3, 10).names()).isEmpty();
  }

  @Test
  void of_keepsTheTermsOfTheMostPosts() {
    List<List<String>> posts = List.of(List.of("z"), List.of("z"), List.of("a"), List.of("b"));

    assertThat(Terms.of(posts, 1, 2).names()).containsExactly("a", "z");
  }

  @Test
  void of_noPosts_knowsNothing() {
    Terms terms = Terms.of(List.of(), 1, 10);

    assertThat(terms.size()).isZero();
    assertThat(terms.weights(List.of("a")).ids()).isEmpty();
  }

  @Test
  void weights_haveLengthOneOrNothing() {
    Terms terms = Terms.of(POSTS, 1, 10);

    for (List<String> post : POSTS) {
      double squares = 0;
      for (double weight : terms.weights(post).weights()) {
        squares += weight * weight;
      }
      assertThat(squares).isEqualTo(post.isEmpty() ? 0 : 1, within(1e-12));
    }
  }

  @Test
  void read_givesBackWhatWasWritten() throws IOException {
    Path file = folder.resolve("terms.tsv");
    Terms terms = Terms.of(List.of(List.of("café", "猫"), List.of("猫", "😂")), 1, 10);

    terms.write(file);

    assertThat(Terms.read(file)).isEqualTo(terms).hasSameHashCodeAs(terms);
    assertThat(Terms.read(file).weights(List.of("猫", "café")).weights())
        .isEqualTo(terms.weights(List.of("猫", "café")).weights());
    assertThat(Files.readString(file)).startsWith("posts\t2\n").contains("\n猫\t2\n");
  }

  @Test
  void read_noTermsOfNoPosts_isRead() {
    Path file = folder.resolve("terms.tsv");
    Terms.of(List.of(), 1, 10).write(file);

    assertThat(Terms.read(file).size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1, expected posts",
    "'a~1|', 1, expected posts",
    "'posts~-1|', 1, a number of posts",
    "'posts~01|', 1, a number of posts",
    "'posts~4|a|', 2, a number of posts",
    "'posts~4|a~0|', 2, a number of posts",
    "'posts~4|a~5|', 2, a number of posts",
    "'posts~4|a~1~1|', 2, a number of posts",
    "'posts~4|a~1.5|', 2, a number of posts",
    "'posts~4|a~99999999999|', 2, a number of posts",
    "'posts~4|~1|', 2, a number of posts",
    "'posts~4|b~1|a~1|', 3, 'expected a term after \"b\", found \"a\"'",
    "'posts~4|b~1|b~2|', 3, expected a term after",
    "'posts~4|b~1|b~1|', 3, twice",
    "'posts~4|a~1||', 3, an empty line",
    "'posts~4|a~1', 2, cut off"
  })
  void read_aFaultyFile_namesFileAndLine(String text, int line, String what) throws IOException {
    Path file = folder.resolve("terms.tsv");
    Files.writeString(file, text.replace('|', '\n').replace('~', '\t'));

    assertThatThrownBy(() -> Terms.read(file))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(what)
        .hasMessageContaining(file + " line " + line);
  }

  @Test
  void of_aWordThatNoLineCanHold_isABug() {
    assertThatThrownBy(() -> Terms.of(List.of(List.of("a\tb")), 1, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static JsonNode fixture() throws IOException {
    try (InputStream in = TermsTest.class.getResourceAsStream("terms.json")) {
      return new ObjectMapper().readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(node -> strings.add(node.asText()));
    return strings;
  }
}
