package org.covalence.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.covalence.compare.Comparison;
import org.covalence.compare.MeasureSpec;
import org.covalence.post.Modality;
import org.covalence.predict.Prediction;
import org.covalence.report.MetricsJson;
import org.covalence.report.ReportContent;
import org.covalence.report.SubsetResult;
import org.covalence.report.TextReport;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Specs;
import org.covalence.split.Fold;
import org.covalence.train.Experiment;
import org.covalence.train.Experiments;
import org.covalence.train.LinearBaseline;

/**
 * A comparison over folds: each system is trained on each fold, repeat and seed, and every post is
 * scored once a repeat and seed, by a model that has not seen it. Each repeat has seeds of its own,
 * so that a seed names one training of a system on all posts.
 */
final class CrossValidation {
  private final CompareSpec compare;
  private final MeasureSpec measure;
  private final ExperimentSpec spec;
  private final FoldedPosts folded;
  private final Experiments experiments;
  private final FinishedTrainings finished;
  private final Console console;

  private CrossValidation(
      CompareSpec compare,
      MeasureSpec measure,
      ExperimentSpec spec,
      FoldedPosts folded,
      Experiments experiments,
      FinishedTrainings finished,
      Console console) {
    this.compare = compare;
    this.measure = measure;
    this.spec = spec;
    this.folded = folded;
    this.experiments = experiments;
    this.finished = finished;
    this.console = console;
  }

  /** Trains what is not yet finished, writes the folder and prints the result. */
  static void run(
      Path out,
      Optional<Path> report,
      CompareSpec compare,
      MeasureSpec measure,
      ExperimentSpec spec,
      Console console) {
    RunFolder.checkReplaceable(out);
    report.ifPresent(ReportPage::checkReplaceable);
    FoldedPosts folded = FoldedPosts.read(compare, spec, console);
    FinishedTrainings finished = FinishedTrainings.open(out, folded.identity(compare, spec));
    try (Experiments experiments = folded.prepare(spec, console)) {
      CrossValidation run =
          new CrossValidation(compare, measure, spec, folded, experiments, finished, console);
      run.train();
      PooledFolds pooled = run.pooled();
      folded.corpus().folds().forEach(f -> pooled.add(f, run.trainings(f)));
      Comparison comparison = pooled.comparison();
      ReportContent content =
          new ReportContent(
              comparison,
              List.of(),
              ReportPage.mistakes(comparison, folded.corpus().posts(), compare.reportPosts()),
              SubsetResult.ofTwins(comparison),
              Provenance.ofReport(spec.split().data(), spec.run().threadCount()),
              RunFolder.AGAIN);
      write(out, compare, measure, spec, pooled, content, console);
      report.ifPresent(file -> ReportPage.write(file, content));
      console.result(MetricsJson.document(comparison), TextReport.of(comparison));
    }
    finished.delete();
    console.say(
        "the run is in "
            + out
            + "; it holds no model, as each fold trained its own. This trains one on these posts:");
    console.show(
        "covalence train --config " + out.resolve(RunFolder.TRAIN_CONFIG) + " --out models/MODEL");
  }

  private static void write(
      Path out,
      CompareSpec compare,
      MeasureSpec measure,
      ExperimentSpec spec,
      PooledFolds pooled,
      ReportContent content,
      Console console) {
    Map<String, String> one = new LinkedHashMap<>(TrainCommand.absolute(spec));
    // There is no test part beside the folds.
    one.remove("test-share");
    Map<String, String> settings = new LinkedHashMap<>(one);
    settings.putAll(Specs.write(compare, ""));
    settings.putAll(Specs.write(measure, ""));
    Map<String, String> files = new LinkedHashMap<>(pooled.files());
    files.put(RunFolder.TRAIN_CONFIG, ConfigFile.write(one));
    RunFolder.write(
        out,
        files,
        content,
        ConfigFile.write(settings),
        Provenance.of(
            "compare",
            content.comparison().signature(),
            spec.split().data().toString(),
            spec.run().threadCount(),
            console));
  }

  private void train() {
    List<FoldTraining> all =
        folded.corpus().folds().stream().flatMap(f -> trainings(f).stream()).toList();
    long done = all.stream().filter(finished::has).count();
    if (done > 0) {
      console.say(
          done
              + " of "
              + all.size()
              + " trainings are finished in "
              + finished.folder()
              + "; going on with the others");
    }
    pooled().requireWhole(this::trainings);
    try (Console.Bar bar = console.bar("trainings", all.size(), "trainings")) {
      bar.step(done);
      boolean isFirst = true;
      for (Fold fold : folded.corpus().folds()) {
        List<FoldTraining> missing =
            trainings(fold).stream().filter(t -> !finished.has(t)).toList();
        if (!missing.isEmpty()) {
          try (Experiment experiment = experiments.on(fold.split())) {
            if (isFirst) {
              experiment.remarks().forEach(r -> console.say(r + " (fold " + fold.number() + ")"));
              isFirst = false;
            }
            train(fold, experiment, missing, bar);
          }
        }
      }
    }
  }

  private void train(
      Fold fold, Experiment experiment, List<FoldTraining> missing, Console.Bar bar) {
    // The baseline needs a core for some seconds, and training an LSTM does not use a second one.
    Map<FoldTraining, CompletableFuture<List<Prediction>>> baselines = new LinkedHashMap<>();
    missing.stream()
        .filter(t -> t.system().equals(LinearBaseline.NAME))
        .forEach(
            t ->
                baselines.put(
                    t,
                    CompletableFuture.supplyAsync(() -> LinearBaseline.predictTest(experiment))));
    for (FoldTraining training : missing) {
      if (!baselines.containsKey(training)) {
        List<Modality> modalities =
            experiment.modalities().stream()
                .filter(m -> List.of(training.system().split("\\+")).contains(m.name()))
                .toList();
        training.run(experiment, modalities, finished);
      }
    }
    baselines.forEach((training, work) -> finished.keep(training, CompareCommand.ended(work), ""));
    PooledFolds pooled = pooled();
    for (FoldTraining training : missing) {
      console.say(pooled.line(fold, training));
      bar.step(1);
    }
  }

  /** All trainings of one fold: the systems in the order of the table, each with its seeds. */
  private List<FoldTraining> trainings(Fold fold) {
    List<Long> seeds = compare.seeds(spec.run(), fold.repeat());
    List<FoldTraining> trainings = new ArrayList<>();
    if (compare.baseline()) {
      trainings.add(
          new FoldTraining(LinearBaseline.NAME, fold.repeat(), fold.number(), seeds.get(0)));
    }
    for (List<Modality> modalities : CompareCommand.systems(experiments.modalities())) {
      String name = String.join("+", modalities.stream().map(Modality::name).toList());
      seeds.forEach(
          seed -> trainings.add(new FoldTraining(name, fold.repeat(), fold.number(), seed)));
    }
    return trainings;
  }

  private PooledFolds pooled() {
    return new PooledFolds(
        compare,
        measure,
        spec,
        folded,
        experiments::isUsable,
        t -> spec.training().refit(),
        finished);
  }
}
