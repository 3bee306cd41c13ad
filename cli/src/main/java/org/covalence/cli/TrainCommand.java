package org.covalence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.compare.MeasureSpec;
import org.covalence.duplicate.Traces;
import org.covalence.model.ModelFolder;
import org.covalence.report.MetricsJson;
import org.covalence.report.TextReport;
import org.covalence.spec.Declared;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.split.LabelledPost;
import org.covalence.split.TrainingPart;
import org.covalence.store.AtomicFiles;
import org.covalence.store.Version;
import org.covalence.train.TrainedModel;

/** Trains one model and saves it. */
final class TrainCommand implements Command {
  @Override
  public String name() {
    return "train";
  }

  @Override
  public String about() {
    return "Train a model on labelled posts, measure it on posts it has not seen, and save it as a folder.";
  }

  @Override
  public String example() {
    return "covalence train --data MVSA_Single --word-vectors glove.txt.gz \\\n    --image-encoder efficientnet-lite0.onnx --out models/mvsa";
  }

  @Override
  public List<Declared> settings() {
    List<Declared> settings = new ArrayList<>(Declared.of(OutputSpec.class, ""));
    settings.addAll(Declared.of(Preset.PresetSpec.class, ""));
    settings.addAll(ExperimentSpec.declared());
    return settings;
  }

  @Override
  public void run(Settings settings, Console console) {
    Path out = Specs.read(OutputSpec.class, "", settings).out();
    Preset.fill(settings);
    ExperimentSpec spec = ExperimentSpec.read(settings);
    settings.finish();
    ModelFolder.checkReplaceable(out);
    try (Laboratory laboratory = Laboratory.open(spec, MeasureSpec.DEFAULT, console)) {
      var experiment = laboratory.experiment();
      String system = String.join("+", spec.run().modalities());
      long seed = spec.run().firstTrainingSeed();
      Path checkpoint = checkpoint(out);
      if (Files.exists(checkpoint)) {
        console.say("going on from " + checkpoint);
      }
      try (TrainedModel model =
          laboratory.train(
              experiment.modalities(), seed, system, Optional.of(checkpoint), console)) {
        Evaluation evaluation = laboratory.evaluate(model.name(), seed, model.predictTest());
        Comparison alone = Comparison.of(List.of(evaluation)).without(laboratory.twins());
        save(out, model, spec, experiment.fitted().part(), alone, console);
        delete(checkpoint);
        console.result(MetricsJson.document(alone), TextReport.of(alone));
        console.say("the model is in " + out);
        console.show("try: " + PredictCommand.call(out.toString(), experiment.modalities()));
      }
    }
  }

  @Override
  public String whenStopped() {
    return "the same call goes on from the last epoch that was finished";
  }

  /** Beside the model: what is left of a call that was stopped. */
  static Path checkpoint(Path out) {
    Path target = out.toAbsolutePath().normalize();
    return target.resolveSibling(target.getFileName() + ".checkpoint");
  }

  private static void delete(Path checkpoint) {
    try {
      Files.deleteIfExists(checkpoint);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(checkpoint, e);
    }
  }

  /**
   * Saves a model with all that tells where it comes from.
   *
   * @param spec what trains this one model again
   * @param learnt the posts it was fitted on
   */
  static void save(
      Path out,
      TrainedModel model,
      ExperimentSpec spec,
      TrainingPart learnt,
      Comparison measured,
      Console console) {
    Map<String, String> provenance =
        Provenance.of(
            "train",
            measured.signature(),
            spec.split().data().toString(),
            spec.run().threadCount(),
            console);
    provenance.put(TrainedFrom.CLASSES, TrainedFrom.words(model.fit().classes()));
    Map<String, String> extra = new LinkedHashMap<>();
    extra.put("metrics.json", MetricsJson.of(measured));
    extra.put(
        TrainedFrom.TRACES,
        Traces.of(learnt.posts().stream().map(LabelledPost::post).toList()).lines());
    extra.put("training.jsonl", EpochLog.lines(model.fit().epochs()));
    extra.put("config.yaml", ConfigFile.write(absolute(spec)));
    extra.put("predictions-validation.jsonl", RunFolder.lines(model.predictValidation()));
    extra.put("predictions-test.jsonl", RunFolder.lines(model.predictTest()));
    extra.put("MODEL_CARD.md", ModelCard.of(model, spec, measured, provenance));
    model.save(out, Version.current(), spec.fusion(), provenance, extra);
  }

  /** The settings of a run, their paths made absolute, so that they hold from any folder. */
  static Map<String, String> absolute(ExperimentSpec spec) {
    return spec.absolute().settings();
  }
}
