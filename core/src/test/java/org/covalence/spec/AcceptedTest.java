package org.covalence.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTest {
  private static Optional<String> refusal(String key, String text) {
    return ExperimentSpec.declared().stream()
        .filter(d -> d.key().equals(key))
        .findFirst()
        .orElseThrow()
        .accepted()
        .refusal(text);
  }

  @ParameterizedTest
  @CsvSource({
    "epochs, 1",
    "learning-rate, 1e-4",
    "text-bidirectional, false",
    "text-encoder, lstm",
    "image-encoder, densenet",
    "image-encoder, densenet121",
    "image-encoder, densenet-tiny",
    "image-encoder, networks/resnet.onnx",
    "fusion, concatenation",
    "image-size, 32",
    "threads, 4",
    "cache, anywhere",
    "modalities, text",
  })
  void aValueThatTheSettingTakes_isNotRefused(String key, String text) {
    assertThat(refusal(key, text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "epochs, 0, expected a number from 1 to 10000",
    "epochs, 1.5, expected a whole number",
    "epochs, many, expected a whole number",
    "learning-rate, 11, expected a number from 1.0E-8 to 10",
    "learning-rate, NaN, expected a finite number",
    "text-bidirectional, maybe, 'expected one of true, false, found maybe'",
    "fusion, atention, did you mean attention?",
    "image-encoder, densenet999, found densenet999",
    "text-encoder, resnet.onnx, expected one of lstm",
    "image-size, 15, expected a number from 16 to 2048",
  })
  void aValueThatItDoesNotTake_isRefusedWithWhatItTakes(String key, String text, String reason) {
    assertThat(refusal(key, text).orElseThrow()).contains(reason);
  }

  @Test
  void namesOfEncoders_areThoseThatCanBeRead() {
    for (String name : EncoderSpec.names(org.covalence.post.Modality.IMAGE)) {
      Settings settings =
          new Settings().put("image-encoder", name.replace("*", "network"), "--image-encoder");
      EncoderSpec.read(org.covalence.post.Modality.IMAGE, settings);
      settings.finish();
    }
  }
}
