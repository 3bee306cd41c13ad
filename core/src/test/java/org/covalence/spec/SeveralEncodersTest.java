package org.covalence.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.covalence.spec.SpecSettings.minimal;
import static org.covalence.spec.SpecSettings.read;
import static org.covalence.spec.SpecSettings.settingsOf;

import java.nio.file.Path;
import org.covalence.text.SentencePooling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which encoders an experiment has, in which order, each with its own settings. */
class SeveralEncodersTest {
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
}
