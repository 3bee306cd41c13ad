package org.covalence.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.covalence.spec.Settings;
import org.covalence.store.Version;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * From words on a command line to a command with its settings. A configuration file is read first,
 * and flags replace what it says.
 */
final class CommandLineProgram {
  private final Map<String, Command> commands = new LinkedHashMap<>();
  private final PrintStream results;
  private final PrintStream messages;
  private final boolean terminal;
  private final Faults faults;

  CommandLineProgram(
      List<Command> commands, PrintStream results, PrintStream messages, boolean terminal) {
    commands.forEach(c -> this.commands.put(c.name(), c));
    this.results = results;
    this.messages = messages;
    this.terminal = terminal;
    this.faults = new Faults(messages);
  }

  /** Runs one command and returns the exit code. */
  int run(String... arguments) {
    CommandLine line = new CommandLine(Flags.program(commands.values()));
    // A tweet may begin with @, which would be taken for a file of arguments.
    line.setExpandAtFiles(false);
    try {
      ParseResult parsed = line.parseArgs(arguments);
      if (parsed.hasSubcommand()) {
        return run(parsed.subcommand(), "covalence " + quoted(arguments));
      }
      if (parsed.isVersionHelpRequested()) {
        results.println("covalence " + Version.current());
        return 0;
      }
      line.usage(parsed.isUsageHelpRequested() ? results : messages);
      return parsed.isUsageHelpRequested() ? 0 : Faults.WRONG_USAGE;
    } catch (CommandLine.ParameterException e) {
      return faults.tell(e);
    }
  }

  private int run(ParseResult parsed, String commandLine) {
    if (parsed.isUsageHelpRequested()) {
      parsed.commandSpec().commandLine().usage(results);
      return 0;
    }
    Command command = commands.get(parsed.commandSpec().name());
    if (command == null) {
      throw new IllegalStateException("a command without code: " + parsed.commandSpec().name());
    }
    boolean json = parsed.hasMatchedOption(Flags.JSON);
    Console console = new Console(results, messages, terminal, json, commandLine);
    try (Interruption interruption = new Interruption()) {
      try {
        command.run(settings(parsed, command), console);
        console.requireWritten();
        return 0;
      } catch (RuntimeException | Error e) {
        // Whatever fails while the process ends fails because it ends.
        return interruption.isRequested() ? faults.stopped(command.whenStopped()) : faults.tell(e);
      }
    }
  }

  private static Settings settings(ParseResult parsed, Command command) {
    Settings settings = new Settings();
    if (parsed.hasMatchedOption(Flags.CONFIG)) {
      String file = parsed.matchedOptionValue(Flags.CONFIG, "");
      ConfigFile.read(Path.of(file), settings);
    }
    for (OptionSpec option : parsed.matchedOptionsSet()) {
      String flag = option.longestName();
      if (!flag.equals(Flags.CONFIG) && !flag.equals(Flags.JSON)) {
        settings.put(flag.substring(2), value(option.getValue()), flag);
      }
    }
    for (PositionalParamSpec word : parsed.matchedPositionalsSet()) {
      settings.put(command.positional(), word.getValue(), command.positional());
    }
    return settings;
  }

  /** A list's values a line each, since a path may hold a comma; a single one is left as it is. */
  private static String value(Object value) {
    return value instanceof String[] values && values.length > 1
        ? String.join("\n", values)
        : value instanceof String[] one ? one[0] : value.toString();
  }

  /** The call as a shell would take it. */
  private static String quoted(String... arguments) {
    return String.join(
        " ",
        Arrays.stream(arguments)
            .map(a -> a.matches("[\\w@%+=:,./-]+") ? a : "'" + a.replace("'", "'\\''") + "'")
            .toList());
  }
}
