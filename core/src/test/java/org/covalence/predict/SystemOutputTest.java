package org.covalence.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.covalence.label.Sentiment;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SystemOutputTest {
  @TempDir private Path folder;

  private SystemOutput read(String... lines) {
    try {
      return SystemOutput.read(Files.write(folder.resolve("system.jsonl"), List.of(lines)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLabelAlone_isAnAnswer() {
    SystemOutput output = read("{\"id\": \"a\", \"label\": \"Neutral\"}", "");

    assertThat(output.answers())
        .containsExactly(new SystemOutput.Answer("a", Sentiment.NEUTRAL, Optional.empty()));
    assertThat(output.hasProbabilities()).isFalse();
  }

  @Test
  void probabilitiesAlone_sayTheLabelOfTheHighest() {
    SystemOutput output =
        read("{\"id\": 7, \"probabilities\": {\"positive\": 0.7, \"negative\": 0.3}}");

    assertThat(output.answers())
        .containsExactly(
            new SystemOutput.Answer("7", Sentiment.POSITIVE, Optional.of(List.of(0.3, 0.0, 0.7))));
    assertThat(output.hasProbabilities()).isTrue();
  }

  @Test
  void aLabelBesideProbabilities_isTheAnswer() {
    SystemOutput output =
        read(
            "{\"id\":\"a\",\"label\":\"neutral\",\"probabilities\":{\"positive\":0.6,\"neutral\":0.4}}");

    assertThat(output.answers().get(0).label()).isEqualTo(Sentiment.NEUTRAL);
  }

  @Test
  void ourOwnLines_areReadToo() {
    SystemOutput output =
        read(
            "{\"id\":\"4\",\"label\":\"positive\",\"probabilities\":{\"negative\":0.1,\"neutral\":0.2,\"positive\":0.7},\"modalities\":[\"text\"],\"weights\":{\"text\":1.0}}",
            "{\"id\":\"5\",\"error\":\"image is truncated\"}");

    assertThat(output.answers()).hasSize(1);
    assertThat(output.failed()).containsExactly("5");
  }

  @Test
  void sumsThatAreOneButForRounding_areMadeOne() {
    SystemOutput output =
        read(
            "{\"id\":\"a\",\"probabilities\":{\"negative\":0.333,\"neutral\":0.333,\"positive\":0.3335}}");

    List<Double> probabilities = output.answers().get(0).probabilities().orElseThrow();
    assertThat(probabilities.stream().mapToDouble(p -> p).sum())
        .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"label\":\"neutral\"}|expected an id",
        "{\"id\":\"a\"}|expected a label or probabilities, found neither",
        "{\"id\":\"a\",\"label\":\"happy\"}|expected a label of negative, neutral, positive, found \"happy\"",
        "{\"id\":\"a\",\"label\":2}|found a number",
        "{\"id\":\"a\",\"probabilities\":{\"positive\":0.7}}|sum to 1, found a sum of 0.7",
        "{\"id\":\"a\",\"probabilities\":{\"positive\":NaN}}|expected one JSON object",
        "{\"id\":\"a\",\"probabilities\":{\"positive\":\"NaN\"}}|found a string",
        "{\"id\":\"a\",\"probabilities\":{\"positive\":1.2,\"negative\":-0.2}}|between 0 and 1",
        "{\"id\":\"a\",\"probabilities\":{\"joy\":1}}|found \"joy\"",
        "{\"id\":\"a\",\"probabilities\":[1,0,0]}|found an array",
        "[1]|expected one JSON object, found an array",
        "a,neutral|expected one JSON object",
      })
  void aLineThatIsNoAnswer_isToldWithItsPlace(String line, String reason) {
    assertThatThrownBy(() -> read("{\"id\":\"first\",\"label\":\"neutral\"}", line))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("system.jsonl line 2");
  }

  @Test
  void anIdThatComesTwice_isRefused() {
    assertThatThrownBy(
            () -> read("{\"id\":\"1\",\"label\":\"neutral\"}", "{\"id\":1,\"label\":\"neutral\"}"))
        .hasMessageContaining("expected each post once, found \"1\" again");
  }

  @Test
  void aFileWithoutAnswers_isRefused() {
    assertThatThrownBy(() -> read("")).hasMessageContaining("expected predictions, found none");
    assertThatThrownBy(() -> read("{\"id\":\"1\",\"error\":\"no\"}"))
        .hasMessageContaining("expected predictions, found none");
  }

  @Test
  void damagedFiles_areRefusedOrRead_neverABug() throws IOException {
    String whole =
        "{\"id\":\"a\",\"label\":\"neutral\",\"probabilities\":{\"positive\":0.25,\"neutral\":0.75}}";
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = (whole + "\n" + whole.replace("\"a\"", "\"b\"")).getBytes("UTF-8");
      for (int change = 0; change < 3; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("damaged.jsonl"), bytes);
      try {
        SystemOutput.read(file);
      } catch (CovalenceException expected) {
        assertThat(expected.getMessage()).contains("damaged.jsonl");
      }
    }
  }
}
