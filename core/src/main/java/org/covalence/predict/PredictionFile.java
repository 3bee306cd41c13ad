package org.covalence.predict;

import java.util.List;

/**
 * What a file of predictions holds.
 *
 * @param predictions in the order of the file; ids are unique
 * @param failures posts that could not be predicted
 */
public record PredictionFile(
    List<Prediction> predictions, List<PredictionLines.Line.Failed> failures) {
  public PredictionFile {
    predictions = List.copyOf(predictions);
    failures = List.copyOf(failures);
  }
}
