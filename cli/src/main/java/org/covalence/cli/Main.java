package org.covalence.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The program. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintStream results =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintStream messages =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    boolean terminal = Boolean.getBoolean("covalence.terminal");
    int code = run(results, messages, terminal, arguments);
    results.flush();
    System.exit(code);
  }

  /**
   * Runs one command.
   *
   * @return 0 done, 2 wrong usage, 3 bad data or model, 1 unexpected
   */
  static int run(PrintStream results, PrintStream messages, boolean terminal, String... arguments) {
    return new CommandLineProgram(commands(), results, messages, terminal).run(arguments);
  }

  /** The commands, in the order of the help. */
  static List<Command> commands() {
    return List.of(
        new DemoCommand(),
        new InspectCommand(),
        new DownloadCommand(),
        new TrainCommand(),
        new CompareCommand(),
        new AblateCommand(),
        new TuneCommand(),
        new PresetsCommand(),
        new EvaluateCommand(),
        new TransferCommand(),
        new RobustnessCommand(),
        new PredictCommand(),
        new PowerCommand(),
        new ReplayCommand());
  }
}
