package org.covalence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.covalence.predict.Prediction;
import org.covalence.predict.PredictionLines;
import org.covalence.store.CovalenceException;
import org.covalence.store.Unreadable;

/** The folder that a comparison is written to. */
final class RunFolder {
  /** Every run has it, so it tells a run from what must not be replaced. */
  static final String METRICS = "metrics.json";

  private RunFolder() {}

  /** Makes sure that a run may be written to {@code folder}, before the work begins. */
  static void checkReplaceable(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.isDirectory(folder) ? Files.list(folder) : null) {
      if (files == null || (files.findAny().isPresent() && !isRun(folder))) {
        throw CovalenceException.usage(
            "something that is no earlier comparison stands where one would be written",
            folder.toString(),
            "choose another folder with --out, or move it away");
      }
    } catch (IOException e) {
      throw Unreadable.because(e, folder);
    }
  }

  private static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(METRICS))
        && Files.isRegularFile(folder.resolve("comparison.md"));
  }

  /** Predictions as lines. */
  static String lines(List<Prediction> predictions) {
    StringBuilder lines = new StringBuilder();
    predictions.forEach(p -> lines.append(PredictionLines.line(p)).append('\n'));
    return lines.toString();
  }
}
