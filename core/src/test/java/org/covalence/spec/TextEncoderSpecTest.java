package org.covalence.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.covalence.post.Modality;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every encoder of words declares what it shares with the others in one way. */
class TextEncoderSpecTest {
  static Stream<Class<? extends Record>> specs() {
    return Stream.of(LstmSpec.class, GruSpec.class, ConvolutionSpec.class, TransformerSpec.class);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void whatIsWritten_isReadAsAnEqualSpec(Class<? extends Record> type) {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 50; i++) {
      Record spec = RandomSpecs.next(type, random);
      Settings settings = new Settings();
      Specs.write(spec, "text").forEach((key, value) -> settings.put(key, value, "--" + key));

      assertThat(Specs.read(type, "text", settings)).isEqualTo(spec);
      settings.finish();
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void anEncoderOfWords_readsText(Class<? extends Record> type) {
    assertThat(EncoderSpec.modalityOf(type)).isEqualTo(Modality.TEXT);
  }

  /** The help tells a shared key once, with the default of the first. */
  @ParameterizedTest
  @MethodSource("specs")
  void aKeyThatOthersHaveToo_hasTheSameDefault(Class<? extends Record> type) {
    Map<String, String> ofLstm = defaults(LstmSpec.class);

    defaults(type)
        .forEach(
            (key, fallback) ->
                assertThat(fallback).as(key).isEqualTo(ofLstm.getOrDefault(key, fallback)));
    assertThat(defaults(type))
        .containsKeys(
            "word-vectors",
            "word-list",
            "text-word-width",
            "text-frequent-words",
            "text-min-count",
            "text-max-tokens",
            "text-dropout",
            "text-pooled-dropout");
  }

  @Test
  void kernels_areOneWordWiderEach() {
    assertThat(read(ConvolutionSpec.class, Map.of()).kernelWidths()).isEqualTo(List.of(2, 3, 4));
    assertThat(
            read(ConvolutionSpec.class, Map.of("text-narrowest-kernel", "1", "text-kernels", "1"))
                .kernelWidths())
        .isEqualTo(List.of(1));
  }

  @Test
  void theWidthOfATransformer_isThatOfItsHeads() {
    TransformerSpec spec =
        read(TransformerSpec.class, Map.of("text-heads", "3", "text-head-width", "10"));

    assertThat(spec.width()).isEqualTo(30);
    assertThat(spec.hidden()).isEqualTo(120);
  }

  @Test
  void moreBlocksThanFour_areAFault() {
    assertThatThrownBy(() -> read(TransformerSpec.class, Map.of("text-blocks", "5")))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("text-blocks")
        .hasMessageContaining("1 to 4");
  }

  private static Map<String, String> defaults(Class<? extends Record> type) {
    return Declared.of(type, "text").stream()
        .collect(Collectors.toMap(Declared::key, Declared::fallback));
  }

  private static <R extends Record> R read(Class<R> type, Map<String, String> given) {
    Settings settings = new Settings();
    given.forEach((key, value) -> settings.put(key, value, "--" + key));
    R spec = Specs.read(type, "text", settings);
    settings.finish();
    return spec;
  }
}
