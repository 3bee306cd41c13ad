package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The program as a process of its own, which can be killed and run out of what it needs. */
final class Running {
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path messages;

  private Running(Process process, Path messages) {
    this.process = process;
    this.messages = messages;
  }

  /** What a shell would run, for {@code arguments} of the program after those of the JVM. */
  static List<String> command(List<String> options, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
    command.addAll(options);
    command.add(Main.class.getName());
    for (Object argument : arguments) {
      if (argument instanceof List<?> list) {
        list.forEach(a -> command.add(a.toString()));
      } else {
        command.add(argument.toString());
      }
    }
    return command;
  }

  /** Starts {@code command} in {@code folder}, where its messages and results are kept. */
  static Running start(Path folder, List<String> command) throws IOException {
    Path messages = Files.createTempFile(folder, "messages", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(messages.toFile())
            .redirectOutput(folder.resolve("results.txt").toFile());
    String tests = System.getProperty("surefire.test.class.path");
    builder
        .environment()
        .put("CLASSPATH", tests == null ? System.getProperty("java.class.path") : tests);
    return new Running(builder.start(), messages);
  }

  /** Waits until something is so or the process has ended, and returns whether it still runs. */
  boolean runsUntil(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
    while (process.isAlive() && !condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting; messages:%n%s", messages()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    return process.isAlive();
  }

  /** SIGKILL: nothing is asked. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    code();
  }

  /** Sends a signal that asks, by its name without SIG. */
  void signal(String name) throws IOException, InterruptedException {
    Process sender = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(sender.waitFor()).isZero();
  }

  /** The exit code, once the process has ended. */
  int code() throws InterruptedException {
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as("ended; messages:%n%s", messages()).isTrue();
    return process.exitValue();
  }

  /** What it has said so far. */
  String messages() {
    try {
      return Files.readString(messages);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
