package org.covalence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.covalence.model.ModelFolder;
import org.covalence.predict.Prediction;
import org.covalence.predict.PredictionLines;
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

  /** Folders of predictions and of epochs, a file for each system. */
  static final String PREDICTIONS = "predictions";

  static final String TRAINING = "training";

  /** What one model said of the posts that it was evaluated on. */
  static final String PREDICTION_LINES = "predictions.jsonl";

  private static final Set<String> WRITTEN =
      Set.of(METRICS, TABLE, REPORT, CONFIG, MODEL, PREDICTIONS, TRAINING, PREDICTION_LINES);

  private RunFolder() {}

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

  /** Predictions as lines. */
  static String lines(List<Prediction> predictions) {
    StringBuilder lines = new StringBuilder();
    predictions.forEach(p -> lines.append(PredictionLines.line(p)).append('\n'));
    return lines.toString();
  }
}
