package org.covalence.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.covalence.compare.ClassShift;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.compare.MeasureSpec;
import org.covalence.compare.Scored;
import org.covalence.compare.Transfer;
import org.covalence.compare.WithoutTwins;
import org.covalence.label.Sentiment;
import org.covalence.model.EncoderDescription;
import org.covalence.model.ModelFolder;
import org.covalence.model.Preparation;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.predict.Prediction;
import org.covalence.report.TransferJson;
import org.covalence.report.TransferReport;
import org.covalence.runtime.Predictor;
import org.covalence.spec.Declared;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.split.Groups;
import org.covalence.split.LabelledPost;
import org.covalence.split.TestPart;
import org.covalence.store.AtomicFiles;
import org.covalence.store.CovalenceException;
import org.covalence.text.Coverage;
import org.covalence.text.Vocabulary;

/** Measures models on data sets they were not made for, and tells what may explain a drop. */
final class TransferCommand implements Command {
  @Override
  public String name() {
    return "transfer";
  }

  @Override
  public String about() {
    return "Measure models on data sets that they were not made for: each model on each set, and what may explain a drop.";
  }

  @Override
  public String example() {
    return "covalence transfer --model models/mvsa --data OTHER_FOLDER,MORE.csv --label-map ,emotions";
  }

  @Override
  public List<Declared> settings() {
    return Declared.of(TransferSpec.class, "");
  }

  @Override
  public void run(Settings settings, Console console) {
    TransferSpec spec = Specs.read(TransferSpec.class, "", settings).placed(settings);
    settings.finish();
    List<NamedPath> models = NamedPath.of(spec.model(), "--model");
    List<NamedPath> sets = NamedPath.of(spec.data(), "--data");
    spec.out().ifPresent(RunFolder::checkReplaceable);
    int threads = spec.threads().orElse(Runtime.getRuntime().availableProcessors());
    List<TransferSet> read = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      read.add(set(spec, sets, i, console));
    }
    List<Transfer.Cell> cells = new ArrayList<>();
    Map<String, String> files = new LinkedHashMap<>();
    for (NamedPath model : models) {
      Optional<Vocabulary> vocabulary = ModelFolder.read(model.path()).vocabulary();
      try (Predictor predictor = Predictor.load(model.path(), threads)) {
        for (TransferSet set : read) {
          List<Prediction> predictions = new ArrayList<>();
          cells.add(cell(spec, model, predictor, vocabulary, set, threads, predictions, console));
          files.put(
              RunFolder.predictionFile(model.name() + "-on-" + set.name(), files.keySet()),
              RunFolder.lines(predictions));
        }
      }
    }
    Transfer transfer = new Transfer(cells);
    spec.out()
        .ifPresent(out -> write(out, spec, transfer, files, provenance(sets, threads, console)));
    console.result(TransferJson.document(transfer), TransferReport.text(transfer));
    spec.out().ifPresent(out -> console.say("metrics, table and predictions are in " + out));
  }

  private static TransferSet set(TransferSpec spec, List<NamedPath> sets, int i, Console console) {
    NamedPath set = sets.get(i);
    console.say(set.name() + ":");
    return TransferSet.read(
        set.name(),
        set.path(),
        Posts.options(
            each(spec.layout(), "--layout", i, sets.size()),
            each(spec.encoding(), "--encoding", i, sets.size()),
            spec.strict(),
            each(spec.labelMap(), "--label-map", i, sets.size()).map(Path::of)),
        each(spec.labelRule(), "--label-rule", i, sets.size()).orElse("standard"),
        idFile(spec.testIds(), i, sets.size()),
        console);
  }

  /** What is said for set {@code i}: one for all, or one for each; nothing where it is empty. */
  private static Optional<String> each(List<String> given, String flag, int i, int sets) {
    if (given.size() > 1 && given.size() != sets) {
      throw CovalenceException.usage(
          "expected one value, or one for each of " + sets + " data sets, found " + given.size(),
          flag,
          "keep the commas where a set has none");
    }
    return given.isEmpty()
        ? Optional.empty()
        : Optional.of(given.get(given.size() == 1 ? 0 : i)).filter(v -> !v.isEmpty());
  }

  private static Optional<Path> idFile(List<String> given, int i, int sets) {
    if (!given.isEmpty() && given.size() != sets) {
      throw CovalenceException.usage(
          "expected a file of ids for each of " + sets + " data sets, found " + given.size(),
          "--test-ids",
          "keep the commas where a set has none");
    }
    return given.isEmpty()
        ? Optional.empty()
        : Optional.of(given.get(i)).filter(v -> !v.isEmpty()).map(Path::of);
  }

  private static Transfer.Cell cell(
      TransferSpec spec,
      NamedPath model,
      Predictor predictor,
      Optional<Vocabulary> vocabulary,
      TransferSet set,
      int threads,
      List<Prediction> predictions,
      Console console) {
    Optional<int[]> fitted = TrainedFrom.classes(predictor.description().provenance());
    set.requireFit(model.name(), predictor.modalities(), fitted);
    List<LabelledPost> measured = new ArrayList<>();
    EvaluateCommand.predict(predictor, set.posts(), spec.strict(), measured, predictions, console);
    Evaluation evaluation =
        Evaluation.of(
            Laboratory.protocol(
                set.rule(),
                set.split(),
                measured,
                MeasureSpec.DEFAULT.bootstrap(spec.seed(), threads),
                MeasureSpec.DEFAULT.interval(),
                Groups.NONE),
            model.name(),
            spec.seed(),
            Scored.of(new TestPart(measured), predictions));
    int[] here = new int[Sentiment.values().length];
    measured.forEach(p -> here[p.label().ordinal()]++);
    SortedMap<Modality, Double> lacking = new TreeMap<>();
    for (Modality modality : predictor.modalities()) {
      long without = measured.stream().filter(p -> lacks(p, modality)).count();
      lacking.put(modality, (double) without / measured.size());
    }
    return new Transfer.Cell(
        model.name(),
        set.name(),
        evaluation,
        TrainedFrom.isSource(
            predictor.description().provenance(),
            set.path(),
            evaluation.protocol().dataFingerprint()),
        TrainedFrom.twins(model.path(), measured)
            .map(t -> WithoutTwins.of(Comparison.of(List.of(evaluation)), t)),
        set.posts().size() - measured.size(),
        TrainedFrom.home(model.path()),
        fitted.map(counts -> ClassShift.of(counts, here)),
        vocabulary.flatMap(known -> words(predictor, known, measured)),
        lacking);
  }

  private static boolean lacks(LabelledPost post, Modality modality) {
    return !post.post().modalities().contains(modality);
  }

  private static Optional<Coverage> words(
      Predictor predictor, Vocabulary vocabulary, List<LabelledPost> posts) {
    List<String> texts =
        posts.stream().map(LabelledPost::post).map(Post::text).flatMap(Optional::stream).toList();
    return texts.isEmpty()
        ? Optional.empty()
        : predictor.description().encoders().stream()
            .map(EncoderDescription::preparation)
            .filter(Preparation.Tokens.class::isInstance)
            .map(Preparation.Tokens.class::cast)
            .findFirst()
            .map(
                tokens ->
                    Coverage.of(texts.stream().map(tokens.text()::words).toList(), vocabulary));
  }

  private static Map<String, String> provenance(
      List<NamedPath> sets, int threads, Console console) {
    String source =
        String.join(
            ", ",
            sets.stream().map(s -> s.path().toAbsolutePath().normalize().toString()).toList());
    return Provenance.of("transfer", source, threads, console);
  }

  private static void write(
      Path out,
      TransferSpec spec,
      Transfer transfer,
      Map<String, String> predictions,
      Map<String, String> provenance) {
    AtomicFiles.writeFolder(
        out,
        folder -> {
          Files.createDirectories(folder.resolve(RunFolder.PREDICTIONS));
          for (Map.Entry<String, String> file : predictions.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
          }
          Files.writeString(folder.resolve(RunFolder.METRICS), TransferJson.of(transfer));
          Files.writeString(folder.resolve(RunFolder.TABLE), TransferReport.markdown(transfer));
          Files.writeString(folder.resolve(RunFolder.CONFIG), ConfigFile.write(spec.absolute()));
          Files.writeString(folder.resolve(Provenance.FILE), Provenance.json(provenance));
        });
  }
}
