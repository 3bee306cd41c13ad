package org.covalence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.covalence.model.ModelFolder;
import org.covalence.predict.Prediction;
import org.covalence.predict.PredictionLines;
import org.covalence.report.HtmlReport;
import org.covalence.report.MarkdownReport;
import org.covalence.report.MetricsJson;
import org.covalence.report.ReportContent;
import org.covalence.store.AtomicFiles;
import org.covalence.store.CovalenceException;
import org.covalence.store.Unreadable;

/** The folder that a comparison is written to. */
final class RunFolder {
  /** Every run has it, so it tells a run from what must not be replaced. */
  static final String METRICS = "metrics.json";

  static final String TABLE = "comparison.md";

  static final String REPORT = "report.html";
  static final String CONFIG = "config.yaml";

  /** The model to keep. */
  static final String MODEL = "model";

  /** What gives the results of a comparison again, called in its folder. */
  static final String AGAIN = "covalence compare --config " + CONFIG + " --out OTHER";

  /** Folders of predictions and of epochs, a file for each system. */
  static final String PREDICTIONS = "predictions";

  static final String TRAINING = "training";

  /** What one model said of the posts that it was evaluated on. */
  static final String PREDICTION_LINES = "predictions.jsonl";

  /** Which posts each fold was tested and validated on, an id a line. */
  static final String FOLDS = "folds";

  /** What trains one model on the posts of a cross-validation. */
  static final String TRAIN_CONFIG = "train.yaml";

  private static final Set<String> WRITTEN =
      Set.of(
          METRICS,
          TABLE,
          REPORT,
          CONFIG,
          Provenance.FILE,
          MODEL,
          PREDICTIONS,
          TRAINING,
          PREDICTION_LINES,
          FOLDS,
          TRAIN_CONFIG);

  private RunFolder() {}

  /** Where predictions called {@code name} go, beside others that are there. */
  static String predictionFile(String name, Set<String> others) {
    String stem = PREDICTIONS + "/" + name.replaceAll("[^A-Za-z0-9._-]", "_");
    String file = stem + ".jsonl";
    for (int n = 2; others.contains(file); n++) {
      file = stem + "-" + n + ".jsonl";
    }
    return file;
  }

  /** Makes sure that a run may be written to {@code folder}, before the work begins. */
  static void checkReplaceable(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    Optional<String> foreign =
        Files.isDirectory(folder) ? foreign(folder) : Optional.of("a file, not a folder");
    if (foreign.isPresent()) {
      throw CovalenceException.usage(
          "something that is no earlier comparison stands where one would be written: "
              + foreign.get(),
          folder.toString(),
          "choose another folder with --out, or move it away");
    }
    ModelFolder.checkReplaceable(folder.resolve(MODEL));
  }

  /** Something in the folder that no run wrote there. */
  private static Optional<String> foreign(Path folder) {
    try (var files = Files.list(folder)) {
      List<String> names = files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
      return names.stream()
          .filter(n -> !names.contains(METRICS) || !WRITTEN.contains(n))
          .findFirst();
    } catch (IOException e) {
      throw Unreadable.because(e, folder);
    }
  }

  /**
   * Writes a run without a model.
   *
   * @param files further ones, by name
   * @param config what makes the run again
   */
  static void write(
      Path out,
      Map<String, String> files,
      ReportContent content,
      String config,
      Map<String, String> provenance) {
    AtomicFiles.writeFolder(out, folder -> fill(folder, files, content, config, provenance));
  }

  /** Fills the folder of a run with all but its model. */
  static void fill(
      Path folder,
      Map<String, String> files,
      ReportContent content,
      String config,
      Map<String, String> provenance)
      throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
    Files.writeString(folder.resolve(METRICS), MetricsJson.of(content.comparison()));
    Files.writeString(folder.resolve(TABLE), MarkdownReport.of(content.comparison()));
    Files.writeString(folder.resolve(REPORT), HtmlReport.of(content));
    Files.writeString(folder.resolve(CONFIG), config);
    Files.writeString(folder.resolve(Provenance.FILE), Provenance.json(provenance));
  }

  /** Predictions as lines. */
  static String lines(List<Prediction> predictions) {
    StringBuilder lines = new StringBuilder();
    predictions.forEach(p -> lines.append(PredictionLines.line(p)).append('\n'));
    return lines.toString();
  }
}
