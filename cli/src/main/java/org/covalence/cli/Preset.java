package org.covalence.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.spec.Setting;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.store.CovalenceException;

/**
 * Settings that go well together, as a file of the program. Whatever else is set wins.
 *
 * @param text the file: YAML, which begins with comments on what it is and what it reached
 */
record Preset(String name, String text) {
  private static final List<String> NAMES = List.of("thesis", "fast", "best");

  /** What a command that trains asks for. */
  record PresetSpec(
      @Setting(
              about =
                  "settings to start from: thesis, fast or best (covalence presets tells of each); --config and flags win")
          Optional<String> preset) {}

  /** All of them. */
  static List<Preset> all() {
    return NAMES.stream()
        .map(name -> new Preset(name, resource("preset/" + name + ".yaml")))
        .toList();
  }

  /**
   * The one called {@code name}.
   *
   * @throws CovalenceException where there is none, with the nearest name
   */
  static Preset named(String name) {
    return all().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                CovalenceException.usage(
                    "there is no preset " + name,
                    "the name of the preset",
                    "choose one of "
                        + String.join(", ", NAMES)
                        + Settings.nearest(name, NAMES)
                            .map(n -> " (did you mean " + n + "?)")
                            .orElse("")));
  }

  /** Sets what the preset named there says, where nothing else is set. */
  static void fill(Settings settings) {
    Specs.read(PresetSpec.class, "", settings)
        .preset()
        .map(Preset::named)
        .ifPresent(
            preset ->
                preset
                    .values()
                    .forEach((key, value) -> settings.fill(key, value, "preset " + preset.name())));
  }

  /** What it sets, by key. */
  Map<String, String> values() {
    return ConfigFile.values(text.getBytes(StandardCharsets.UTF_8), "preset " + name);
  }

  /** What it is, in one sentence: its first line. */
  String about() {
    return text.lines().findFirst().orElseThrow().substring(1).strip();
  }

  /** A text file that stands beside this class. */
  static String resource(String name) {
    try (InputStream in = Preset.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
