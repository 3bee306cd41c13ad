package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.covalence.spec.Declared;
import org.covalence.store.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  static Stream<String> names() {
    return Main.commands().stream().map(Command::name);
  }

  @Test
  void program_listsEveryCommandAndHowToStart() {
    Call call = Call.covalence("--help").succeeds();

    assertThat(call.results()).contains("covalence demo");
    assertThat(call.results().lines().map(l -> l.strip().split(" ")[0]))
        .containsAll(names().toList());
    assertThat(call.results().lines()).allSatisfy(HelpTest::fits);
  }

  @Test
  void program_tellsItsVersion() {
    assertThat(Call.covalence("--version").succeeds().results())
        .isEqualTo("covalence " + Version.current() + System.lineSeparator());
    assertThat(Version.current()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void program_withoutACommandIsWrongUsageAndShowsTheHelp() {
    Call call = Call.covalence();

    assertThat(call.code()).isEqualTo(2);
    assertThat(call.results()).isEmpty();
    assertThat(call.messages()).contains("Usage: covalence");
  }

  @ParameterizedTest
  @MethodSource("names")
  void help_ofACommandDescribesEveryFlagAndHasAnExample(String name) {
    Call call = Call.covalence(name, "--help").succeeds();

    assertThat(call.messages()).isEmpty();
    assertThat(call.results().lines()).allSatisfy(HelpTest::fits);
    String help = call.results().replaceAll("\\s+", " ");
    Command command = command(name);
    assertThat(help).contains("Example: covalence " + name);
    for (Declared declared : command.settings()) {
      assertThat(declared.about()).as(declared.key()).isNotBlank();
      if (declared.isRepeated()) {
        // Each setting three times would be no help: the rule is told instead.
        assertThat(help).doesNotContain("--" + declared.key());
        assertThat(help).contains("of the second of a type start with text-2-", "with image-2-");
        continue;
      }
      if (!declared.key().equals(command.positional())) {
        assertThat(help).contains("--" + declared.key());
      }
      // Where the help breaks a line is its own affair.
      assertThat(help.replace(" ", "")).contains(declared.about().replace(" ", ""));
    }
    assertThat(help).contains("--config=FILE", "--json", "--help");
  }

  @ParameterizedTest
  @MethodSource("names")
  void example_namesFlagsThatExist(String name) {
    Command command = command(name);
    List<String> flags = command.settings().stream().map(d -> "--" + d.key()).toList();

    assertThat(command.example().replace("\\\n", " ").lines())
        .allSatisfy(
            line -> {
              assertThat(line).startsWith("covalence " + name);
              assertThat(Stream.of(line.split(" ")).filter(w -> w.startsWith("--")))
                  .isSubsetOf(flags);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "compare", "ablate", "tune"})
  void help_ofTrainingNamesEveryEncoderAndFusion(String name) {
    assertThat(Call.covalence(name, "--help").results())
        .contains("lstm", "densenet121", "ONNX", "attention", "concatenation");
  }

  private static Command command(String name) {
    return Main.commands().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static void fits(String line) {
    assertThat(line.codePointCount(0, line.length())).as(line).isLessThanOrEqualTo(80);
  }
}
