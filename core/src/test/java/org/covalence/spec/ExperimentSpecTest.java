package org.covalence.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.covalence.post.Modality;
import org.covalence.store.CovalenceException;
import org.covalence.text.SentencePooling;
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
      ExperimentSpec spec =
          new ExperimentSpec(
              RandomSpecs.next(SplitSpec.class, random),
              run.modalities().contains("image")
                  ? List.of(RandomSpecs.next(LstmSpec.class, random), image)
                  : List.of(RandomSpecs.next(LstmSpec.class, random)),
              random.nextBoolean()
                  ? RandomSpecs.next(FusionSpec.Attention.class, random)
                  : RandomSpecs.next(FusionSpec.Concatenation.class, random),
              RandomSpecs.next(TrainingSpec.class, random),
              RandomSpecs.next(BalanceSpec.class, random),
              run);

      if (spec.balance().gradientModulation() == 0 || spec.training().auxiliaryWeight() > 0) {
        assertThat(read(settingsOf(spec))).as("seed %d", seed).isEqualTo(spec);
      }
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

  @Test
  void encoders_standInTheOrderInWhichTheirModalitiesAreNamed() {
    ExperimentSpec spec = read(minimal().put("modalities", "image, text", "--modalities"));

    assertThat(spec.encoders())
        .extracting(e -> e.modality().name())
        .containsExactly("image", "text");
  }

  @Test
  void aModality_mayHaveSeveralEncodersOfDifferentTypes() {
    ExperimentSpec spec =
        read(minimal().put("text-encoder", "lstm, lexicon,minilm", "--text-encoder"));

    assertThat(spec.encoders())
        .extracting(e -> Specs.name(e.getClass()))
        .containsExactly("lstm", "lexicon", "minilm", "densenet");
    assertThat(EncoderSpec.namesOf(spec.encoders()))
        .containsExactly("text-lstm", "text-lexicon", "text-minilm", "image");
    assertThat(spec.settings()).containsEntry("text-encoder", "lstm,lexicon,minilm");
    assertThat(spec.absolute().encoders()).isEqualTo(spec.encoders());
  }

  @Test
  void aModality_mayHaveSeveralEncodersOfOneType_eachWithItsOwnSettings() {
    ExperimentSpec spec =
        read(
            minimal()
                .put("text-encoder", "sentence,lstm,sentence", "--text-encoder")
                .put("text-sentence-file", "one.onnx", "config.yaml", Path.of("runs"))
                .put("text-sentence-tokenizer", "one.json", "config.yaml")
                .put("text-2-sentence-file", "other.onnx", "config.yaml", Path.of("runs"))
                .put("text-2-sentence-tokenizer", "other.json", "config.yaml")
                .put("text-2-sentence-pooling", "first", "config.yaml")
                .put("image-encoder", "lite.onnx,clip.onnx", "--image-encoder")
                .put("image-size", "96", "--image-size")
                .put("image-2-output", "embedding", "--image-2-output"));

    SentenceSpec one = (SentenceSpec) spec.encoders().get(0);
    SentenceSpec other = (SentenceSpec) spec.encoders().get(2);
    assertThat(one.file()).isEqualTo(Path.of("runs", "one.onnx"));
    assertThat(one.pooling()).isEqualTo(SentencePooling.MEAN);
    assertThat(other.file()).isEqualTo(Path.of("runs", "other.onnx"));
    assertThat(other.pooling()).isEqualTo(SentencePooling.FIRST);
    OnnxEncoderSpec lite = (OnnxEncoderSpec) spec.encoders().get(3);
    OnnxEncoderSpec clip = (OnnxEncoderSpec) spec.encoders().get(4);
    assertThat(lite.size()).contains(96);
    assertThat(lite.output()).isEmpty();
    assertThat(clip.file()).isEqualTo(Path.of("clip.onnx"));
    assertThat(clip.size()).isEmpty();
    assertThat(clip.output()).contains("embedding");
    assertThat(EncoderSpec.namesOf(spec.encoders()))
        .containsExactly(
            "text-sentence", "text-lstm", "text-sentence-2", "image-onnx", "image-onnx-2");
    assertThat(spec.settings())
        .containsEntry("text-encoder", "sentence,lstm,sentence")
        .containsEntry("image-2-file", "clip.onnx")
        .doesNotContainKey("image-2-size");
    assertThat(read(settingsOf(spec))).isEqualTo(spec);
  }

  /** The comma in the path of a file parts nothing. */
  @ParameterizedTest
  @CsvSource({
    "'a,b/c.onnx', 'a,b/c.onnx'",
    "'densenet-tiny, a,b/c.onnx', 'a,b/c.onnx'",
    "'c.onnx,a,b/d.onnx', 'c.onnx|a,b/d.onnx'",
  })
  void filesAreToldApart_evenWithCommasInTheirPaths(String named, String files) {
    ExperimentSpec spec = read(minimal().put("image-encoder", named, "--image-encoder"));

    assertThat(spec.encoders())
        .filteredOn(e -> e instanceof OnnxEncoderSpec)
        .extracting(e -> ((OnnxEncoderSpec) e).file().toString())
        .containsExactly(files.split("\\|"));
  }

  /** So a preset adds one to whichever the user names. */
  @Test
  void encodersBeside_comeAfterThoseThatAreNamed_onceEach() {
    Settings settings =
        minimal()
            .put("image-encoder", "lite.onnx", "--image-encoder")
            .put("image-encoder-beside", "faces", "the preset");
    ExperimentSpec spec = read(settings);

    assertThat(EncoderSpec.namesOf(spec.encoders()))
        .containsExactly("text", "image-onnx", "image-faces");
    assertThat(spec.settings())
        .containsEntry("image-encoder", "onnx,faces")
        .doesNotContainKey("image-encoder-beside");
    Settings again = settingsOf(spec).put("image-encoder-beside", "faces", "the preset");
    assertThat(read(again)).isEqualTo(spec);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", " ", ""})
  void encodersBeside_mayBeNone(String none) {
    ExperimentSpec spec =
        read(minimal().put("image-encoder-beside", none, "--image-encoder-beside"));

    assertThat(spec).isEqualTo(read(minimal()));
  }

  @Test
  void anUnknownEncoderBeside_isAFaultUnderItsOwnKey() {
    Settings settings = minimal().put("image-encoder-beside", "fces", "--image-encoder-beside");
    ExperimentSpec.read(settings);

    assertThatThrownBy(settings::finish)
        .hasMessageContaining(
            "image-encoder-beside (--image-encoder-beside): there is no fces; choose one of"
                + " densenet, onnx, faces (did you mean faces?)");
  }

  @Test
  void encodersBeside_areNoFaultWhereTheirModalityIsNotInUse() {
    ExperimentSpec spec =
        read(
            minimal()
                .put("modalities", "text", "--modalities")
                .put("image-encoder-beside", "faces", "the preset"));

    assertThat(spec.encoders()).hasSize(1);
  }

  @Test
  void ofThreeEncodersOfOneType_noTwoAreEqualAndNoFourthIsTaken() {
    ExperimentSpec three =
        read(
            minimal()
                .put("text-encoder", "lstm,lstm,lstm", "--text-encoder")
                .put("text-2-width", "32", "--text-2-width")
                .put("text-3-layers", "2", "--text-3-layers"));
    assertThat(three.encoders()).hasSize(4).doesNotHaveDuplicates();

    Settings four =
        minimal()
            .put("text-encoder", "lstm,lstm,lstm,lstm", "--text-encoder")
            .put("text-2-width", "32", "--text-2-width")
            .put("text-3-layers", "2", "--text-3-layers");
    ExperimentSpec.read(four);
    assertThatThrownBy(four::finish)
        .hasMessageContaining(
            "text-encoder (--text-encoder): there can be 3 encoders lstm, not more");
  }

  @Test
  void aFurtherEncoderLacksWhatItNeeds_orHasWhatItDoesNotKnow_isAFaultUnderItsOwnKey() {
    Settings settings =
        minimal()
            .put("text-encoder", "minilm,sentence,sentence", "--text-encoder")
            .put("text-sentence-file", "one.onnx", "--text-sentence-file")
            .put("text-sentence-tokenizer", "one.json", "--text-sentence-tokenizer")
            .put("text-2-sentence-tokenizer", "one.json", "--text-2-sentence-tokenizer")
            .put("text-2-sentense-file", "other.onnx", "config.yaml")
            .put("text-3-sentence-file", "other.onnx", "config.yaml");
    ExperimentSpec.read(settings);

    assertThatThrownBy(settings::finish)
        .hasMessageContaining("text-2-sentence-file: is needed: the ONNX file")
        .hasMessageContaining(
            "text-2-sentense-file (config.yaml): is not a setting;"
                + " did you mean text-2-sentence-file?")
        .hasMessageContaining("text-3-sentence-file (config.yaml): has no meaning");
  }

  @Test
  void whatIsSaidOfAFurtherEncoder_isNoFaultWhereItsModalityIsNotInUse() {
    ExperimentSpec spec =
        read(
            minimal()
                .put("modalities", "image", "--modalities")
                .put("text-encoder", "lstm,lstm", "config.yaml")
                .put("text-2-width", "32", "config.yaml"));

    assertThat(spec.encoders()).hasSize(1);
  }

  @Test
  void anEncoderThatIsNamedTwice_isAFault() {
    Settings settings = minimal().put("text-encoder", "lstm,lexicon,lstm", "--text-encoder");
    ExperimentSpec.read(settings);

    assertThatThrownBy(settings::finish)
        .hasMessageContaining("text-encoder (--text-encoder): lstm is named twice")
        .hasMessageContaining("those of the second start with text-2-");
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

  private static Settings settingsOf(ExperimentSpec spec) {
    Settings settings = new Settings();
    spec.settings().forEach((key, value) -> settings.put(key, value, "config.yaml"));
    return settings;
  }

  private static Settings minimal() {
    return new Settings().put("data", "posts", "--data");
  }

  private static ExperimentSpec read(Settings settings) {
    ExperimentSpec spec = ExperimentSpec.read(settings);
    settings.finish();
    return spec;
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
