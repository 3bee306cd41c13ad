package org.covalence.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariantChangeTest {
  private static final Path FOLDER = Path.of("configurations");

  private final ExperimentSpec full =
      Variants.read(new Settings().put("data", "posts", "--data")).absolute();

  private Variant variant(String text) {
    return VariantChange.of(full, text, FOLDER);
  }

  @Test
  void settings_areChangedAndTheOthersStay() {
    Variant variant = variant(" epochs = 03 ;patience=2");

    assertThat(variant.spec().training().epochs()).isEqualTo(3);
    assertThat(variant.spec().training().patience()).isEqualTo(2);
    assertThat(variant.spec().encoders()).isEqualTo(full.encoders());
    assertThat(variant.name()).isEqualTo("epochs=3; patience=2");
    assertThat(variant.title()).isEqualTo("with epochs=3; patience=2");
    assertThat(variant.about()).isEqualTo("epochs 3 instead of 10; patience 2 instead of 4");
  }

  @Test
  void itsName_isReadAsTheSameVariant() {
    for (String text :
        List.of("epochs=03", "text-encoder=bge, lexicon;mixup=.2", "image-encoder=net.onnx")) {
      Variant variant = variant(text);

      assertThat(VariantChange.of(full, variant.name(), Path.of("elsewhere"))).isEqualTo(variant);
    }
  }

  @Test
  void aRelativePath_startsAtItsFolder() {
    Variant variant = variant("image-encoder=net.onnx;word-vectors=glove.txt");

    assertThat(((OnnxEncoderSpec) variant.spec().encoders().get(1)).file())
        .isEqualTo(FOLDER.resolve("net.onnx").toAbsolutePath());
    assertThat(variant.name())
        .isEqualTo(
            "image-encoder="
                + FOLDER.resolve("net.onnx").toAbsolutePath()
                + "; word-vectors="
                + FOLDER.resolve("glove.txt").toAbsolutePath());
  }

  @Test
  void aSettingThatTheFullConfigurationDoesNotHave_wasNothingBefore() {
    assertThat(variant("text-encoder=terms; text-terms-width=50").about())
        .isEqualTo("text-encoder terms instead of lstm; text-terms-width 50");
  }

  @Test
  void anEncoderInPlaceOfAnother_makesSettingsOfTheOldOneNoFault() {
    assertThat(variant("text-encoder=bge").spec().encoders().get(0)).isInstanceOf(BgeSpec.class);
    assertThat(variant("modalities=text").spec().encoders()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epochs | expected a setting and its value, found epochs",
        "epochs=3; | expected a setting and its value, found nothing",
        "=3 | expected a setting and its value, found =3",
        "epochs=3;epochs=4 | epochs is named twice",
        "epoch=3 | is not a setting; did you mean epochs?",
        "epochs=0 | expected a number from 1 to 10000, found 0",
        "fusion=gatde | did you mean gated?",
        "text-encoder=bge;text-width=8 | has no meaning with the encoders and the fusion chosen",
        "seed=3 | seed is the same for every variant",
        "data=other | data is the same for every variant",
        "epochs=10 | it is the full configuration itself"
      })
  void aVariantThatCannotBe_isNamedWithItsFault(String text, String fault) {
    assertThatThrownBy(() -> variant(text))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(fault)
        .hasMessageContaining("the variant " + text);
  }

  @Test
  void aListThatWasCutAtItsCommas_isPutTogetherAgain() {
    assertThat(VariantChange.joined(List.of("text-encoder=bge", "lexicon", "epochs=3")))
        .containsExactly("text-encoder=bge,lexicon", "epochs=3");
    assertThat(VariantChange.joined(List.of("lexicon"))).containsExactly("lexicon");
    assertThat(VariantChange.joined(List.of())).isEmpty();
  }
}
