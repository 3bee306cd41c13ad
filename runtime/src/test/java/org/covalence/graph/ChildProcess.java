package org.covalence.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java machine with the classes of this one, to be killed or to fail by itself. */
public final class ChildProcess {
  private ChildProcess() {}

  /** Starts {@code main}; what it says comes out of the process's input stream. */
  public static Process start(Class<?> main, String... arguments) throws IOException {
    return start(main, Path.of("").toAbsolutePath(), arguments);
  }

  /** As {@link #start(Class, String...)}, in {@code folder}. */
  public static Process start(Class<?> main, Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A child is small and short: compiling its code well is not worth the while.
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    // Java 24 and newer warn of what protobuf 3.25 and ONNX Runtime do; the child is to say what
    // the
    // test asks for and nothing else. Older Java does not know these options.
    command.addAll(
        List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
  }
}
