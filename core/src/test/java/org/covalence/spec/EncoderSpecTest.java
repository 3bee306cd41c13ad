package org.covalence.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.covalence.post.Modality;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderSpecTest {
  @Test
  void withoutAName_anEncoderIsLearntFromThePostsAlone() {
    assertThat(read(Modality.TEXT, new Settings())).isInstanceOf(LstmSpec.class);
    assertThat(read(Modality.IMAGE, new Settings()))
        .isEqualTo(new DenseNetSpec("tiny", Optional.empty(), Optional.empty(), 0.5));
  }

  @ParameterizedTest
  @CsvSource({
    "densenet121, 121, 224",
    "densenet-169, 169, 224",
    "densenet201, 201, 224",
    "densenet-tiny, tiny, 48",
    "densenet, tiny, 48",
  })
  void aPublishedNetwork_isKnownByItsName(String name, String variant, int pixels) {
    DenseNetSpec spec = (DenseNetSpec) read(Modality.IMAGE, named("image", name));

    assertThat(spec.variant()).isEqualTo(variant);
    assertThat(spec.pixels()).isEqualTo(pixels);
    assertThat(spec.frozen()).isFalse();
  }

  @Test
  void aNetworkWithWeights_isFrozen() {
    Settings settings =
        named("image", "densenet121").put("image-weights", "w.pth", "--image-weights");

    assertThat(read(Modality.IMAGE, settings).frozen()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"121, 1024", "169, 1664", "201, 1920"})
  void theWidthOfThePublishedNetworks_isAsInThePaper(String variant, int features) {
    DenseNetSpec spec = new DenseNetSpec(variant, Optional.empty(), Optional.empty(), 0.5);

    assertThat(spec.shape().features()).isEqualTo(features);
  }

  @Test
  void anOnnxFile_isAnEncoderRelativeToWhereItIsNamed() {
    Settings settings =
        new Settings()
            .put("image-encoder", "networks/lite.ONNX", "experiment.yaml", Path.of("runs"));

    OnnxEncoderSpec spec = (OnnxEncoderSpec) read(Modality.IMAGE, settings);

    assertThat(spec.file()).isEqualTo(Path.of("runs", "networks", "lite.ONNX"));
    assertThat(spec.frozen()).isTrue();
  }

  @Test
  void anUnknownEncoder_isOneFaultThatNamesThoseOfItsModality() {
    assertFaults(
        Modality.IMAGE,
        named("image", "densnet"),
        "image-encoder (--image-encoder): there is no densnet; choose one of densenet, onnx, faces"
            + " (did you mean densenet?)");
    assertFaults(
        Modality.IMAGE,
        named("image", "resnet").put("image-size", "64", "--image-size"),
        "image-encoder (--image-encoder): there is no resnet; choose one of densenet, onnx, faces");
    assertFaults(
        Modality.TEXT,
        named("text", "bert"),
        "text-encoder (--text-encoder): there is no bert; choose one of lstm, gru, cnn,"
            + " transformer, minilm, e5, bge,"
            + " sentence, lexicon, terms");
  }

  @Test
  void anUnknownVariant_isOneFaultThatNamesTheKnownOnes() {
    assertFaults(
        Modality.IMAGE,
        named("image", "densenet161"),
        "image-encoder (--image-encoder): there is no DenseNet 161; choose one of tiny, 121, 169,"
            + " 201");
  }

  @Test
  void aNetworkThatIsTrainedFromABlockOn_isFineTunedWithFrozenStatistics() {
    Settings settings =
        named("image", "densenet121")
            .put("image-weights", "w.pth", "--image-weights")
            .put("image-train-from", "block4", "--image-train-from");

    DenseNetSpec spec = (DenseNetSpec) read(Modality.IMAGE, settings);

    assertThat(spec.frozen()).isFalse();
    assertThat(spec.fineTuned()).isTrue();
    assertThat(spec.learnsStatistics()).isFalse();
    assertThat(spec.tuning().trainFrom().block()).isEqualTo(4);
  }

  @Test
  void fineTuningWithoutWeights_isAFault() {
    assertFaults(
        Modality.IMAGE,
        named("image", "densenet121").put("image-train-from", "all", "--image-train-from"),
        "image-train-from (--image-train-from): needs weights to start from: name a file as"
            + " image-weights");
  }

  @Test
  void aBlockThatTheNetworkLacks_isAFault() {
    assertFaults(
        Modality.IMAGE,
        named("image", "densenet-tiny")
            .put("image-weights", "w.pth", "--image-weights")
            .put("image-train-from", "block4", "--image-train-from"),
        "image-train-from (--image-train-from): DenseNet tiny has but 3 blocks");
  }

  @ParameterizedTest
  @CsvSource({
    "batch-norm, learnt",
    "precision, bfloat16",
    "augment-crop, 0.2",
    "augment-flip, 0.5",
    "augment-colour, 0.2",
  })
  void whatIsForTraining_isAFaultOfAFrozenNetwork(String setting, String value) {
    String key = "image-" + setting;
    assertFaults(
        Modality.IMAGE,
        named("image", "densenet121").put("image-weights", "w.pth", "w").put(key, value, "c.yaml"),
        key + " (c.yaml): is for a network that is trained: set image-train-from, or leave it out");
  }

  @ParameterizedTest
  @CsvSource({"rate-factor, 0.1", "rate-decay, 0.5", "frozen-epochs, 1"})
  void whatIsForPublishedWeights_isAFaultOfANetworkFromScratch(String setting, String value) {
    String key = "image-" + setting;
    assertFaults(
        Modality.IMAGE,
        named("image", "densenet121").put(key, value, "c.yaml"),
        key
            + " (c.yaml): is for a network that is fine-tuned: image-weights and"
            + " image-train-from");
  }

  @Test
  void aNetworkFromScratch_hasNoStatisticsToFreeze() {
    assertFaults(
        Modality.IMAGE,
        named("image", "densenet-tiny").put("image-batch-norm", "frozen", "c.yaml"),
        "image-batch-norm (c.yaml): a network without weights has no statistics to freeze");
  }

  @Test
  void anEncoderOfAnotherModality_isRefused() {
    assertFaults(
        Modality.IMAGE,
        named("image", "lstm"),
        "image-encoder (--image-encoder): lstm reads text, not image");
    assertFaults(
        Modality.TEXT,
        named("text", "words.onnx"),
        "text-encoder (--text-encoder): onnx reads image, not text");
  }

  @Test
  void anOnnxEncoderWithoutItsFile_isAFault() {
    assertFaults(Modality.IMAGE, named("image", "onnx"), "image-file: is needed: the ONNX file");
  }

  private static Settings named(String modality, String name) {
    return new Settings().put(modality + "-encoder", name, "--" + modality + "-encoder");
  }

  private static EncoderSpec read(Modality modality, Settings settings) {
    EncoderSpec spec = EncoderSpec.read(modality, settings).get(0);
    settings.finish();
    return spec;
  }

  private static void assertFaults(Modality modality, Settings settings, String... faults) {
    EncoderSpec.read(modality, settings);
    assertThatThrownBy(settings::finish)
        .isInstanceOfSatisfying(
            CovalenceException.class,
            e ->
                assertThat(
                        e.what()
                            .lines()
                            .filter(l -> !l.endsWith("settings do not fit:"))
                            .map(l -> l.replaceFirst("^- ", "")))
                    .containsExactly(faults));
  }
}
