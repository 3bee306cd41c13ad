package org.covalence.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VariantsTest {
  static Stream<Declared> parts() {
    return ExperimentSpec.declared().stream().filter(d -> !d.off().isEmpty() && !d.isRepeated());
  }

  private static ExperimentSpec spec(String... settings) {
    Settings all = new Settings().put("data", "posts", "--data");
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      all.put(setting.substring(0, equals), setting.substring(equals + 1), "--" + setting);
    }
    return Variants.read(all);
  }

  private static List<String> names(ExperimentSpec full) {
    return Variants.of(full).stream().map(Variant::name).toList();
  }

  private static Variant variant(ExperimentSpec full, String name) {
    return Variants.of(full).stream()
        .filter(v -> v.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is none of " + names(full)));
  }

  /** A value that turns a part on: the largest number, or the other word. */
  private static String on(Declared part) {
    Accepted accepted = part.accepted();
    return switch (accepted.kind()) {
      case WHOLE -> Long.toString((long) accepted.max());
      case REAL -> Double.toString(accepted.max());
      default ->
          accepted.words().stream()
              .filter(w -> !w.equals(part.off()))
              .findFirst()
              .orElseThrow(() -> new AssertionError(part.key() + " has nothing to turn off"));
    };
  }

  @ParameterizedTest
  @MethodSource("parts")
  void theOffValue_isOneThatTheSettingTakes(Declared part) {
    assertThat(part.accepted().refusal(part.off())).as(part.key()).isEmpty();
    assertThat(part.accepted().refusal(on(part))).as(part.key()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aPartThatIsOn_isLeftOutByItsOffValueAndNothingElse(Declared part) {
    String owner = part.owner().split(",")[0];
    String family = part.key().split("-")[0];
    ExperimentSpec full =
        owner.isEmpty()
            ? spec(part.key() + "=" + on(part))
            : spec(
                family + (family.equals("fusion") ? "=" : "-encoder=") + chosen(owner),
                part.key() + "=" + on(part));

    Variant variant = variant(full, part.key());

    assertThat(variant.spec()).isNotEqualTo(full);
    assertThat(variant.spec()).isEqualTo(turned(full, part.key(), part.off()));
    assertThat(variant.title()).isEqualTo("without " + part.key());
    assertThat(variant.about())
        .contains(part.off() + " instead of " + full.settings().get(part.key()));
    assertThat(names(variant.spec())).doesNotContain(part.key());
  }

  private static String chosen(String owner) {
    return owner.equals("onnx") ? "network.onnx" : owner;
  }

  private static ExperimentSpec turned(ExperimentSpec full, String key, String value) {
    Settings settings = new Settings();
    full.settings().forEach((k, v) -> settings.put(k, v, "full"));
    return Variants.read(settings.put(key, value, "off"));
  }

  /** What regularises is a part, whoever adds it. */
  @Test
  void everyDropoutAndAllOfBalance_tellWhatTurnsThemOff() {
    Set<String> balance =
        Declared.of(BalanceSpec.class, "").stream().map(Declared::key).collect(Collectors.toSet());

    assertThat(ExperimentSpec.declared())
        .filteredOn(d -> d.key().endsWith("dropout") || balance.contains(d.key()))
        .hasSizeGreaterThan(12)
        .allSatisfy(d -> assertThat(d.off()).as(d.key()).isNotEmpty());
  }

  /** A key that several encoders or fusions share is turned off by one value in all of them. */
  @Test
  void settingsOfOneKey_haveOneOffValue() {
    Stream<Class<? extends Record>> members =
        Stream.concat(
            Declared.members(EncoderSpec.class).stream(),
            Declared.members(FusionSpec.class).stream());

    assertThat(
            members
                .flatMap(m -> Declared.of(m, family(m)).stream())
                .collect(
                    Collectors.groupingBy(
                        Declared::key, Collectors.mapping(Declared::off, Collectors.toSet()))))
        .allSatisfy((key, offs) -> assertThat(offs).as(key).hasSize(1));
  }

  private static String family(Class<? extends Record> member) {
    return Specs.named(member).modality().isEmpty() ? "fusion" : Specs.named(member).modality();
  }

  @Test
  void parts_areModalitiesEncodersFusionAndWhatIsOn() {
    assertThat(names(spec("text-encoder=bge,lexicon,terms", "fusion=joint", "mixup=0.2")))
        .containsExactly(
            "text",
            "image",
            "bge",
            "lexicon",
            "terms",
            "fusion",
            "text-features-dropout",
            "image-pooled-dropout",
            "fusion-dropout",
            "weight-decay",
            "class-weight-power",
            "auxiliary-weight",
            "average-decay",
            "mixup");
  }

  @Test
  void anEncoderThatIsLeftOut_isMissingAndTheOthersStay() {
    ExperimentSpec full = spec("text-encoder=bge,lexicon");

    Variant variant = variant(full, "bge");

    assertThat(variant.title()).isEqualTo("without bge");
    assertThat(variant.about()).isEqualTo("text without its encoder bge");
    assertThat(variant.spec()).isEqualTo(spec("text-encoder=lexicon"));
  }

  @Test
  void ofTwoEncodersOfOneType_eitherIsLeftOutUnderItsOwnName() {
    ExperimentSpec full = spec("text-encoder=gru,gru", "text-width=16", "text-2-width=32");

    assertThat(variant(full, "gru").spec()).isEqualTo(spec("text-encoder=gru", "text-width=32"));
    assertThat(variant(full, "gru-2").spec()).isEqualTo(spec("text-encoder=gru", "text-width=16"));
    assertThat(variant(full, "text-2-dropout").spec())
        .isEqualTo(
            spec("text-encoder=gru,gru", "text-width=16", "text-2-width=32", "text-2-dropout=0"));
  }

  @Test
  void whatTwoEncodersDifferInAlone_isNoPartToTurnOff() {
    ExperimentSpec full = spec("text-encoder=gru,gru", "text-dropout=0");

    assertThat(names(full)).contains("gru", "gru-2").doesNotContain("text-2-dropout");
  }

  @Test
  void aModalityThatIsLeftOut_leavesTheSettingsOfTheOther() {
    ExperimentSpec full = spec("text-width=16", "seed=3", "training-seed=5");

    assertThat(variant(full, "image").spec())
        .isEqualTo(spec("text-width=16", "seed=3", "training-seed=5", "modalities=text"));
  }

  @Test
  void plainFusion_hasTheWidthAndTheDropoutOfTheOneItReplaces() {
    Variant variant = variant(spec("fusion=cross-modal", "fusion-width=32"), "fusion");

    assertThat(variant.spec()).isEqualTo(spec("fusion=concatenation", "fusion-width=32"));
    assertThat(variant.title()).isEqualTo("with fusion=concatenation");
    assertThat(names(spec("fusion=concatenation"))).doesNotContain("fusion");
  }

  @Test
  void oneModality_isNotLeftOut() {
    assertThat(names(spec("modalities=text", "text-encoder=lexicon")))
        .doesNotContain("text", "image", "lexicon");
  }

  @Test
  void nothingOn_isNoVariant() {
    ExperimentSpec plain =
        spec(
            "modalities=text",
            "fusion=concatenation",
            "fusion-dropout=0",
            "text-encoder=lexicon",
            "text-features-dropout=0.0",
            "weight-decay=0",
            "class-weight-power=0",
            "auxiliary-weight=0",
            "average-decay=0");

    assertThat(Variants.of(plain)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "class-weight-power, class-balance-beta=0.9, modalities=text",
    "modality-dropout, modality-dropout=0.2, modalities=text",
    "gradient-modulation, gradient-modulation=0.2, modalities=image",
    "word-dropout, word-dropout=0.2, text-encoder=lexicon"
  })
  void aPartThatIsNotFeltBesideTheOthers_isNoVariant(String part, String on, String beside) {
    assertThat(names(spec(on, beside))).doesNotContain(part);
  }

  @Test
  void lossesOfSingleModalities_areFeltInJointFusionWhereAnEncoderLearns() {
    assertThat(names(spec("fusion=joint", "text-encoder=lexicon", "image-encoder=net.onnx")))
        .doesNotContain("auxiliary-weight");
    assertThat(names(spec("fusion=joint", "text-encoder=lstm", "image-encoder=net.onnx")))
        .contains("auxiliary-weight");
  }
}
