package org.covalence.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.compare.MeasureSpec;
import org.covalence.compare.Scored;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.predict.Prediction;
import org.covalence.report.MetricsJson;
import org.covalence.report.ReportContent;
import org.covalence.report.SubsetResult;
import org.covalence.report.TextReport;
import org.covalence.runtime.Answer;
import org.covalence.runtime.Predictor;
import org.covalence.spec.Declared;
import org.covalence.spec.Setting;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.split.Groups;
import org.covalence.split.LabelledCorpus;
import org.covalence.split.LabelledPost;
import org.covalence.split.TestPart;
import org.covalence.store.CovalenceException;

/** Measures a saved model on labelled posts. */
final class EvaluateCommand implements Command {
  private static final int BATCH = 64;

  /** What an evaluation asks for. */
  record EvaluateSpec(
      @Setting(about = "folder of the model") Path model,
      @Setting(about = "folder or file with the labelled posts") Path data,
      @Setting(about = "file of post ids to measure on, one a line (default: every labelled post)")
          Optional<Path> testIds,
      @Setting(about = "draw copies of posts together, for intervals", value = "false")
          boolean groupDuplicates,
      @Setting(about = "folder to write metrics, table, report and predictions to")
          Optional<Path> out,
      @Setting(
              about = "whether the report shows words and pictures of the worst mistakes",
              value = "true")
          boolean reportPosts,
      @Setting(about = "where the bootstrap starts from", value = "1") long seed,
      @Setting(about = "processor threads (default: all cores)", min = 1, max = 1024)
          Optional<Integer> threads) {}

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String about() {
    return "Measure a saved model on labelled posts that it has not seen.";
  }

  @Override
  public String example() {
    return "covalence evaluate --model models/mvsa --data OTHER_FOLDER";
  }

  @Override
  public List<Declared> settings() {
    List<Declared> settings = new ArrayList<>(Declared.of(EvaluateSpec.class, ""));
    settings.addAll(Declared.of(LabelSpec.class, ""));
    settings.addAll(Declared.of(FileComparison.FilesSpec.class, ""));
    settings.addAll(Declared.of(MeasureSpec.class, ""));
    settings.addAll(Declared.of(ReportSpec.class, ""));
    return settings;
  }

  @Override
  public void run(Settings settings, Console console) {
    if (FileComparison.isMeant(settings)) {
      FileComparison.run(settings, console);
      return;
    }
    EvaluateSpec spec = Specs.read(EvaluateSpec.class, "", settings);
    LabelSpec labels = Specs.read(LabelSpec.class, "", settings);
    MeasureSpec measure = Specs.read(MeasureSpec.class, "", settings);
    Optional<Path> report = Specs.read(ReportSpec.class, "", settings).report();
    settings.finish();
    spec.out().ifPresent(RunFolder::checkReplaceable);
    report.ifPresent(ReportPage::checkReplaceable);
    int threads = spec.threads().orElse(Runtime.getRuntime().availableProcessors());
    try (Predictor predictor = Predictor.load(spec.model(), threads)) {
      LabelledCorpus corpus = Posts.labelled(spec.data(), labels, console);
      List<LabelledPost> posts = chosen(corpus, spec.testIds(), console);
      List<LabelledPost> measured = new ArrayList<>();
      List<Prediction> predictions = new ArrayList<>();
      predict(predictor, posts, labels.strict(), measured, predictions, console);
      String split = spec.testIds().map(f -> "ids:" + f.getFileName()).orElse("all");
      Evaluation evaluation =
          Evaluation.of(
              Laboratory.protocol(
                  corpus.rule().name(),
                  split,
                  measured,
                  measure.bootstrap(spec.seed(), threads),
                  measure.interval(),
                  groups(spec, measured, threads, console)),
              name(predictor),
              spec.seed(),
              Scored.of(new TestPart(measured), predictions));
      Comparison alone =
          TrainedFrom.twins(spec.model(), measured)
              .map(Comparison.of(List.of(evaluation))::without)
              .orElseGet(() -> Comparison.of(List.of(evaluation)));
      if (spec.out().isPresent() || report.isPresent()) {
        ReportContent content = content(spec, predictor, alone, measured, threads, console);
        Map<String, String> provenance =
            Provenance.of("evaluate", alone.signature(), spec.data().toString(), threads, console);
        spec.out()
            .ifPresent(
                out ->
                    RunFolder.write(
                        out,
                        Map.of(RunFolder.PREDICTION_LINES, RunFolder.lines(predictions)),
                        content,
                        ConfigFile.write(spec, labels, measure),
                        provenance));
        report.ifPresent(file -> ReportPage.write(file, content));
      }
      console.result(MetricsJson.document(alone), TextReport.of(alone));
      spec.out()
          .ifPresent(out -> console.say("metrics, table, report and predictions are in " + out));
      report.ifPresent(file -> console.say("the report is in " + file));
    }
  }

  static List<LabelledPost> chosen(LabelledCorpus corpus, Optional<Path> ids, Console console) {
    List<LabelledPost> posts = corpus.posts();
    if (ids.isPresent()) {
      Set<String> labelled = posts.stream().map(LabelledPost::id).collect(Collectors.toSet());
      Set<String> wanted = Posts.wanted(ids.get(), labelled, console);
      posts = posts.stream().filter(p -> wanted.contains(p.id())).toList();
    }
    if (posts.isEmpty()) {
      throw CovalenceException.data(
          "there is no labelled post to measure on",
          corpus.corpus().source(),
          "check the labels, the label rule and the ids");
    }
    return posts;
  }

  /** Copies, which are one witness together, where that is asked for. */
  private static Groups groups(
      EvaluateSpec spec, List<LabelledPost> posts, int threads, Console console) {
    return spec.groupDuplicates()
        ? Posts.duplicates(posts.stream().map(LabelledPost::post).toList(), true, threads, console)
            .together()
        : Groups.NONE;
  }

  private static String name(Predictor predictor) {
    return String.join(
        "+", predictor.description().modalities().stream().map(Modality::name).toList());
  }

  static void predict(
      Predictor predictor,
      List<LabelledPost> posts,
      boolean strict,
      List<LabelledPost> measured,
      List<Prediction> predictions,
      Console console) {
    List<Finding> findings = new ArrayList<>();
    try (Console.Bar bar = console.bar("predict", posts.size(), "posts")) {
      for (int from = 0; from < posts.size(); from += BATCH) {
        List<LabelledPost> batch = posts.subList(from, Math.min(from + BATCH, posts.size()));
        List<Answer> answers = predictor.predict(batch.stream().map(LabelledPost::post).toList());
        for (int i = 0; i < batch.size(); i++) {
          if (answers.get(i) instanceof Answer.Predicted predicted) {
            measured.add(batch.get(i));
            predictions.add(predicted.prediction());
          } else {
            CovalenceException fault = ((Answer.Failed) answers.get(i)).fault();
            if (strict) {
              throw fault;
            }
            findings.add(
                Finding.skipped(
                    "not-predicted",
                    "post " + batch.get(i).id() + ", " + fault.where(),
                    fault.what(),
                    fault.remedy()));
          }
          bar.step(1);
        }
      }
    }
    console.findings(findings);
    if (measured.isEmpty()) {
      throw CovalenceException.data(
          "no post could be predicted",
          posts.size() + " labelled posts",
          "see the reasons above; the model may read other modalities");
    }
  }

  private static ReportContent content(
      EvaluateSpec spec,
      Predictor predictor,
      Comparison alone,
      List<LabelledPost> measured,
      int threads,
      Console console) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("model", spec.model().toAbsolutePath().normalize().toString());
    predictor
        .description()
        .provenance()
        .forEach((name, value) -> provenance.put("model's " + name, value));
    provenance.putAll(Provenance.ofReport(spec.data(), threads));
    return new ReportContent(
        alone,
        List.of(),
        ReportPage.mistakes(alone, measured, spec.reportPosts()),
        SubsetResult.ofTwins(alone),
        provenance,
        spec.out().isPresent()
            ? "covalence evaluate --config " + RunFolder.CONFIG + " --out OTHER"
            : console.commandLine());
  }
}
