package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresetsCommandTest {
  @TempDir Path folder;

  static Stream<String> names() {
    return Preset.all().stream().map(Preset::name);
  }

  private static Settings settings(String preset) {
    return new Settings()
        .put("preset", preset, "a test")
        .put("data", "posts", "a test")
        .put("image-encoder", "network.onnx", "a test");
  }

  @ParameterizedTest
  @MethodSource("names")
  void preset_isAnExperimentOnceThereArePostsAndAnImageEncoder(String name) {
    // Put, not filled in: what has no meaning in a preset would be a fault.
    Settings settings = settings(name);
    Preset.named(name).values().forEach((key, value) -> settings.put(key, value, name));
    Preset.fill(settings);

    ExperimentSpec spec = ExperimentSpec.read(settings);
    settings.finish();

    assertThat(spec.encoders()).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @MethodSource("names")
  void preset_beginsWithWhatItIsAndWhatItReached(String name) {
    List<String> comments =
        Preset.named(name).text().lines().takeWhile(l -> l.startsWith("# ")).toList();

    assertThat(comments).hasSizeGreaterThan(1).anyMatch(l -> l.startsWith("# reached: "));
    assertThat(Preset.named(name).text().lines()).allMatch(l -> l.length() <= 100);
  }

  @Test
  void list_hasALineForEach() {
    Call call = Call.covalence("presets").succeeds();

    assertThat(call.results().lines()).allMatch(l -> l.length() <= 80);
    assertThat(call.results().lines().map(l -> l.split(" ")[0])).containsAll(names().toList());
    assertThat(Call.covalence("presets", "--json").succeeds().json().findValuesAsText("name"))
        .isEqualTo(names().toList());
  }

  @Test
  void name_printsTheFile() {
    assertThat(Call.covalence("presets", "fast").succeeds().results())
        .isEqualTo(Preset.named("fast").text())
        .contains("fusion: joint");
    JsonNode json = Call.covalence("presets", "fast", "--json").succeeds().json();
    assertThat(json.get("settings").get("fusion").asText()).isEqualTo("joint");
  }

  @Test
  void wrongName_namesTheNearest() {
    Call.covalence("presets", "fats").fails(2).says("did you mean fast?");
    for (String command : List.of("train", "compare")) {
      Call.covalence(command, "--data", folder, "--preset", "tesis", "--out", folder.resolve("out"))
          .fails(2)
          .says("there is no preset tesis")
          .says("did you mean thesis?");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsSetOtherwise_wins(boolean inAFile) throws IOException {
    Settings settings = settings("fast");
    if (inAFile) {
      Path file = Files.writeString(folder.resolve("own.yaml"), "fusion: gated\nepochs: 3\n");
      ConfigFile.read(file, settings);
    } else {
      settings.put("fusion", "gated", "--fusion").put("epochs", "3", "--epochs");
    }
    Preset.fill(settings);

    ExperimentSpec spec = ExperimentSpec.read(settings);
    settings.finish();

    assertThat(spec.settings())
        .containsEntry("fusion", "gated")
        .containsEntry("epochs", "3")
        .containsEntry("text-encoder", "minilm,lexicon,terms");
  }

  @Test
  void whatAPresetSaysOfAnEncoderThatIsNotChosen_isNoFault() {
    Settings settings = settings("thesis").put("text-encoder", "lexicon", "--text-encoder");
    Preset.fill(settings);

    assertThat(ExperimentSpec.read(settings).settings()).containsEntry("text-encoder", "lexicon");
    settings.finish();
  }

  @Test
  void presets_canBeTrained() {
    Path out = folder.resolve("model");

    Call.covalence(
            "train",
            "--data",
            Made.posts(),
            "--preset",
            "thesis",
            "--modalities",
            "text",
            "--out",
            out,
            Made.QUICK)
        .succeeds();

    assertThat(out.resolve("config.yaml"))
        .content()
        .contains("fusion: \"attention\"")
        .doesNotContain("preset");
  }
}
