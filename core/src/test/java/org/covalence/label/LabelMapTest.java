package org.covalence.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.covalence.label.LabelMap.Target;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelMapTest {
  @TempDir private Path folder;

  private LabelMap map(String text) throws IOException {
    return LabelMapFile.read(Files.writeString(folder.resolve("own.yaml"), text));
  }

  @Test
  void none_knowsTheThreeWordsAlone() {
    for (Sentiment label : Sentiment.values()) {
      assertThat(LabelMap.NONE.find(label.label()).flatMap(Target::sentiment)).contains(label);
    }
    assertThat(LabelMap.NONE.find("drop")).isEmpty();
    assertThat(LabelMap.NONE.find("")).isEmpty();
    assertThat(LabelMap.NONE.nearest("postive")).contains("positive");
  }

  @ParameterizedTest
  @CsvSource({
    "five-level, very negative, NEGATIVE",
    "five-level, Very_Positive, POSITIVE",
    "five-level, very-positive, POSITIVE",
    "five-level, neutral, NEUTRAL",
    "emotions, Joy, POSITIVE",
    "emotions, love, POSITIVE",
    "emotions, optimism, POSITIVE",
    "emotions, anger, NEGATIVE",
    "emotions, sadness, NEGATIVE",
    "emotions, fear, NEGATIVE",
    "emotions, disgust, NEGATIVE",
    "emotions, surprise, DROP",
    "emotions, neutral, NEUTRAL",
    "emotions, positive, POSITIVE"
  })
  void builtIn_knowsItsWordsHoweverTheyAreWritten(String name, String word, Target target) {
    assertThat(LabelMapFile.read(Path.of(name)).find(word)).contains(target);
  }

  @Test
  void file_mayBeYamlOrCsvWithQuotesCommentsAndAByteOrderMark() throws IOException {
    LabelMap map =
        map(
            "\ufeff# mine\n\n\"very good\": positive # yes\r\n'so, so', Neutral\n4: negative\nodd: drop\n");

    assertThat(map.name()).isEqualTo("own");
    assertThat(map.targets())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "very good", Target.POSITIVE,
                    "so, so", Target.NEUTRAL,
                    "4", Target.NEGATIVE,
                    "odd", Target.DROP)));
    assertThat(map.find("VERY  good")).contains(Target.POSITIVE);
    assertThat(map.find("positive")).contains(Target.POSITIVE);
    assertThat(map.find("good")).isEmpty();
  }

  @Test
  void file_mayGiveTheThreeWordsAnotherMeaning() throws IOException {
    assertThat(map("neutral: drop\n").find("neutral")).contains(Target.DROP);
  }

  @Test
  void file_calledAsABuiltInMap_goesFirst() throws IOException {
    Path own = Files.writeString(folder.resolve("emotions"), "joy: drop\n");

    assertThat(LabelMapFile.read(own).find("joy")).contains(Target.DROP);
  }

  @Test
  void signature_isThatOfTheMeaningAndNotOfTheFile() throws IOException {
    String one = map("a: positive\nb: negative\n").signature();

    assertThat(one).matches("own@[0-9a-f]{8}");
    assertThat(map("# b first\nB: negative\n\na, positive").signature()).isEqualTo(one);
    assertThat(map("a: positive\nb: neutral\n").signature()).isNotEqualTo(one);
  }

  @Test
  void signature_hasNoCharacterThatDisturbsOne() throws IOException {
    Path file = Files.writeString(folder.resolve("my map|1%.csv"), "a: positive\n");

    assertThat(LabelMapFile.read(file).signature()).matches("my-map-1-@[0-9a-f]{8}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "joy happy; line 1; expected one of negative|neutral|positive|drop",
        "joy; line 1; expected a word, a colon and its target",
        "a: positive~b: postive; line 2; did you mean positive?",
        "a: positive~A: negative; line 2; expected each word once",
        ": positive; line 1; expected a word before the colon",
        "a:; line 1; expected one of",
        "# nothing; own.yaml; expected label words, found none"
      })
  void file_thatMakesNoSense_isToldByLine(String text, String place, String what) {
    String written = text.replace("joy happy", "joy: happy").replace('~', '\n');

    assertThatThrownBy(() -> map(written))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(place)
        .hasMessageContaining(what.replace("|", ", "));
  }

  @Test
  void file_thatIsNotThereOrNotText_isAFault() throws IOException {
    assertThatThrownBy(() -> LabelMapFile.read(folder.resolve("emotion")))
        .hasMessageContaining("no such file")
        .hasMessageContaining("did you mean emotions?");
    assertThatThrownBy(() -> LabelMapFile.read(folder)).hasMessageContaining("found a folder");
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, 'a'});
    assertThatThrownBy(() -> LabelMapFile.read(bytes)).hasMessageContaining("not UTF-8");
    Path big = Files.write(folder.resolve("big"), new byte[70_000]);
    assertThatThrownBy(() -> LabelMapFile.read(big)).hasMessageContaining("far too big");
  }

  @Test
  void hint_namesTheBuiltInMapThatKnowsAWord() {
    assertThat(LabelMapFile.hint("very positive")).contains("five-level");
    assertThat(LabelMapFile.hint("joy")).contains("emotions");
    assertThat(LabelMapFile.hint("happy")).isEmpty();
    assertThat(Optional.of(LabelMapFile.BUILT_IN).orElseThrow()).hasSize(2);
  }
}
