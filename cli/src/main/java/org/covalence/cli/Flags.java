package org.covalence.cli;

import java.util.Collection;
import java.util.Locale;
import org.covalence.spec.Declared;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Flags and help pages, made from what each command declares. */
final class Flags {
  static final String CONFIG = "--config";
  static final String JSON = "--json";

  private Flags() {}

  /** The program with all its commands. */
  static CommandSpec program(Collection<Command> commands) {
    CommandSpec program = CommandSpec.create().name("covalence");
    program
        .usageMessage()
        .width(Paragraph.WIDTH)
        .description("Sentiment of social-media posts from text and picture together.")
        .footer("", "Start with:  covalence demo", "Help:        covalence COMMAND --help");
    program.addOption(help());
    program.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .type(boolean.class)
            .description("Print the version.")
            .build());
    commands.forEach(c -> program.addSubcommand(c.name(), command(c)));
    return program;
  }

  private static CommandSpec command(Command command) {
    CommandSpec spec = CommandSpec.create().name(command.name());
    spec.usageMessage()
        .description(command.about())
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .width(Paragraph.WIDTH)
        .footer("", "Example:", command.example().indent(2).stripTrailing());
    for (Declared declared : command.settings()) {
      if (declared.key().equals(command.positional())) {
        spec.addPositional(
            PositionalParamSpec.builder()
                .paramLabel(declared.key().toUpperCase(Locale.ROOT))
                .arity("0..1")
                .type(String.class)
                .description(description(declared))
                .build());
      } else {
        spec.addOption(option(declared));
      }
    }
    spec.addOption(
        OptionSpec.builder(CONFIG)
            .type(String.class)
            .paramLabel("FILE")
            .description("YAML file that holds any of these settings; flags win")
            .build());
    spec.addOption(
        OptionSpec.builder(JSON)
            .type(boolean.class)
            .description("print the result as one JSON document")
            .build());
    spec.addOption(help());
    return spec;
  }

  private static OptionSpec option(Declared declared) {
    OptionSpec.Builder option =
        OptionSpec.builder("--" + declared.key())
            .type(declared.isList() ? String[].class : String.class)
            .paramLabel("VALUE")
            .hidden(declared.isRepeated())
            .description(description(declared));
    if (declared.isList()) {
      return option.arity("1..*").build();
    }
    return declared.isSwitch()
        ? option.arity("0..1").fallbackValue("true").build()
        : option.arity("1").build();
  }

  private static String description(Declared declared) {
    String owner = declared.owner().isEmpty() ? "" : "[" + declared.owner() + "] ";
    boolean isOff = declared.isSwitch() && declared.fallback().equals("false");
    String fallback =
        declared.fallback().isEmpty() || isOff ? "" : " (default: " + declared.fallback() + ")";
    // A per cent sign begins a format in picocli.
    return (owner + declared.about() + fallback).replace("%", "%%");
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .type(boolean.class)
        .description("print this help")
        .build();
  }
}
