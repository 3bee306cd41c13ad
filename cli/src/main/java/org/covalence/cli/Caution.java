package org.covalence.cli;

import java.util.Optional;
import org.covalence.predict.Prediction;
import org.covalence.predict.PredictionSets;
import org.covalence.runtime.Predictor;
import org.covalence.store.CovalenceException;

/**
 * What a user asks of predictions that are not sure: to abstain, and to tell a set of labels.
 *
 * @param minConfidence below which a prediction abstains
 * @param coverage how often sets are to hold the true label; there is one only where there are sets
 * @param sets what the model keeps to give them
 */
record Caution(
    Optional<Double> minConfidence, Optional<Double> coverage, Optional<PredictionSets> sets) {
  /**
   * What the settings ask of the predictions of a model.
   *
   * @throws CovalenceException where they ask for sets and the model keeps none
   */
  static Caution of(PredictCommand.PredictSpec spec, Predictor predictor) {
    if (spec.sets().isPresent() && predictor.sets().isEmpty()) {
      throw CovalenceException.usage(
          "the model keeps nothing to make sets of labels from",
          "--sets with " + spec.model(),
          "train it again with this version and without --calibrate false");
    }
    return new Caution(spec.minConfidence(), spec.sets(), predictor.sets());
  }

  Prediction on(Prediction prediction) {
    Prediction cautious = minConfidence.map(prediction::abstainingBelow).orElse(prediction);
    return coverage.isPresent() ? sets.orElseThrow().addTo(cautious, coverage.get()) : cautious;
  }

  /** Tells one caution from another. */
  String identity() {
    return minConfidence + " " + coverage;
  }
}
