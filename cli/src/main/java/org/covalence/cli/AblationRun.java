package org.covalence.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.covalence.compare.Ablation;
import org.covalence.compare.MeasureSpec;
import org.covalence.report.AblationContent;
import org.covalence.report.AblationJson;
import org.covalence.report.AblationReport;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Variant;
import org.covalence.split.Fingerprint;
import org.covalence.split.Fold;
import org.covalence.split.LabelledPost;
import org.covalence.train.Experiment;
import org.covalence.train.VariedExperiments;

/**
 * An ablation: the full configuration and each variant trained on the same folds from the same
 * seeds, all modalities together, and every post scored once a repeat and seed by each. As in a
 * {@link CrossValidation}, figures are computed from the files of the finished trainings.
 */
final class AblationRun {
  private final AblateSpec spec;
  private final MeasureSpec measure;
  private final ExperimentSpec full;
  private final List<AblationSystem> systems;
  private final FoldedPosts folded;
  private final VariedExperiments experiments;
  private final FinishedTrainings finished;
  private final Console console;

  private AblationRun(
      AblateSpec spec,
      MeasureSpec measure,
      ExperimentSpec full,
      List<AblationSystem> systems,
      FoldedPosts folded,
      VariedExperiments experiments,
      FinishedTrainings finished,
      Console console) {
    this.spec = spec;
    this.measure = measure;
    this.full = full;
    this.systems = systems;
    this.folded = folded;
    this.experiments = experiments;
    this.finished = finished;
    this.console = console;
  }

  /** Trains what is not yet finished, writes the folder and prints the result. */
  static void run(
      Path out,
      AblateSpec spec,
      MeasureSpec measure,
      ExperimentSpec full,
      List<Variant> variants,
      Console console) {
    RunFolder.checkReplaceable(out);
    FoldedPosts folded = FoldedPosts.read(spec.compare(), full, console);
    List<LabelledPost> posts = folded.corpus().posts();
    List<AblationSystem> systems = AblationSystem.of(full, variants, posts);
    try (VariedExperiments experiments = prepare(systems, posts, console)) {
      Map<String, String> identity = folded.identity(spec.compare(), full);
      // A variant whose encoders cannot use a post takes it out of all the others.
      identity.put(
          "usable posts", Fingerprint.of(posts.stream().filter(experiments::isUsable).toList()));
      FinishedTrainings finished = FinishedTrainings.open(out, identity);
      AblationRun run =
          new AblationRun(spec, measure, full, systems, folded, experiments, finished, console);
      run.train();
      PooledFolds pooled = run.pooled();
      folded.corpus().folds().forEach(f -> pooled.add(f, run.trainings(f)));
      Ablation ablation = Ablation.of(pooled.evaluations(), pooled.folds());
      AblationContent content =
          new AblationContent(
              ablation,
              variants,
              pooled.twins().ids().size(),
              Provenance.ofReport(full.split().data(), full.run().threadCount()),
              AblationFolder.AGAIN);
      AblationFolder.write(out, spec, measure, full, content, pooled.files(), console);
      console.result(AblationJson.document(content), AblationReport.text(content));
      finished.delete();
    }
    console.say("table, report, metrics and predictions are in " + out);
  }

  private static VariedExperiments prepare(
      List<AblationSystem> systems, List<LabelledPost> posts, Console console) {
    VariedExperiments experiments = new VariedExperiments(posts);
    try {
      for (AblationSystem system : systems) {
        system.named(
            () ->
                Posts.withBars(
                    console, posts.size(), progress -> experiments.with(system.spec(), progress)));
      }
      console.findings(experiments.findings());
      return experiments;
    } catch (RuntimeException e) {
      experiments.close();
      throw e;
    }
  }

  private PooledFolds pooled() {
    Map<String, Boolean> refits = new LinkedHashMap<>();
    systems.forEach(s -> refits.put(s.title(), s.spec().training().refit()));
    return new PooledFolds(
        spec.compare(),
        measure,
        full,
        folded,
        experiments::isUsable,
        training -> Boolean.TRUE.equals(refits.get(training.system())),
        finished);
  }

  private void train() {
    List<FoldTraining> all =
        folded.corpus().folds().stream().flatMap(f -> trainings(f).stream()).toList();
    long done = all.stream().filter(finished::has).count();
    console.say(
        systems.size()
            - 1
            + (systems.size() == 2 ? " variant" : " variants")
            + " beside the full configuration: "
            + all.size()
            + " trainings"
            + (done > 0 ? ", of which " + done + " are finished in " + finished.folder() : ""));
    pooled().requireWhole(this::trainings);
    try (Console.Bar bar = console.bar("trainings", all.size(), "trainings")) {
      bar.step(done);
      boolean isFirst = true;
      for (Fold fold : folded.corpus().folds()) {
        for (AblationSystem system : systems) {
          for (FoldTraining training : trainings(fold, system)) {
            if (!finished.has(training)) {
              Experiment experiment =
                  system.named(() -> experiments.on(system.spec(), fold.split()));
              if (isFirst) {
                experiment.remarks().forEach(r -> console.say(r + " (fold " + fold.number() + ")"));
                isFirst = false;
              }
              console.say(
                  system.named(
                      () -> {
                        training.run(experiment, experiment.modalities(), finished);
                        return pooled().line(fold, training);
                      }));
              bar.step(1);
            }
          }
        }
      }
    }
  }

  private List<FoldTraining> trainings(Fold fold) {
    return systems.stream().flatMap(s -> trainings(fold, s).stream()).toList();
  }

  /** Those of one system on one fold, from the seeds that a comparison would train it from. */
  private List<FoldTraining> trainings(Fold fold, AblationSystem system) {
    return spec.compare().seeds(full.run(), fold.repeat()).stream()
        .map(
            seed ->
                new FoldTraining(
                    system.title(),
                    system.file(),
                    system.hash(),
                    fold.repeat(),
                    fold.number(),
                    seed))
        .toList();
  }
}
