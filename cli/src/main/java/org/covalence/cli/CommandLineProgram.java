package org.covalence.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.covalence.spec.Declared;
import org.covalence.spec.Settings;
import org.covalence.store.CovalenceException;
import org.covalence.store.Version;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * From words on a command line to a command with its settings. Flags and help are made from what
 * each command declares; a configuration file is read first, and flags replace what it says.
 */
final class CommandLineProgram {
  private static final int UNEXPECTED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int BAD_DATA = 3;

  private static final String CONFIG = "config";
  private static final String JSON = "json";
  private static final int HELP_WIDTH = 80;

  private final Map<String, Command> commands = new LinkedHashMap<>();
  private final PrintStream results;
  private final PrintStream messages;
  private final boolean terminal;

  CommandLineProgram(
      List<Command> commands, PrintStream results, PrintStream messages, boolean terminal) {
    commands.forEach(c -> this.commands.put(c.name(), c));
    this.results = results;
    this.messages = messages;
    this.terminal = terminal;
  }

  int run(String... arguments) {
    try {
      return dispatch(arguments);
    } catch (CovalenceException e) {
      messages.println("covalence: " + e.what());
      messages.println("  where: " + e.where());
      messages.println("  what to do: " + e.remedy());
      return e.fault() == CovalenceException.Fault.USAGE ? WRONG_USAGE : BAD_DATA;
    } catch (CommandLine.ParameterException e) {
      String called = e.getCommandLine().getCommandName();
      messages.println("covalence: " + e.getMessage());
      suggest(e).forEach(messages::println);
      messages.println(
          "  what to do: covalence "
              + (commands.containsKey(called) ? called + " " : "")
              + "--help tells what there is");
      return WRONG_USAGE;
    } catch (OutOfMemoryError e) {
      messages.println("covalence: out of memory (" + e.getMessage() + ")");
      messages.println(
          "  what to do: use smaller batches, or give more by COVALENCE_JAVA_OPTIONS=-Xmx2g");
      return UNEXPECTED;
    } catch (RuntimeException e) {
      messages.println("covalence: this is a bug in Covalence; please report it with what follows");
      e.printStackTrace(messages);
      return UNEXPECTED;
    }
  }

  private static List<String> suggest(CommandLine.ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      List<String> known =
          unmatched.getCommandLine().getCommandSpec().options().stream()
              .map(OptionSpec::longestName)
              .toList();
      List<String> commandNames = List.copyOf(unmatched.getCommandLine().getSubcommands().keySet());
      List<String> all = new ArrayList<>(known);
      all.addAll(commandNames);
      return Settings.nearest(unmatched.getUnmatched().get(0), all)
          .map(n -> List.of("  did you mean " + n + "?"))
          .orElse(List.of());
    }
    return List.of();
  }

  private int dispatch(String... arguments) {
    CommandLine line = new CommandLine(root());
    line.setUsageHelpWidth(HELP_WIDTH);
    ParseResult parsed = line.parseArgs(arguments);
    if (!parsed.hasSubcommand()) {
      if (parsed.isVersionHelpRequested()) {
        results.println("covalence " + Version.current());
        return 0;
      }
      line.usage(parsed.isUsageHelpRequested() ? results : messages);
      return parsed.isUsageHelpRequested() ? 0 : WRONG_USAGE;
    }
    ParseResult sub = parsed.subcommand();
    if (sub.isUsageHelpRequested()) {
      sub.commandSpec().commandLine().usage(results);
      return 0;
    }
    Command command = commands.get(sub.commandSpec().name());
    if (command == null) {
      throw new IllegalStateException("a command without code: " + sub.commandSpec().name());
    }
    Settings settings = new Settings();
    if (sub.hasMatchedOption("--" + CONFIG)) {
      String file = sub.matchedOptionValue("--" + CONFIG, "");
      ConfigFile.read(Path.of(file), settings);
    }
    for (OptionSpec option : sub.matchedOptionsSet()) {
      String key = option.longestName().substring(2);
      if (!key.equals(CONFIG) && !key.equals(JSON)) {
        settings.put(key, option.getValue(), option.longestName());
      }
    }
    for (PositionalParamSpec word : sub.matchedPositionalsSet()) {
      settings.put(command.positional(), word.getValue(), command.positional());
    }
    boolean json = sub.hasMatchedOption("--" + JSON);
    command.run(
        settings, new Console(results, messages, terminal, json, "covalence " + quoted(arguments)));
    return 0;
  }

  /** The call as a shell would take it. */
  private static String quoted(String... arguments) {
    return String.join(
        " ",
        Arrays.stream(arguments)
            .map(a -> a.matches("[\\w@%+=:,./-]+") ? a : "'" + a.replace("'", "'\\''") + "'")
            .toList());
  }

  private CommandSpec root() {
    CommandSpec root = CommandSpec.create().name("covalence");
    root.usageMessage()
        .description("Sentiment of social-media posts from text and picture together.")
        .footer("", "Start with:  covalence demo", "Help:        covalence COMMAND --help");
    root.addOption(helpOption());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .type(boolean.class)
            .description("Print the version.")
            .build());
    commands.values().forEach(c -> root.addSubcommand(c.name(), spec(c)));
    return root;
  }

  private static CommandSpec spec(Command command) {
    CommandSpec spec = CommandSpec.create().name(command.name());
    spec.usageMessage()
        .description(command.about())
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .width(HELP_WIDTH)
        .footer("", "Example:", "  " + command.example());
    for (Declared declared : command.settings()) {
      if (declared.key().equals(command.positional())) {
        spec.addPositional(
            PositionalParamSpec.builder()
                .paramLabel(declared.key().toUpperCase(Locale.ROOT))
                .arity("0..1")
                .type(String.class)
                .description(description(declared))
                .build());
        continue;
      }
      OptionSpec.Builder option =
          OptionSpec.builder("--" + declared.key())
              .type(String.class)
              .paramLabel("VALUE")
              .description(description(declared));
      spec.addOption(
          declared.isSwitch()
              ? option.arity("0..1").fallbackValue("true").build()
              : option.arity("1").build());
    }
    spec.addOption(
        OptionSpec.builder("--" + CONFIG)
            .type(String.class)
            .paramLabel("FILE")
            .description("YAML file that holds any of these settings; flags win.")
            .build());
    spec.addOption(
        OptionSpec.builder("--" + JSON)
            .type(boolean.class)
            .description("Print the result as one JSON document.")
            .build());
    spec.addOption(helpOption());
    return spec;
  }

  private static String description(Declared declared) {
    String owner = declared.owner().isEmpty() ? "" : "[" + declared.owner() + "] ";
    String fallback =
        declared.fallback().isEmpty() || declared.isSwitch()
            ? ""
            : " (default: " + declared.fallback() + ")";
    return owner + (declared.about() + fallback).replace("%", "%%");
  }

  private static OptionSpec helpOption() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .type(boolean.class)
        .description("Print this help.")
        .build();
  }
}
