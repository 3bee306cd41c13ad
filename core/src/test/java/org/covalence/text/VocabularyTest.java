package org.covalence.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VocabularyTest {
  private static final TextPreparation PREPARATION = TextPreparation.DEFAULT;
  private static final List<List<String>> POSTS =
      List.of(List.of("b", "a", "b", "so"), List.of("c", "a", "b", "<url>"));

  @TempDir Path folder;

  @Test
  void vocabulary_isOrderedByClassThenCountThenCharacters() {
    Vocabulary vocabulary = PREPARATION.vocabulary(POSTS, 1, Optional.empty());

    assertThat(vocabulary.tokens()).startsWith("<pad>", "<unk>", "<url>", "<user>");
    assertThat(vocabulary.tokens()).endsWith("b", "a", "c", "so").doesNotHaveDuplicates();
    assertThat(vocabulary.id("<pad>")).isEqualTo(Vocabulary.PADDING);
    assertThat(vocabulary.id("<unk>")).isEqualTo(Vocabulary.UNKNOWN);
  }

  @Test
  void vocabulary_leavesOutRareWords() {
    Vocabulary vocabulary = PREPARATION.vocabulary(POSTS, 2, Optional.empty());

    assertThat(vocabulary.tokens()).contains("a", "b").doesNotContain("c", "so");
    assertThat(vocabulary.id("c")).isEqualTo(Vocabulary.UNKNOWN);
  }

  @Test
  void vocabulary_keepsRareWordsThatHaveAVectorAndAddsFrequentOnes() throws IOException {
    Path file = Files.writeString(folder.resolve("v.txt"), "the 1\nThe 2\n-- 3\nof 4\nc 5\n");
    WordVectors vectors = WordVectors.read(file, Optional.empty(), POSTS, 4);

    Vocabulary vocabulary = PREPARATION.vocabulary(POSTS, 2, Optional.of(vectors));

    assertThat(vocabulary.tokens()).endsWith("b", "a", "c", "the", "of").doesNotContain("so");
  }

  @Test
  void id_ofAnUnknownToken_isThatOfAnotherSpelling() {
    Vocabulary vocabulary = PREPARATION.vocabulary(POSTS, 1, Optional.empty());

    assertThat(vocabulary.id("soo")).isEqualTo(vocabulary.id("so"));
    assertThat(vocabulary.id("zebra")).isEqualTo(Vocabulary.UNKNOWN);
  }

  @Test
  void read_givesBackWhatWasWritten() throws IOException {
    Path file = folder.resolve("vocabulary.txt");
    Vocabulary vocabulary =
        PREPARATION.vocabulary(List.of(List.of("café", "猫")), 1, Optional.empty());

    vocabulary.write(file);

    assertThat(Vocabulary.read(file)).isEqualTo(vocabulary);
    assertThat(Files.readString(file)).startsWith("<pad>\n<unk>\n").endsWith("猫\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1, expected <pad>",
    "'<unk>|<pad>|', 1, expected <pad>",
    "'<pad>|', 2, found the end",
    "'<pad>|<unk>|a||b|', 4, an empty line",
    "'<pad>|<unk>|a|b|a|', 5, twice",
    "'<pad>|<unk>|a', 3, cut off",
    "'<pad>^|<unk>^|', 1, carriage return"
  })
  void read_aFaultyFile_namesFileAndLine(String text, int line, String what) throws IOException {
    Path file = folder.resolve("vocabulary.txt");
    Files.writeString(file, text.replace('|', '\n').replace('^', '\r'));

    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(what)
        .hasMessageContaining(file + " line " + line);
  }

  @Test
  void read_aLineThatIsNoToken_isRefused() throws IOException {
    Path file =
        Files.writeString(folder.resolve("v.txt"), "<pad>\n<unk>\n" + "x".repeat(300) + "\n");

    assertThatThrownBy(() -> Vocabulary.read(file)).hasMessageContaining("300 characters");
  }

  @Test
  void read_bytesThatAreNotUtf8_areRefused() throws IOException {
    Path file = folder.resolve("v.txt");
    Files.write(file, "<pad>\n<unk>\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Vocabulary.read(file)).hasMessageContaining("not UTF-8");
  }

  @Test
  void read_aMissingFile_isTold() {
    assertThatThrownBy(() -> Vocabulary.read(folder.resolve("none.txt")))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("no such file");
  }
}
