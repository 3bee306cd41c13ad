package org.covalence.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.covalence.spec.SpecSettings.minimal;
import static org.covalence.spec.SpecSettings.read;
import static org.covalence.spec.SpecSettings.settingsOf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.covalence.post.Modality;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentSpecTest {
  @Test
  void settings_giveAnEqualExperiment() {
    for (int seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      EncoderSpec image =
          random.nextBoolean()
              ? RandomSpecs.next(OnnxEncoderSpec.class, random)
              : new DenseNetSpec(
                  DenseNetSpec.variants().get(random.nextInt(4)),
                  Optional.of(Path.of("w.pth")),
                  Optional.empty(),
                  0.25);
      RunSpec run = RandomSpecs.next(RunSpec.class, random);
      TrainingSpec training;
      BalanceSpec balance;
      do {
        training = RandomSpecs.next(TrainingSpec.class, random);
        balance = RandomSpecs.next(BalanceSpec.class, random);
      } while (balance.gradientModulation() > 0 && training.auxiliaryWeight() == 0);
      ExperimentSpec spec =
          new ExperimentSpec(
              RandomSpecs.next(SplitSpec.class, random),
              run.modalities().contains("image")
                  ? List.of(RandomSpecs.next(LstmSpec.class, random), image)
                  : List.of(RandomSpecs.next(LstmSpec.class, random)),
              random.nextBoolean()
                  ? RandomSpecs.next(FusionSpec.Attention.class, random)
                  : RandomSpecs.next(FusionSpec.Concatenation.class, random),
              training,
              balance,
              run);

      assertThat(read(settingsOf(spec))).as("seed %d", seed).isEqualTo(spec);
    }
  }

  @Test
  void everySetting_isDeclaredOnceWithADescriptionAndACleanKey() {
    List<Declared> declared = ExperimentSpec.declared();

    assertThat(declared).extracting(Declared::key).doesNotHaveDuplicates();
    assertThat(declared)
        .allSatisfy(
            d -> {
              assertThat(d.key()).matches("[a-z]+(-[23])?(-[a-z]+)*");
              assertThat(d.about()).isNotBlank().doesNotEndWith(".");
            });
  }

  @Test
  void everySettingThatIsWritten_isDeclared() {
    ExperimentSpec spec = read(minimal());

    assertThat(spec.settings().keySet())
        .isSubsetOf(ExperimentSpec.declared().stream().map(Declared::key).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"image-input", "image-scaling", "image-file"})
  void aSettingOfAnEncoderThatIsNotChosen_isRefusedWithItsReason(String key) {
    Settings settings = minimal().put(key, "x", "--" + key);
    ExperimentSpec.read(settings);

    assertThatThrownBy(settings::finish)
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(
            key + " (--" + key + "): has no meaning with the encoders and the fusion chosen");
  }

  @Test
  void whatIsSaidOfAModalityThatIsNotInUse_isNoFault() {
    Settings settings =
        minimal()
            .put("modalities", "text", "--modalities")
            .put("image-encoder", "lite.onnx", "experiment.yaml")
            .put("image-scaling", "centred", "experiment.yaml");

    assertThat(read(settings).encoders()).hasSize(1);
  }

  @Test
  void anUnknownSetting_namesTheNearestOne() {
    Settings settings = minimal().put("image-wieghts", "w.pth", "--image-wieghts");
    ExperimentSpec.read(settings);

    assertThatThrownBy(settings::finish).hasMessageContaining("did you mean image-weights?");
  }

  @Test
  void modalitiesThatDoNotExistOrStandTwice_areFaults() {
    Settings settings = minimal().put("modalities", "text,sound,text", "--modalities");
    ExperimentSpec.read(settings);

    assertThatThrownBy(settings::finish)
        .hasMessageContaining("there is no modality sound; choose among text, image")
        .hasMessageContaining("text is named twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " , "})
  void noModalityAtAll_isAFault(String modalities) {
    Settings settings = minimal().put("modalities", modalities, "--modalities");
    ExperimentSpec.read(settings);

    assertThatThrownBy(settings::finish).hasMessageContaining("name at least one of text, image");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-modal", "bottleneck"})
  void headsThatDoNotDivideTheWidth_areAFault(String fusion) {
    Settings settings =
        minimal()
            .put("fusion", fusion, "--fusion")
            .put("fusion-width", "30", "--fusion-width")
            .put("fusion-heads", "4", "--fusion-heads");
    ExperimentSpec.read(settings);

    assertThatThrownBy(settings::finish)
        .hasMessageContaining(
            "fusion-heads (--fusion-heads): 4 do not divide the fusion-width of 30");
  }

  @Test
  void anUnknownFusion_namesThoseThereAre() {
    Settings settings = minimal().put("fusion", "atention", "--fusion");
    ExperimentSpec.read(settings);

    assertThatThrownBy(settings::finish)
        .hasMessageContaining(
            "there is no atention; choose one of attention, concatenation, joint, gated,"
                + " hierarchical, cross-modal, bottleneck, tensor, low-rank, bilinear, late (did you mean attention?)");
  }

  @Test
  void oneModelOfSeveral_keepsTheSplitAndNamesItsOwnModalityAndTraining() {
    Settings settings =
        new Settings()
            .put("data", "posts", "--data")
            .put("seed", "3", "--seed")
            .put("image-encoder", "net.onnx", "--image-encoder");
    ExperimentSpec both = ExperimentSpec.read(settings);
    settings.finish();

    Map<String, String> text = both.only(List.of(Modality.TEXT), 5).settings();

    assertThat(text)
        .containsEntry("modalities", "text")
        .containsEntry("seed", "3")
        .containsEntry("training-seed", "5")
        .doesNotContainKey("image-encoder");
    assertThat(both.only(List.of(Modality.TEXT, Modality.IMAGE), 3)).isEqualTo(both);
  }

  @Test
  void anAbsoluteExperiment_meansTheSameInAnyFolder() {
    ExperimentSpec spec =
        read(minimal().put("image-encoder", "networks/lite.onnx", "--image-encoder")).absolute();

    assertThat(spec.split().data()).isAbsolute().endsWithRaw(Path.of("posts"));
    assertThat(((OnnxEncoderSpec) spec.encoders().get(1)).file())
        .isEqualTo(Path.of("networks/lite.onnx").toAbsolutePath());
    assertThat(spec.absolute()).isEqualTo(spec);
  }

  @ParameterizedTest
  @CsvSource({
    "fusion, joint, has no weights of one modality to hold back",
    "auxiliary-weight, 0, set that above 0"
  })
  void gradientsThatCannotBeModulated_areAFault(String key, String value, String said) {
    Settings settings = new Settings();
    settings.put("gradient-modulation", "0.2", "the test");
    settings.put("text-encoder", "lexicon", "the test");
    settings.put("image-encoder", "net.onnx", "the test");
    settings.put(key, value, "the test");
    ExperimentSpec.read(settings);

    assertThatThrownBy(settings::finish)
        .hasMessageContaining("gradient-modulation")
        .hasMessageContaining(said);
  }
}
