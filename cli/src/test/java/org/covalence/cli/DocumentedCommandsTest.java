package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.covalence.spec.Declared;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that stand in the documentation have names and flags that exist. */
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern CALL =
      Pattern.compile("(?m)^(?:[A-Z_]+=\\S+ )*\\./covalence ([a-z]+)((?:[^\\n]*\\\\\\n)*[^\\n#]*)");
  private static final Pattern FLAG = Pattern.compile("--([a-z-]+)");
  private static final Set<String> OF_EVERY_COMMAND = Set.of("config", "json", "help");

  /** A call, and the page it stands on. */
  record Call(String page, String command, Set<String> flags) {}

  static Stream<Call> calls() throws IOException {
    return pages().stream()
        .flatMap(page -> CALL.matcher(text(page)).results().map(found -> call(page, found)));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
              docs.filter(p -> p.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Call call(Path page, MatchResult found) {
    Set<String> flags =
        FLAG.matcher(found.group(2)).results().map(f -> f.group(1)).collect(Collectors.toSet());
    return new Call(ROOT.relativize(page).toString(), found.group(1), flags);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aDocumentedCall_namesACommandAndItsFlags(Call call) {
    Optional<Command> command =
        Main.commands().stream().filter(c -> c.name().equals(call.command())).findAny();

    assertThat(command).as(call.page()).isPresent();
    assertThat(command.orElseThrow().settings().stream().map(Declared::key))
        .as(call.page())
        .containsAll(call.flags().stream().filter(f -> !OF_EVERY_COMMAND.contains(f)).toList());
  }
}
