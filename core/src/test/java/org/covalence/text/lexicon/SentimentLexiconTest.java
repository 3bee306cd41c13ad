package org.covalence.text.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.covalence.text.TextLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SentimentLexiconTest {
  private static final SentimentLexicon VADER = SentimentLexicon.vader();

  static Stream<JsonNode> cases() throws IOException {
    try (InputStream in = SentimentLexiconTest.class.getResourceAsStream("scores.json")) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return StreamSupport.stream(
          new ObjectMapper().readTree(json).get("cases").spliterator(), false);
    }
  }

  /** Made by {@code tools/lexicon_reference.py}. */
  @ParameterizedTest
  @MethodSource("cases")
  void scores_areThoseOfThePythonPackage(JsonNode reference) {
    LexiconScores scores = VADER.scores(reference.get("text").asText());

    assertThat(scores.negative()).isEqualTo(reference.get("neg").asDouble());
    assertThat(scores.neutral()).isEqualTo(reference.get("neu").asDouble());
    assertThat(scores.positive()).isEqualTo(reference.get("pos").asDouble());
    assertThat(scores.compound()).isEqualTo(reference.get("compound").asDouble());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n\u3000"})
  void scores_ofATextWithoutWords_areZero(String text) {
    assertThat(VADER.scores(text)).isEqualTo(new LexiconScores(0, 0, 0, 0, List.of()));
  }

  @Test
  void scores_tellEachWordsValenceAndRole() {
    LexiconScores scores = VADER.scores("It is \"not\" very good.");

    assertThat(scores.words())
        .extracting(LexiconScores.Word::written)
        .containsExactly("It", "is", "not", "very", "good");
    assertThat(scores.words())
        .extracting(LexiconScores.Word::role)
        .containsExactly(
            LexiconScores.Role.PLAIN,
            LexiconScores.Role.PLAIN,
            LexiconScores.Role.NEGATION,
            LexiconScores.Role.DEGREE,
            LexiconScores.Role.PLAIN);
    assertThat(scores.words().get(4).valence()).isEqualTo((1.9 + 0.293) * -0.74, within(1e-12));
    assertThat(scores.words().get(3).valence()).isZero();
  }

  @Test
  void scores_ofAnyText_areBounded() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      char[] chars = new char[random.nextInt(80)];
      for (int i = 0; i < chars.length; i++) {
        // Lone surrogates among them.
        chars[i] = (char) (random.nextInt(4) > 0 ? random.nextInt(128) : random.nextInt(0x10000));
      }
      LexiconScores scores = VADER.scores(new String(chars));
      double whole = scores.negative() + scores.neutral() + scores.positive();

      assertThat(scores.compound()).isBetween(-1.0, 1.0);
      assertThat(whole).isEqualTo(scores.words().isEmpty() ? 0 : 1, within(0.002));
    }
  }

  @Test
  void scores_ofATextBeyondTheBound_areThoseOfItsStart() {
    String start = "good ".repeat(TextLimit.MOST_CHARS / 5);

    assertThat(VADER.scores(start + "awful")).isEqualTo(VADER.scores(start));
  }

  @ParameterizedTest
  @CsvSource({"good, 1.9", "GOOD, 1.9", ":), 2.0", "table, 0", "'', 0", "lol, 1.8"})
  void valence_ofAWordAloneIsThatOfTheLexicon(String word, double valence) {
    double told =
        VADER.scores(word).words().stream().mapToDouble(LexiconScores.Word::valence).sum();

    assertThat(told).isEqualTo(valence);
  }
}
