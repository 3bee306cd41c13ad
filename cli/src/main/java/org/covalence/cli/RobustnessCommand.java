package org.covalence.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.covalence.compare.Evaluation;
import org.covalence.compare.MeasureSpec;
import org.covalence.compare.Protocol;
import org.covalence.compare.Robustness;
import org.covalence.compare.Robustness.Curve;
import org.covalence.compare.Robustness.Model;
import org.covalence.compare.Scored;
import org.covalence.disturb.Kind;
import org.covalence.predict.Prediction;
import org.covalence.read.ReadOptions;
import org.covalence.report.RobustnessJson;
import org.covalence.report.RobustnessPage;
import org.covalence.report.RobustnessReport;
import org.covalence.spec.Declared;
import org.covalence.spec.Seeds;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.split.Groups;
import org.covalence.split.TestPart;
import org.covalence.store.AtomicFiles;

/** Measures models on posts that get worse: a modality missing, noise in words and pictures. */
final class RobustnessCommand implements Command {
  private static final String AS_IT_IS = "as-it-is";
  private static final String AGAIN =
      "covalence robustness --config " + RunFolder.CONFIG + " --out OTHER";

  @Override
  public String name() {
    return "robustness";
  }

  @Override
  public String about() {
    return "Measure how models bear posts that get worse: a modality missing, noise in words and pictures.";
  }

  @Override
  public String example() {
    return "covalence robustness --model models/both,models/image-only --data OTHER_FOLDER --out runs/robustness";
  }

  @Override
  public List<Declared> settings() {
    List<Declared> settings = new ArrayList<>(Declared.of(RobustnessSpec.class, ""));
    settings.addAll(Declared.of(LabelSpec.class, ""));
    settings.addAll(Declared.of(MeasureSpec.class, ""));
    return settings;
  }

  @Override
  public void run(Settings settings, Console console) {
    RobustnessSpec spec = Specs.read(RobustnessSpec.class, "", settings);
    LabelSpec labels = Specs.read(LabelSpec.class, "", settings);
    MeasureSpec measure = Specs.read(MeasureSpec.class, "", settings);
    settings.finish();
    List<NamedPath> folders =
        NamedPath.of(spec.model().stream().map(Path::toString).toList(), "--model");
    Map<Kind, List<Double>> kinds = Ordeal.read(spec.disturb(), spec.levels());
    spec.out().ifPresent(RunFolder::checkReplaceable);
    int threads = spec.threads().orElse(Runtime.getRuntime().availableProcessors());
    Map<String, String> files = new LinkedHashMap<>();
    try (LoadedModels loaded = LoadedModels.load(folders, threads)) {
      List<Ordeal> ordeals = Ordeal.of(kinds, !spec.disturb().isEmpty(), loaded.models());
      Robustness robustness =
          measure(spec, labels, measure, loaded, ordeals, threads, files, console);
      spec.out()
          .ifPresent(out -> write(out, robustness, files, spec, labels, measure, threads, console));
      console.result(RobustnessJson.document(robustness), RobustnessReport.text(robustness));
      spec.out()
          .ifPresent(out -> console.say("metrics, table, report and predictions are in " + out));
    }
  }

  private static Robustness measure(
      RobustnessSpec spec,
      LabelSpec labels,
      MeasureSpec measure,
      LoadedModels loaded,
      List<Ordeal> ordeals,
      int threads,
      Map<String, String> files,
      Console console) {
    ReadOptions options = Posts.options(labels);
    TransferSet set =
        TransferSet.read(
            "the posts", spec.data(), options, labels.labelRule(), spec.testIds(), console);
    loaded.models().forEach(m -> set.requireFit(m.name(), m.reads(), loaded.fitted(m)));
    DisturbedPosts posts = DisturbedPosts.of(loaded, set.posts(), labels.strict(), console);
    ordeals.forEach(ordeal -> posts.require(ordeal, spec.data().toString()));
    Protocol protocol =
        Laboratory.protocol(
            set.rule(),
            set.split(),
            posts.posts(),
            measure.bootstrap(spec.seed(), threads),
            measure.interval(),
            Groups.NONE);
    TestPart part = new TestPart(posts.posts());
    DisturbedPosts.Evaluating evaluate =
        (model, predictions) ->
            Evaluation.of(protocol, model.name(), spec.seed(), Scored.of(part, predictions));
    DisturbedPosts.Saying said =
        (model, disturbance, predictions) -> {
          if (spec.out().isPresent()) {
            files.put(
                RunFolder.predictionFile(model.name() + "-" + disturbance, files.keySet()),
                RunFolder.lines(predictions));
          }
        };
    Map<Model, Evaluation> before = new LinkedHashMap<>();
    for (Model model : loaded.models()) {
      List<Prediction> predictions = posts.undisturbed(model);
      said.of(model, AS_IT_IS, predictions);
      before.put(model, evaluate.of(model, predictions));
    }
    List<Curve> curves = new ArrayList<>();
    for (Ordeal ordeal : ordeals) {
      long steps = (long) ordeal.levels().size() * posts.posts().size();
      try (Console.Bar bar = console.bar(ordeal.name(), steps, "posts")) {
        curves.add(
            posts.curve(ordeal, new Seeds(spec.seed()), threads, evaluate, before, said, bar));
      }
    }
    return Robustness.of(
        loaded.models().stream()
            .map(m -> new Model(m.name(), m.reads(), isSource(loaded, m, spec, protocol)))
            .toList(),
        List.copyOf(before.values()),
        posts.leftOut(),
        spec.seed(),
        curves);
  }

  private static boolean isSource(
      LoadedModels loaded, Model model, RobustnessSpec spec, Protocol protocol) {
    return TrainedFrom.isSource(
        loaded.predictor(model).description().provenance(),
        spec.data(),
        protocol.dataFingerprint());
  }

  private static void write(
      Path out,
      Robustness robustness,
      Map<String, String> predictions,
      RobustnessSpec spec,
      LabelSpec labels,
      MeasureSpec measure,
      int threads,
      Console console) {
    Map<String, String> provenance =
        Provenance.of(
            "robustness",
            robustness.undisturbed().get(0).signature(),
            spec.data().toAbsolutePath().normalize().toString(),
            threads,
            console);
    Map<String, String> ofReport = Provenance.ofReport(spec.data(), threads);
    AtomicFiles.writeFolder(
        out,
        folder -> {
          Files.createDirectories(folder.resolve(RunFolder.PREDICTIONS));
          for (Map.Entry<String, String> file : predictions.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
          }
          Files.writeString(folder.resolve(RunFolder.METRICS), RobustnessJson.of(robustness));
          Files.writeString(folder.resolve(RunFolder.TABLE), RobustnessReport.markdown(robustness));
          Files.writeString(
              folder.resolve(RunFolder.REPORT), RobustnessPage.of(robustness, ofReport, AGAIN));
          Files.writeString(
              folder.resolve(RunFolder.CONFIG), ConfigFile.write(spec, labels, measure));
          Files.writeString(folder.resolve(Provenance.FILE), Provenance.json(provenance));
        });
  }
}
