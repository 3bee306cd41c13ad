package org.covalence.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.compare.MeasureSpec;
import org.covalence.post.Modality;
import org.covalence.predict.Prediction;
import org.covalence.report.LearningCurve;
import org.covalence.report.MetricsJson;
import org.covalence.report.ReportContent;
import org.covalence.report.SubsetResult;
import org.covalence.report.TextReport;
import org.covalence.spec.Declared;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.store.AtomicFiles;
import org.covalence.store.CovalenceException;
import org.covalence.train.Experiment;
import org.covalence.train.LinearBaseline;
import org.covalence.train.TrainedModel;
import org.jspecify.annotations.Nullable;

/**
 * Trains each modality alone and all together on the same posts, compares them, and saves the
 * winner.
 */
final class CompareCommand implements Command {
  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String about() {
    return "Train text, image and both on the same posts, say with honest statistics which is better, and save the one that was best in validation.";
  }

  @Override
  public String example() {
    return "covalence compare --data MVSA_Single --word-vectors glove.txt.gz \\\n"
        + "    --image-encoder efficientnet-lite0.onnx --out runs/first\n"
        + "covalence compare --data MVSA_Single --folds 10 --seeds 5 --out runs/cv";
  }

  @Override
  public List<Declared> settings() {
    List<Declared> settings = new ArrayList<>(Declared.of(OutputSpec.class, ""));
    settings.addAll(Declared.of(ReportSpec.class, ""));
    settings.addAll(Declared.of(CompareSpec.class, ""));
    settings.addAll(Declared.of(FileComparison.FilesSpec.class, ""));
    settings.addAll(Declared.of(MeasureSpec.class, ""));
    settings.addAll(Declared.of(Preset.PresetSpec.class, ""));
    settings.addAll(ExperimentSpec.declared());
    return settings;
  }

  @Override
  public String whenStopped() {
    return "the same call goes on from the trainings that were finished, and without --folds from the last epoch of each";
  }

  @Override
  public void run(Settings settings, Console console) {
    if (FileComparison.isMeant(settings)) {
      FileComparison.run(settings, console);
      return;
    }
    Path out = Specs.read(OutputSpec.class, "", settings).out();
    Optional<Path> report = Specs.read(ReportSpec.class, "", settings).report();
    CompareSpec compare = Specs.read(CompareSpec.class, "", settings);
    MeasureSpec measure = Specs.read(MeasureSpec.class, "", settings);
    Preset.fill(settings);
    ExperimentSpec spec = ExperimentSpec.read(settings);
    settings.finish();
    if (compare.folds().isPresent()) {
      CrossValidation.run(out, report, compare, measure, spec, console);
    } else {
      requireNoRepeats(compare);
      run(out, report, compare, measure, spec, console);
    }
  }

  private static void requireNoRepeats(CompareSpec compare) {
    if (compare.repeats() > 1) {
      throw CovalenceException.usage(
          "expected folds to repeat, found one split",
          "--repeats",
          "add --folds 10, or use --seeds to train again on the same split");
    }
  }

  /** Compares, writes the folder and prints the result. */
  static void run(
      Path out,
      Optional<Path> report,
      CompareSpec compare,
      MeasureSpec measure,
      ExperimentSpec spec,
      Console console) {
    RunFolder.checkReplaceable(out);
    report.ifPresent(ReportPage::checkReplaceable);
    Checkpoints checkpoints = Checkpoints.beside(out);
    if (checkpoints.exist()) {
      console.say("going on from " + checkpoints.folder());
    }
    try (Laboratory laboratory = Laboratory.open(spec, measure, console)) {
      Results results = new Results();
      try {
        measure(laboratory, compare, spec, results, checkpoints, console);
        Comparison comparison = Comparison.of(results.evaluations).without(laboratory.twins());
        ReportContent content = content(laboratory, compare, results, comparison);
        write(out, compare, measure, laboratory, results, content, console);
        report.ifPresent(file -> ReportPage.write(file, content));
        checkpoints.delete(results.trainings);
        console.result(MetricsJson.document(comparison), TextReport.of(comparison));
        console.say(
            "the run is in "
                + out
                + "; the model that was best in validation, in "
                + out.resolve(RunFolder.MODEL)
                + "; the report, in "
                + report.orElse(out.resolve(RunFolder.REPORT)));
      } finally {
        results.close();
      }
    }
  }

  /** What the systems came to, and the model to keep. */
  private static final class Results implements AutoCloseable {
    final List<Evaluation> evaluations = new ArrayList<>();
    final Map<String, String> files = new LinkedHashMap<>();
    final List<LearningCurve> curves = new ArrayList<>();
    final List<String> trainings = new ArrayList<>();
    @Nullable TrainedModel best;
    @Nullable Evaluation bestEvaluation;

    /** Keeps the better one of two by validation; the test part has no say. */
    void offer(TrainedModel model, Evaluation evaluation) {
      TrainedModel before = best;
      if (before != null && before.fit().best().macroF1() >= model.fit().best().macroF1()) {
        model.close();
        return;
      }
      if (before != null) {
        before.close();
      }
      best = model;
      bestEvaluation = evaluation;
    }

    @Override
    public void close() {
      if (best != null) {
        best.close();
      }
    }
  }

  private static void measure(
      Laboratory laboratory,
      CompareSpec compare,
      ExperimentSpec spec,
      Results results,
      Checkpoints checkpoints,
      Console console) {
    Experiment experiment = laboratory.experiment();
    // The baseline needs a core for some seconds, and training an LSTM does not use a second one.
    CompletableFuture<List<Prediction>> baseline =
        compare.baseline()
            ? CompletableFuture.supplyAsync(() -> LinearBaseline.predictTest(experiment))
            : CompletableFuture.completedFuture(List.of());
    for (List<Modality> modalities : systems(experiment.modalities())) {
      String name = String.join("+", modalities.stream().map(Modality::name).toList());
      for (long seed : compare.seeds(spec.run(), 1)) {
        String file = name + (compare.seeds() > 1 ? "-seed" + seed : "");
        results.trainings.add(file);
        TrainedModel model =
            laboratory.train(modalities, seed, file, Optional.of(checkpoints.of(file)), console);
        List<Prediction> predictions = model.predictTest();
        Evaluation evaluation = laboratory.evaluate(name, seed, predictions);
        results.evaluations.add(evaluation);
        results.files.put(
            RunFolder.PREDICTIONS + "/" + file + "-test.jsonl", RunFolder.lines(predictions));
        results.files.put(
            RunFolder.PREDICTIONS + "/" + file + "-validation.jsonl",
            RunFolder.lines(model.predictValidation()));
        results.files.put(
            RunFolder.TRAINING + "/" + file + ".jsonl", EpochLog.lines(model.fit().epochs()));
        results.curves.add(ReportPage.curve(model, seed));
        results.offer(model, evaluation);
      }
    }
    if (compare.baseline()) {
      List<Prediction> predictions = ended(baseline);
      results.evaluations.add(
          0, laboratory.evaluate(LinearBaseline.NAME, spec.run().seed(), predictions));
      results.files.put(RunFolder.PREDICTIONS + "/linear-test.jsonl", RunFolder.lines(predictions));
    }
  }

  /** What the work came to; a fault of it as it was thrown. */
  static <T> T ended(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw e;
    }
  }

  /** Each modality alone, then all together. */
  static List<List<Modality>> systems(List<Modality> modalities) {
    List<List<Modality>> systems = new ArrayList<>();
    modalities.forEach(m -> systems.add(List.of(m)));
    if (modalities.size() > 1) {
      systems.add(modalities);
    }
    return systems;
  }

  private static ReportContent content(
      Laboratory laboratory, CompareSpec compare, Results results, Comparison comparison) {
    Experiment experiment = laboratory.experiment();
    ExperimentSpec spec = experiment.spec();
    return new ReportContent(
        comparison,
        results.curves,
        ReportPage.mistakes(comparison, experiment.test().part().posts(), compare.reportPosts()),
        SubsetResult.ofTwins(comparison),
        Provenance.ofReport(spec.split().data(), spec.run().threadCount()),
        RunFolder.AGAIN);
  }

  private static void write(
      Path out,
      CompareSpec compare,
      MeasureSpec measure,
      Laboratory laboratory,
      Results results,
      ReportContent content,
      Console console) {
    ExperimentSpec spec = laboratory.experiment().spec();
    Comparison comparison = content.comparison();
    Map<String, String> settings = new LinkedHashMap<>(TrainCommand.absolute(spec));
    settings.putAll(Specs.write(compare, ""));
    settings.putAll(Specs.write(measure, ""));
    Map<String, String> provenance =
        Provenance.of(
            "compare",
            comparison.signature(),
            spec.split().data().toString(),
            spec.run().threadCount(),
            console);
    AtomicFiles.writeFolder(
        out,
        folder -> {
          RunFolder.fill(folder, results.files, content, ConfigFile.write(settings), provenance);
          TrainedModel best = results.best;
          Evaluation measured = results.bestEvaluation;
          if (best != null && measured != null) {
            TrainCommand.save(
                folder.resolve(RunFolder.MODEL),
                best,
                spec.only(best.modalities(), measured.seed()),
                laboratory.experiment().fitted().part(),
                Comparison.of(List.of(measured)).without(laboratory.twins()),
                console);
          }
        });
  }
}
