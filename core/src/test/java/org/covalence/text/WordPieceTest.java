package org.covalence.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordPieceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SMALL = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nsun\n##ny\nday\n";

  @TempDir Path folder;

  static Stream<JsonNode> cases() throws IOException {
    return StreamSupport.stream(fixture("wordpiece.json").get("cases").spliterator(), false);
  }

  /** Made by {@code tools/wordpiece_reference.py}. */
  @ParameterizedTest
  @MethodSource("cases")
  void ids_areThoseOfThePythonPackage(JsonNode reference) throws IOException {
    WordPiece pieces = WordPiece.read(write(fixture("wordpiece-tokenizer.json")));
    int[] expected = ints(reference.get("ids"));

    int[] ids = pieces.ids(reference.get("text").asText(), reference.get("maxTokens").asInt());

    assertThat(ids).isEqualTo(expected);
  }

  @Test
  void ids_ofAListOfPieces_areTheLinesOfTheFile() throws IOException {
    WordPiece pieces = small(SMALL);

    assertThat(pieces.ids("Sunny day", 8)).containsExactly(2, 4, 5, 6, 3);
    assertThat(pieces.size()).isEqualTo(7);
  }

  @Test
  void ids_ofAWordThatEndsUnknownBeyondTheRoom_areUnknown() throws IOException {
    assertThat(small(SMALL).ids("sunnyx", 3)).containsExactly(2, 1, 3);
    assertThat(small(SMALL).ids("sunny", 3)).containsExactly(2, 4, 3);
  }

  @Test
  void ids_ofAnyText_areBoundedAndFramed() throws IOException {
    WordPiece pieces = WordPiece.read(write(fixture("wordpiece-tokenizer.json")));
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      char[] chars = new char[random.nextInt(60)];
      for (int i = 0; i < chars.length; i++) {
        // Lone surrogates among them.
        chars[i] = (char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000));
      }
      int[] ids = pieces.ids(new String(chars), 16);

      assertThat(ids.length).isBetween(2, 16);
      assertThat(ids[0]).isEqualTo(2);
      assertThat(ids[ids.length - 1]).isEqualTo(3);
      assertThat(IntStream.of(ids)).allMatch(id -> id >= 0 && id < pieces.size());
    }
  }

  @Test
  void ids_ofATextBeyondTheBound_readItsStart() throws IOException {
    String text = "x".repeat(TextLimit.MOST_CHARS - 1) + " sun";

    assertThat(small(SMALL).ids(text, 8)).containsExactly(2, 1, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, WordPiece.MOST_TOKENS + 1})
  void ids_ofAnImpossibleLength_areRefused(int maxTokens) throws IOException {
    WordPiece pieces = small(SMALL);

    assertThatThrownBy(() -> pieces.ids("sun", maxTokens))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("found " + maxTokens);
  }

  @Test
  void read_flagsOfTheNormalizer_areKept() throws IOException {
    ObjectNode tokenizer = fixture("wordpiece-tokenizer.json");
    WordPiece uncased = WordPiece.read(write(tokenizer));
    ((ObjectNode) tokenizer.get("normalizer")).put("lowercase", false);
    WordPiece cased = WordPiece.read(write(tokenizer));
    ((ObjectNode) tokenizer.get("normalizer")).put("strip_accents", true);
    WordPiece plain = WordPiece.read(write(tokenizer));

    assertThat(uncased.ids("CAFÉ", 8)).isEqualTo(uncased.ids("cafe", 8));
    assertThat(cased.ids("CAFE", 8)).containsExactly(2, 1, 3);
    assertThat(cased.ids("café", 8)).containsExactly(2, 1, 3);
    assertThat(plain.ids("café", 8)).isEqualTo(uncased.ids("cafe", 8));
  }

  @Test
  void read_theOlderNameOfTheFrame_isKnown() throws IOException {
    ObjectNode tokenizer = fixture("wordpiece-tokenizer.json");
    tokenizer.set(
        "post_processor",
        JSON.readTree("{\"type\":\"BertProcessing\",\"sep\":[\"[SEP]\",3],\"cls\":[\"[CLS]\",2]}"));

    assertThat(WordPiece.read(write(tokenizer)).ids("sun", 8)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/model/type | \"Unigram\" | expected model of type WordPiece, found Unigram",
        "/model/unk_token | \"<unk>\" | expected [UNK] as unk_token",
        "/model/continuing_subword_prefix | \"@@\" | expected ## as continuing",
        "/model/max_input_chars_per_word | 0 | max_input_chars_per_word, found 0",
        "/model/dropout | 0.1 | found \"dropout\"",
        "/model/vocab | [] | expected a vocabulary",
        "/model/vocab/sun | -1 | found -1 for \"sun\"",
        "/model/vocab/sun | 1.5 | found 1.5 for \"sun\"",
        "/model/vocab/sun | 0 | each once",
        "/model/vocab/sun | 99999999 | found 99999999",
        "/normalizer | null | expected normalizer of type BertNormalizer, found none",
        "/normalizer/type | \"Sequence\" | found Sequence",
        "/normalizer/lowercase | 1 | expected true or false as lowercase",
        "/normalizer/nfkc | true | found \"nfkc\"",
        "/pre_tokenizer/type | \"ByteLevel\" | expected pre_tokenizer of type BertPreTokenizer",
        "/post_processor | null | expected a post_processor",
        "/post_processor/single | [] | found []",
        "/added_tokens/0/special | false | found \"[PAD]\"",
        "/added_tokens/0/id | 7 | found \"[PAD]\"",
        "/surprise | 1 | found \"surprise\""
      })
  void read_aTokenizerThatDoesSomethingElse_isRefused(String pointer, String value, String what)
      throws IOException {
    ObjectNode tokenizer = fixture("wordpiece-tokenizer.json");
    int name = pointer.lastIndexOf('/');
    ((ObjectNode) tokenizer.at(pointer.substring(0, name)))
        .set(pointer.substring(name + 1), JSON.readTree(value));
    Path file = write(tokenizer);

    assertThatThrownBy(() -> WordPiece.read(file))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(what)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{}", "{\"model\":{\"type\":\"WordPiece\"}}"})
  void read_whatIsNoTokenizer_isRefused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("tokenizer.json"), text);

    assertThatThrownBy(() -> WordPiece.read(file)).isInstanceOf(CovalenceException.class);
  }

  @Test
  void read_aListWithoutSpecialPieces_isRefused() {
    assertThatThrownBy(() -> small("[PAD]\n[UNK]\n[CLS]\nsun\n"))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("expected [SEP] in the vocabulary");
  }

  @Test
  void read_aMissingFile_isTold() {
    assertThatThrownBy(() -> WordPiece.read(folder.resolve("none.json")))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("no such file");
  }

  private WordPiece small(String lines) throws IOException {
    return WordPiece.read(Files.writeString(folder.resolve("vocab.txt"), lines));
  }

  private Path write(ObjectNode tokenizer) throws IOException {
    return Files.write(folder.resolve("tokenizer.json"), JSON.writeValueAsBytes(tokenizer));
  }

  private static ObjectNode fixture(String name) throws IOException {
    try (InputStream in = WordPieceTest.class.getResourceAsStream(name)) {
      return (ObjectNode) JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }
}
