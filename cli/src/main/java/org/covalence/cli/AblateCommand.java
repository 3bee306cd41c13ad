package org.covalence.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.covalence.compare.MeasureSpec;
import org.covalence.spec.Declared;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.spec.Variant;
import org.covalence.store.CovalenceException;

/** Tells what each part of a configuration is worth, by training without it. */
final class AblateCommand implements Command {
  static final String NAME = "ablate";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "Tell what each part of a configuration is worth: train it in full and without one part at a time, on the same folds, and test the differences.";
  }

  @Override
  public String example() {
    return "covalence ablate --data MVSA_Single --preset fast \\\n"
        + "    --image-encoder efficientnet-lite0.onnx --out runs/parts\n"
        + "covalence ablate --data MVSA_Single --without image,fusion-dropout \\\n"
        + "    --change epochs=3 --folds 10 --out runs/parts";
  }

  @Override
  public List<Declared> settings() {
    List<Declared> settings = new ArrayList<>(Declared.of(AblateSpec.Call.class, ""));
    settings.addAll(Declared.of(AblateSpec.class, ""));
    settings.addAll(Declared.of(MeasureSpec.class, ""));
    settings.addAll(Declared.of(Preset.PresetSpec.class, ""));
    settings.addAll(ExperimentSpec.declared());
    return settings;
  }

  @Override
  public String whenStopped() {
    return "the same call goes on from the trainings that were finished";
  }

  @Override
  public void run(Settings settings, Console console) {
    AblateSpec.Call call = Specs.read(AblateSpec.Call.class, "", settings);
    Path folder = settings.folder("change");
    AblateSpec spec = Specs.read(AblateSpec.class, "", settings);
    MeasureSpec measure = Specs.read(MeasureSpec.class, "", settings);
    Preset.fill(settings);
    ExperimentSpec read = ExperimentSpec.read(settings);
    settings.finish();
    ExperimentSpec full = read.absolute();
    List<Variant> variants = AblateVariants.of(full, spec, folder);
    if (call.list()) {
      list(variants, console);
      return;
    }
    Path out =
        call.out()
            .orElseThrow(
                () ->
                    CovalenceException.usage(
                        "a folder to write to is needed",
                        "--out",
                        "name one, or let --list print the variants without training"));
    AblationRun.run(out, spec, measure, full, variants, console);
  }

  private static void list(List<Variant> variants, Console console) {
    ArrayNode document = JsonNodeFactory.instance.arrayNode();
    StringBuilder text = new StringBuilder();
    int widest = variants.stream().mapToInt(v -> v.name().length()).max().orElse(0);
    for (Variant variant : variants) {
      document.addObject().put("variant", variant.name()).put("about", variant.about());
      Paragraph.lines(
              String.format(Locale.ROOT, "%-" + widest + "s  %s", variant.name(), variant.about()))
          .forEach(line -> text.append(line).append('\n'));
    }
    console.result(document, text.toString());
  }
}
