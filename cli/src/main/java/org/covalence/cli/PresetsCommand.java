package org.covalence.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.covalence.spec.Declared;
import org.covalence.spec.Setting;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;

/** Lists the presets, or prints one. */
final class PresetsCommand implements Command {
  /** Which preset is asked for. */
  record PresetsSpec(
      @Setting(about = "the preset to print; without it, what there is is listed")
          Optional<String> name) {}

  @Override
  public String name() {
    return "presets";
  }

  @Override
  public String about() {
    return "List settings that go well together, for train, compare and tune, or print one of them.";
  }

  @Override
  public String example() {
    return "covalence presets fast";
  }

  @Override
  public String positional() {
    return "name";
  }

  @Override
  public List<Declared> settings() {
    return Declared.of(PresetsSpec.class, "");
  }

  @Override
  public void run(Settings settings, Console console) {
    Optional<String> name = Specs.read(PresetsSpec.class, "", settings).name();
    settings.finish();
    if (name.isPresent()) {
      Preset preset = Preset.named(name.get());
      ObjectNode document = JsonNodeFactory.instance.objectNode().put("name", preset.name());
      document.put("about", preset.about());
      preset.values().forEach(document.putObject("settings")::put);
      console.result(document, preset.text());
      console.show("use it: covalence train --preset " + preset.name() + " --data …");
      return;
    }
    ArrayNode document = JsonNodeFactory.instance.arrayNode();
    StringBuilder text = new StringBuilder();
    for (Preset preset : Preset.all()) {
      document.addObject().put("name", preset.name()).put("about", preset.about());
      Paragraph.lines(String.format(Locale.ROOT, "%-8s %s", preset.name(), preset.about()))
          .forEach(line -> text.append(line).append('\n'));
    }
    console.result(document, text.toString());
    console.say("print one by: covalence presets NAME");
  }
}
