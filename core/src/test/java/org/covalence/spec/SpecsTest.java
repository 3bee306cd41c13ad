package org.covalence.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecsTest {
  static Stream<Class<? extends Record>> specs() {
    List<Class<? extends Record>> all = new ArrayList<>();
    all.add(SplitSpec.class);
    all.add(RunSpec.class);
    all.add(TrainingSpec.class);
    all.addAll(Declared.members(EncoderSpec.class));
    all.addAll(Declared.members(FusionSpec.class));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aSpecThatIsWritten_isReadAsAnEqualOne(Class<? extends Record> type) {
    for (int seed = 0; seed < 200; seed++) {
      Record spec = RandomSpecs.next(type, new SplittableRandom(seed));

      Settings settings = settings(Specs.write(spec, "some-prefix"));
      Record read = Specs.read(type, "some-prefix", settings);
      settings.finish();

      assertThat((Object) read).as("seed %d", seed).isEqualTo(spec);
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void defaults_areWithinTheirOwnRanges(Class<? extends Record> type) {
    Settings settings = new Settings();
    if (type == SplitSpec.class) {
      settings.put("data", "posts", "--data");
    } else if (type == OnnxEncoderSpec.class) {
      settings.put("file", "network.onnx", "--file");
    } else if (type == SentenceSpec.class) {
      settings.put("sentence-file", "network.onnx", "--file");
      settings.put("sentence-tokenizer", "vocab.txt", "--tokenizer");
    }

    Record spec = Specs.read(type, "", settings);

    settings.finish();
    assertThat((Object) Specs.read(type, "", settings(Specs.write(spec, "")))).isEqualTo(spec);
  }

  @Test
  void everyFault_isReportedAtOnce() {
    Settings settings =
        new Settings()
            .put("epochs", "many", "--epochs")
            .put("patience", "0", "experiment.yaml")
            .put("clip", "NaN", "--clip")
            .put("batch-sise", "32", "experiment.yaml");
    Specs.read(TrainingSpec.class, "", settings);

    assertThatThrownBy(settings::finish)
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("4 settings do not fit")
        .hasMessageContaining("epochs (--epochs): expected a whole number, found many")
        .hasMessageContaining("patience (experiment.yaml): expected a number from 1 to 10000")
        .hasMessageContaining("clip (--clip): expected a finite number, found NaN")
        .hasMessageContaining(
            "batch-sise (experiment.yaml): is not a setting; did you mean batch-size?");
  }

  @Test
  void anUnknownKeyThatResemblesNone_namesNone() {
    Settings settings = new Settings().put("weather", "fine", "--weather");
    Specs.read(TrainingSpec.class, "", settings);

    assertThatThrownBy(settings::finish)
        .hasMessageContaining("weather (--weather): is not a setting")
        .hasMessageNotContaining("did you mean");
  }

  @ParameterizedTest
  @CsvSource({
    "epochs, 0",
    "epochs, 10001",
    "epochs, 99999999999",
    "epochs, 1.5",
    "epochs, ''",
    "learning-rate, 0",
    "learning-rate, 11",
    "learning-rate, Infinity",
    "learning-rate, ''",
    "label-smoothing, -0.1",
    "label-smoothing, 1",
    "average-decay, 1",
  })
  void aNumberOutsideOfItsRange_isRefusedAndNamed(String key, String value) {
    Settings settings = new Settings().put(key, value, "--" + key);
    Specs.read(TrainingSpec.class, "", settings);

    assertThatThrownBy(settings::finish)
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(key + " (--" + key + "): expected a")
        .hasMessageContaining("found " + value);
  }

  @ParameterizedTest
  @CsvSource({"epochs, 1", "epochs, 10000", "epochs, ' 7 '", "learning-rate, 10", "clip, 1e9"})
  void theEndsOfARange_belongToIt(String key, String value) {
    Settings settings = new Settings().put(key, value, "--" + key);
    Specs.read(TrainingSpec.class, "", settings);

    settings.finish();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "yes", "ON", ""})
  void aSwitch_isOnByAnyOfItsWords(String word) {
    Settings settings =
        new Settings().put("data", "posts", "--data").put("strict", word, "--strict");

    assertThat(Specs.read(SplitSpec.class, "", settings).strict()).isTrue();
    settings.finish();
  }

  @Test
  void aSwitchThatIsNeitherOnNorOff_isAFault() {
    Settings settings =
        new Settings().put("data", "posts", "--data").put("strict", "maybe", "--strict");
    Specs.read(SplitSpec.class, "", settings);

    assertThatThrownBy(settings::finish)
        .hasMessageContaining("strict (--strict): expected true or false, found maybe");
  }

  @Test
  void whatMustBeGiven_isAskedForWithItsMeaning() {
    Settings settings = new Settings();
    Specs.read(SplitSpec.class, "", settings);

    assertThatThrownBy(settings::finish)
        .hasMessageContaining("data: is needed: folder or file with the posts");
  }

  @Test
  void aRelativePathInAFile_isRelativeToThatFile() {
    Settings settings =
        new Settings()
            .put("data", "posts", "experiment.yaml", Path.of("runs", "first"))
            .put("train-ids", "/lists/train.txt", "experiment.yaml", Path.of("runs", "first"))
            .put("test-ids", "test.txt", "--test-ids");

    SplitSpec spec = Specs.read(SplitSpec.class, "", settings);

    settings.finish();
    assertThat(spec.data()).isEqualTo(Path.of("runs", "first", "posts"));
    assertThat(spec.trainIds()).contains(Path.of("/lists/train.txt"));
    assertThat(spec.testIds()).contains(Path.of("test.txt"));
  }

  @Test
  void aPathThatNoFileCanHave_isAFault() {
    Settings settings = new Settings().put("data", "po\0sts", "--data");
    Specs.read(SplitSpec.class, "", settings);

    assertThatThrownBy(settings::finish).hasMessageContaining("data (--data): not a path");
  }

  @Test
  void whatIsSetLast_wins() {
    Settings settings =
        new Settings().put("epochs", "3", "experiment.yaml").put("epochs", "5", "--epochs");

    assertThat(Specs.read(TrainingSpec.class, "", settings).epochs()).isEqualTo(5);
  }

  @Test
  void absentOptionals_areNotWritten() {
    RunSpec spec =
        new RunSpec(List.of("text"), 3, Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(Specs.write(spec, "")).isEqualTo(Map.of("modalities", "text", "seed", "3"));
  }

  private static Settings settings(Map<String, String> values) {
    Settings settings = new Settings();
    values.forEach((key, value) -> settings.put(key, value, "--" + key));
    return settings;
  }
}
