package org.covalence.cli;

import java.util.ArrayList;
import java.util.List;
import org.covalence.spec.BalanceSpec;
import org.covalence.spec.Declared;
import org.covalence.spec.EncoderSpec;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.FusionSpec;
import org.covalence.spec.Named;
import org.covalence.spec.RunSpec;
import org.covalence.spec.SplitSpec;
import org.covalence.spec.TrainingSpec;

/** The reference page of all settings, made from what the commands declare. */
final class SettingsPage {
  private static final String HEAD =
      """
      # Settings

      Every setting of every command. This page is made from the declarations in the code: the flags, the
      keys of a configuration file and the help come from the same place. `SettingsPageTest` fails when the
      page is out of date and says where the new one lies.

      A setting is a flag (`--epochs 20`) or a line in a YAML file (`epochs: 20`, read by
      `--config FILE`). Flags win over the file. In the file, keys may be nested: `text: {width: 128}` means
      `text-width: 128`. Relative paths in a file start at the folder of the file. A switch needs no value:
      `--strict` means `--strict true`. An unknown key, a value out of range and a setting that means
      nothing with the chosen encoders or fusion are errors, all told at once.

      Every command also knows `--config FILE`, `--json` (the result as one JSON document) and `--help`.
      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  private SettingsPage() {}

  /** The whole page, lines ended by a line feed. */
  static String of(List<Command> commands) {
    SettingsPage made = new SettingsPage();
    List<Declared> experiment = ExperimentSpec.declared();
    for (Command command : commands) {
      made.command(command, experiment);
    }
    made.experiment(experiment);
    return made.page.toString();
  }

  private void command(Command command, List<Declared> experiment) {
    page.append("\n## covalence ").append(command.name()).append("\n\n");
    page.append(command.about()).append("\n\n");
    List<Declared> settings = new ArrayList<>(command.settings());
    boolean isExperiment = settings.containsAll(experiment);
    if (isExperiment) {
      settings.removeAll(experiment);
    }
    table(settings);
    if (isExperiment) {
      page.append("\nAnd all of [an experiment](#an-experiment), which follows below.\n");
    }
  }

  private void experiment(List<Declared> all) {
    page.append(
        "\n## An experiment\n\nWhat `train`, `compare`, `ablate` and `tune` have in common.\n");
    section("Posts and parts", Declared.of(SplitSpec.class, ""));
    section("The run", Declared.of(RunSpec.class, ""));
    ExperimentSpec.MODALITIES.forEach(
        modality ->
            section(
                "Encoder of the " + modality,
                all.stream()
                    .filter(s -> !s.isRepeated() && isOfEncoder(s, modality.name(), all))
                    .toList()));
    section("Fusion", all.stream().filter(s -> s.key().startsWith("fusion")).toList());
    section("Training", Declared.of(TrainingSpec.class, ""));
    section("Regularisation and balance", Declared.of(BalanceSpec.class, ""));
    page.append("\n## Names\n\nWhat can be named as an encoder or a fusion.\n\n");
    page.append("| family | name |\n|---|---|\n");
    names("encoder", EncoderSpec.class);
    names("fusion", FusionSpec.class);
  }

  /**
   * Those between the key that names the modality's encoder and the next such key, or the fusion.
   */
  private static boolean isOfEncoder(Declared setting, String modality, List<Declared> all) {
    int at = all.indexOf(setting);
    String last =
        all.subList(0, at + 1).stream()
            .map(Declared::key)
            .filter(k -> k.endsWith("-encoder") || k.equals("fusion"))
            .reduce("", (a, b) -> b);
    return last.equals(modality + "-encoder");
  }

  private void section(String title, List<Declared> settings) {
    page.append("\n### ").append(title).append("\n\n");
    table(settings);
  }

  private void table(List<Declared> settings) {
    page.append("| setting | what it is | default | range |\n|---|---|---|---|\n");
    for (Declared setting : settings) {
      String owner = setting.owner().isEmpty() ? "" : " (" + setting.owner() + ")";
      page.append("| `%s`%s |".formatted(setting.key(), owner));
      page.append(" %s |".formatted(cell(setting.about())));
      page.append(setting.isNeeded() ? " needed |" : quoted(setting.fallback()));
      page.append(setting.range().isEmpty() ? " |" : " " + setting.range() + " |");
      page.append('\n');
    }
  }

  private static String quoted(String fallback) {
    return fallback.isEmpty() ? " |" : " `" + fallback + "` |";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private void names(String family, Class<?> sealed) {
    for (Class<?> member : Declared.members(sealed)) {
      var named = member.getAnnotation(Named.class);
      page.append("| %s | `%s`: %s |\n".formatted(family, named.value(), cell(named.about())));
    }
  }
}
