package org.covalence.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.covalence.spec.ExperimentSpec;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchSpaceTest {
  @TempDir Path folder;

  private SearchSpace read(String yaml) {
    try {
      Path file = Files.writeString(folder.resolve("space.yaml"), yaml);
      return SearchSpace.read(file, ExperimentSpec.declared());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSpace_isReadWithItsDomainsAndConditions() {
    SearchSpace space =
        read(
            """
            text-width: {low: 32, high: 128, step: 32, when: {fusion: [attention]}}
            learning-rate: {low: 1e-4, high: 1e-2, log: true}
            fusion: [attention, concatenation]
            fusion-width: {low: 32, high: 256, log: true, whole: true}
            text-layers: {choice: [1, 2], when: {fusion: concatenation}}
            calibrate: [true, false]
            image-encoder: [densenet-tiny, "networks/resnet.onnx"]
            """);

    assertThat(space.about())
        .containsExactly(
            Map.entry("learning-rate", "1.0E-4 to 0.01, logarithmic"),
            Map.entry("fusion", "one of attention, concatenation"),
            Map.entry("text-width", "32 to 128, whole, in steps of 32, where fusion is attention"),
            Map.entry("fusion-width", "32 to 256, whole, logarithmic"),
            Map.entry("text-layers", "one of 1, 2, where fusion is concatenation"),
            Map.entry("calibrate", "one of true, false"),
            Map.entry("image-encoder", "one of densenet-tiny, networks/resnet.onnx"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lerning-rate: {low: 1e-4, high: 1e-2}|lerning-rate: is not a setting that can be searched over; did you mean learning-rate?",
        "learning-rate: {low: 1e-4, high: 100}|learning-rate: high: expected a number from 1.0E-8 to 10, found 100",
        "learning-rate: {low: 0.1, high: 0.01}|learning-rate: expected low below high, found 0.1 and 0.01",
        "learning-rate: {low: 0.1, high: 0.1}|learning-rate: expected low below high",
        "learning-rate: {low: 1e-4}|found no high",
        "learning-rate: {high: 1e-4}|found no low",
        "learning-rate: {}|found no low",
        "learning-rate: {low: little, high: 1}|learning-rate: low: expected a number, found little",
        "learning-rate: {low: 1e-999999999, high: 1}|learning-rate: low: expected a number",
        "learning-rate: {low: .nan, high: 1}|not YAML",
        "learning-rate: {low: [1], high: 1}|learning-rate: low: expected a number",
        "learning-rate: {low: 0.1, high: 1, step: 0.1}|step: is for whole numbers; list the values",
        "learning-rate: {low: 0.1, high: 1, log: sometimes}|log: expected true or false, found sometimes",
        "learning-rate: {low: 0.1, hihg: 1}|hihg is not known here; did you mean high?",
        "learning-rate: 0.1|expected a list of values, or low and high; a value that does not change belongs into the configuration, found a number",
        "learning-rate:|found nothing",
        "weight-decay: {low: 0, high: 1, log: true}|a logarithmic scale begins above zero",
        "epochs: {low: 1.5, high: 10}|epochs: low: expected a whole number",
        "epochs: {low: 1, high: 10, whole: false}|epochs: whole: the setting takes whole numbers only",
        "epochs: {low: 0, high: 10}|epochs: low: expected a number from 1 to 10000, found 0",
        "epochs: {low: 1, high: 10, step: 4}|from 1 in steps of 4 one does not come to 10",
        "epochs: {low: 1, high: 10, step: 0}|step: expected a number above zero",
        "epochs: {low: 1, high: 10, step: -1}|step: expected a number above zero",
        "epochs: {low: 1, high: 10, step: 0.5}|expected whole numbers up to",
        "epochs: {low: 1, high: 9, step: 2, log: true}|step: has no meaning on a logarithmic scale",
        "epochs: [5, 0]|epochs: expected a number from 1 to 10000, found 0",
        "fusion: {low: 1, high: 2}|fusion: low: expected one of attention, concatenation",
        "fusion: [attention, atention]|did you mean attention?",
        "fusion: [attention]|expected a list of 2 to 1000 values, found 1",
        "fusion: []|expected a list of 2 to 1000 values, found 0",
        "fusion: [attention, attention]|attention stands there twice",
        "fusion: [attention, '']|expected a value in the list",
        "fusion: [attention, [concatenation]]|expected a value in the list, found an array",
        "fusion: {choice: [attention, concatenation], low: 1}|expected a choice, or low and high, found both",
        "fusion: {choice: attention}|expected a list of 2 to 1000 values, found a string",
        "epochs: {low: 1, high: 9, when: {fusion: attention}}|its condition is on fusion, which is not searched over",
        "epochs: {low: 1, high: 9, when: fusion}|when: expected a setting and its words",
        "epochs: {low: 1, high: 9, when: {fusion: []}}|when: expected words for fusion",
      })
  void aFault_isToldWithWhatWouldFit(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("space.yaml");
  }

  @Test
  void aConditionThatCannotBe_isAFault() {
    String fusion = "fusion: [attention, concatenation]\n";

    assertThatThrownBy(
            () -> read(fusion + "epochs: {low: 1, high: 9, when: {fusion: concatenatoin}}"))
        .hasMessageContaining(
            "its condition is on fusion being concatenatoin, which it never is; did you mean concatenation?");
    assertThatThrownBy(
            () ->
                read("patience: {low: 1, high: 9}\nepochs: {low: 1, high: 9, when: {patience: 1}}"))
        .hasMessageContaining("epochs: its condition is on patience, which is a number");
    assertThatThrownBy(() -> read(fusion + "epochs: {low: 1, high: 9, when: {fusoin: attention}}"))
        .hasMessageContaining("fusoin, which is not searched over; did you mean fusion?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fusion: {choice: [attention, concatenation], when: {fusion: attention}}",
        "fusion: {choice: [attention, concatenation], when: {strict: true}}\n"
            + "strict: {choice: [true, false], when: {fusion: attention}}",
        "fusion: {choice: [attention, concatenation], when: {strict: true}}\n"
            + "strict: {choice: [true, false], when: {calibrate: true}}\n"
            + "calibrate: {choice: [true, false], when: {fusion: attention}}",
      })
  void conditionsInACircle_areAFault(String yaml) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("fusion: its conditions lead back to itself");
  }

  @Test
  void everyFault_isToldAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    epochs: {low: 9, high: 1}
                    weather: [fine, bad]
                    fusion: [attention, both]
                    clip: {low: 0, high: 1, log: true}
                    """))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("5 faults in the search space")
        .hasMessageContaining("- epochs: expected low below high")
        .hasMessageContaining("- weather: is not a setting")
        .hasMessageMatching(
            "(?s).*- fusion: expected one of attention, concatenation, .*, found both\\n.*")
        .hasMessageContaining("- clip: low: expected a number from")
        .hasMessageContaining("- clip: low: a logarithmic scale begins above zero");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|expected settings to search over",
        "{}|expected settings to search over, found none",
        "[1, 2]|expected settings to search over, found an array",
        "fusion|expected settings to search over, found a string",
        "'fusion: [attention'|not YAML",
        "'fusion: !!javax.script.ScriptEngineManager [x]'|expected a list of 2",
      })
  void whatIsNoSpace_isRefused(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aKeyThatStandsTwice_isRefused() {
    assertThatThrownBy(() -> read("epochs: [1, 2]\nepochs: [3, 4]"))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("not YAML");
  }

  @Test
  void aFileThatIsMissingTooBigOrNoText_isRefused() throws IOException {
    assertThatThrownBy(
            () -> SearchSpace.read(folder.resolve("none.yaml"), ExperimentSpec.declared()))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> read("# " + "x".repeat(1 << 16)))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("far too big");
    assertThatThrownBy(
            () ->
                read(
                    String.join(
                        "\n",
                        new SplittableRandom(1).ints(101).mapToObj(i -> "k" + i + ": 1").toList())))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("expected at most 100 settings, found 101");
  }

  @Test
  void anyBytes_areRefusedOrReadAndNeverABug() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    byte[] good =
        "fusion: [attention, concatenation]\nepochs: {low: 1, high: 9, log: true, when: {fusion: attention}}\n"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = good.clone();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("space.yaml"), bytes);
      try {
        assertThat(SearchSpace.read(file, ExperimentSpec.declared()).parameters()).isNotEmpty();
      } catch (CovalenceException e) {
        assertThat(e.where()).contains("space.yaml");
      }
    }
  }

  @Test
  void fingerprints_areEqualForEqualSpacesAlone() {
    String yaml = "epochs: {low: 1, high: 9}\nfusion: [attention, concatenation]\n";

    assertThat(read(yaml).fingerprint()).isEqualTo(read(yaml).fingerprint());
    assertThat(read(yaml).fingerprint())
        .isNotEqualTo(read(yaml.replace("9", "8")).fingerprint())
        .isNotEqualTo(read(yaml.replace("high: 9", "high: 9, log: true")).fingerprint())
        .isNotEqualTo(
            read(yaml.replace("high: 9", "high: 9, when: {fusion: attention}")).fingerprint())
        .isNotEqualTo(
            read(yaml.replace("attention, concatenation", "concatenation, attention"))
                .fingerprint());
  }

  @Test
  void aSpaceMadeByCode_isHeldToTheSameRules() {
    Domain words = new Domain.Choice(List.of("a", "b"));
    Parameter child = new Parameter("c", words, new TreeMap<>(Map.of("p", List.of("a"))));

    assertThatThrownBy(() -> new SearchSpace(List.of())).hasMessageContaining("needs a parameter");
    assertThatThrownBy(() -> new SearchSpace(List.of(child)))
        .hasMessageContaining("a condition that cannot be");
    assertThatThrownBy(
            () -> new SearchSpace(List.of(new Parameter("p", words), new Parameter("p", words))))
        .hasMessageContaining("p stands there twice");
    assertThat(new SearchSpace(List.of(child, new Parameter("p", words))).parameters())
        .extracting(Parameter::key)
        .containsExactly("p", "c");
  }
}
