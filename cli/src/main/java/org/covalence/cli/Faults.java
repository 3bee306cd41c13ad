package org.covalence.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.covalence.spec.Settings;
import org.covalence.store.CovalenceException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Tells people what went wrong, and the process the exit code that stands for it. */
final class Faults {
  static final int UNEXPECTED = 1;
  static final int WRONG_USAGE = 2;
  static final int BAD_DATA = 3;
  static final int STOPPED = 130;

  private final PrintStream messages;

  Faults(PrintStream messages) {
    this.messages = messages;
  }

  /** The fault of a user is told in words; any other is a bug and keeps its stack trace. */
  int tell(Throwable fault) {
    if (fault instanceof CovalenceException e) {
      complain(e.what(), e.where(), e.remedy());
      return e.fault() == CovalenceException.Fault.USAGE ? WRONG_USAGE : BAD_DATA;
    }
    if (fault instanceof CommandLine.ParameterException e) {
      complain(
          problem(e),
          "the command line",
          meant(e)
              + e.getCommandLine().getCommandSpec().qualifiedName()
              + " --help tells what there is");
      return WRONG_USAGE;
    }
    if (fault instanceof OutOfMemoryError e) {
      complain(
          "out of memory (" + e.getMessage() + ")",
          "the Java virtual machine",
          "use smaller batches, or give more by COVALENCE_JAVA_OPTIONS=-Xmx2g");
      return UNEXPECTED;
    }
    print("covalence: this is a bug in Covalence; please report it with what follows");
    fault.printStackTrace(messages);
    return UNEXPECTED;
  }

  /**
   * Tells of a command that was stopped from outside.
   *
   * @param consequence what became of its results
   */
  int stopped(String consequence) {
    print("covalence: stopped before the end; " + consequence);
    return STOPPED;
  }

  private void complain(String what, String where, String remedy) {
    print("covalence: " + what);
    print("  where: " + where);
    print("  what to do: " + remedy);
  }

  private void print(String words) {
    Paragraph.lines(words).forEach(messages::println);
  }

  private static String problem(CommandLine.ParameterException e) {
    if (!(e instanceof CommandLine.UnmatchedArgumentException unmatched)) {
      return String.valueOf(e.getMessage());
    }
    String word = unmatched.getUnmatched().get(0);
    if (word.startsWith("-")) {
      return "there is no option " + word;
    }
    return unmatched.getCommandLine().getSubcommands().isEmpty()
        ? "no word is expected here, found " + word
        : "there is no command " + word;
  }

  private static String meant(CommandLine.ParameterException e) {
    if (!(e instanceof CommandLine.UnmatchedArgumentException unmatched)) {
      return "";
    }
    List<String> known = new ArrayList<>(unmatched.getCommandLine().getSubcommands().keySet());
    unmatched.getCommandLine().getCommandSpec().options().stream()
        .map(OptionSpec::longestName)
        .forEach(known::add);
    return Settings.nearest(unmatched.getUnmatched().get(0), known)
        .map(n -> "did you mean " + n + "? ")
        .orElse("");
  }
}
