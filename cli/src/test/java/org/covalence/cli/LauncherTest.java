package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root, in a checkout with a Maven and a Java that only tell what they hear. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "mvn in $PWD: $*"
      mkdir -p cli/target/lib
      touch cli/target/covalence.jar cli/target/lib/new.jar
      echo built >> builds.txt
      [ ! -f broken ]
      """;
  private static final String JAVA =
      """
      #!/bin/sh
      echo "arenas $MALLOC_ARENA_MAX"
      for word in "$@"; do echo "[$word]"; done
      exit 3
      """;

  @TempDir Path folder;
  private Path checkout;
  private Path tools;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = folder.resolve("a check out");
    Files.createDirectories(checkout.resolve("cli/src/main"));
    Files.createFile(checkout.resolve("pom.xml"));
    Files.copy(Path.of("..", "covalence"), checkout.resolve("covalence"));
    tools = Files.createDirectories(folder.resolve("jdk/bin"));
    executable(tools.resolve("mvn"), MAVEN);
    executable(tools.resolve("java"), JAVA);
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Told(int code, String results, String messages) {}

  private Told launch(Path script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(arguments));
    Path messages = folder.resolve("messages.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(messages.toFile());
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", tools + ":/usr/bin:/bin");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String results = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Told(process.waitFor(), results, Files.readString(messages));
  }

  private Told launch(String... arguments) throws IOException, InterruptedException {
    return launch(checkout.resolve("covalence"), Map.of(), arguments);
  }

  private long builds() throws IOException {
    Path builds = checkout.resolve("builds.txt");
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  @Test
  void program_isBuiltOnceAndGetsItsArgumentsAsTheyWere() throws Exception {
    Told first = launch("predict", "--text", "two  words; $HOME 'quoted'", "");

    assertThat(first.messages()).startsWith("covalence: building once;");
    assertThat(first.results())
        .contains("arenas 1\n")
        .contains("[org.covalence.cli.Main]\n[predict]\n[--text]\n")
        .endsWith("[two  words; $HOME 'quoted']\n[]\n")
        .contains("[" + checkout.toRealPath() + "/cli/target/covalence.jar:");
    assertThat(first.code()).isEqualTo(3);

    Told second = launch("--version");
    assertThat(second.messages()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void program_isBuiltAgainWhenASourceIsNewerAndWithoutEarlierLibraries() throws Exception {
    launch("--version");
    Path earlier = Files.createFile(checkout.resolve("cli/target/lib/old.jar"));
    Path source = Files.createFile(checkout.resolve("cli/src/main/New.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plus(Duration.ofHours(1))));

    launch("--version");

    assertThat(builds()).isEqualTo(2);
    assertThat(earlier).doesNotExist();
  }

  @Test
  void program_isFoundThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("a link"), checkout.resolve("covalence"));

    Told told = launch(link, Map.of(), "--version");

    assertThat(told.results()).contains(checkout.toRealPath() + "/cli/target/covalence.jar:");
  }

  @Test
  void program_needsNoMavenOnceItIsBuilt() throws Exception {
    launch("--version");
    Files.delete(tools.resolve("mvn"));

    assertThat(launch("--version").results()).contains("[--version]");
  }

  @Test
  void options_ofTheUserComeAfterThoseOfTheScript() throws Exception {
    Told told =
        launch(
            checkout.resolve("covalence"),
            Map.of("COVALENCE_JAVA_OPTIONS", "-Xmx4g -Dmine=1"),
            "--version");

    assertThat(told.results()).containsSubsequence("[-Xmx1g]", "[-Xmx4g]\n[-Dmine=1]\n[-cp]");
    assertThat(told.results()).doesNotContain("covalence.terminal");
  }

  @Test
  void build_thatFailsIsShownAndTriedAgain() throws Exception {
    Files.createFile(checkout.resolve("broken"));

    Told told = launch("--version");

    assertThat(told.code()).isEqualTo(1);
    assertThat(told.results()).isEmpty();
    assertThat(told.messages()).contains("mvn in ").contains("covalence: the build failed");
    Files.delete(checkout.resolve("broken"));
    assertThat(launch("--version").results()).contains("[--version]");
  }

  @Test
  void java_thatDoesNotExistIsTold() throws Exception {
    Told told =
        launch(checkout.resolve("covalence"), Map.of("JAVA_HOME", "/no where"), "--version");

    assertThat(told.code()).isEqualTo(2);
    assertThat(told.messages()).contains("there is no Java", "where: /no where", "JDK 17");
  }

  @Test
  void java_thatIsTooOldIsTold() throws Exception {
    Path home = tools.getParent();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");

    Told told =
        launch(checkout.resolve("covalence"), Map.of("JAVA_HOME", home.toString()), "--version");

    assertThat(told.code()).isEqualTo(2);
    assertThat(told.messages()).contains("expected Java 17 or newer, found 11");
  }
}
