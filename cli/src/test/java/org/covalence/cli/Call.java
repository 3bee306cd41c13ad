package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One call of the program in this process, as a shell would make it.
 *
 * @param code exit code
 * @param results what stood on standard output
 * @param messages what stood on standard error
 */
record Call(int code, String results, String messages) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Calls {@code covalence} with {@code arguments}; where one is a list, with what it holds. */
  static Call covalence(Object... arguments) {
    List<String> words = new ArrayList<>();
    for (Object argument : arguments) {
      Stream<?> all = argument instanceof List<?> list ? list.stream() : Stream.of(argument);
      all.map(Object::toString).forEach(words::add);
    }
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code =
        Main.run(
            new PrintStream(results, false, StandardCharsets.UTF_8),
            new PrintStream(messages, true, StandardCharsets.UTF_8),
            false,
            words.toArray(String[]::new));
    return new Call(
        code, results.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
  }

  /** Requires that it went well. */
  Call succeeds() {
    assertThat(code).as("exit code; messages:%n%s", messages).isZero();
    return this;
  }

  /** Requires that it ended with {@code expected}, saying so in messages and nowhere else. */
  Call fails(int expected) {
    assertThat(code).as("exit code; messages:%n%s", messages).isEqualTo(expected);
    assertThat(results).isEmpty();
    assertThat(messages).contains("covalence: ").contains("where: ").contains("what to do: ");
    assertThat(messages).doesNotContain("\tat ");
    return this;
  }

  /** Requires that the messages say {@code words}, wherever their lines are broken. */
  Call says(String words) {
    assertThat(messages.replaceAll("\\s+", " ")).contains(words);
    return this;
  }

  /** The one JSON document that standard output is. */
  JsonNode json() {
    try {
      return JSON.readTree(results);
    } catch (JsonProcessingException e) {
      throw new AssertionError("expected one JSON document, found\n" + results, e);
    }
  }

  /** The JSON document of each line of standard output. */
  List<JsonNode> jsonLines() {
    return lines(results);
  }

  static List<JsonNode> lines(String text) {
    return text.lines()
        .map(
            line -> {
              try {
                return JSON.readTree(line);
              } catch (JsonProcessingException e) {
                throw new AssertionError("expected JSON, found\n" + line, e);
              }
            })
        .toList();
  }
}
