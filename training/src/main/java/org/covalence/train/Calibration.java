package org.covalence.train;

import java.util.List;
import java.util.Optional;
import org.covalence.calibration.ConformalSets;
import org.covalence.calibration.TemperatureScaling;
import org.covalence.metric.Forecasts;
import org.covalence.predict.Nonconformity;
import org.covalence.predict.PredictionSets;
import org.covalence.predict.Softmax;
import org.covalence.split.ValidationPart;

/**
 * What makes the probabilities of a fitted network mean what they say, and what makes sets of
 * labels of them. Both are fitted on the validation part, which has chosen the epoch before. So the
 * promise of the sets, which wants posts that had no say in the model, is not kept to the letter:
 * decision 15 tells what that came to. A network that is fitted once more afterwards keeps what its
 * forerunner was given (decision 25).
 *
 * @param temperature by which scores are divided before the softmax; 1 where nothing was fitted
 * @param scaling how the temperature was found; empty where nothing was fitted
 * @param sets what gives a prediction its set of labels; empty where nothing was fitted
 */
public record Calibration(
    double temperature, Optional<TemperatureScaling> scaling, Optional<PredictionSets> sets) {
  /** Probabilities as the network gives them. */
  static final Calibration NONE = new Calibration(1, Optional.empty(), Optional.empty());

  static Calibration fit(Network network, Prepared<ValidationPart> validation) {
    List<Network.Scored> scored = network.scored(validation);
    int[] truth = validation.classes();
    double[][] logits = scored.stream().map(Network.Scored::logits).toArray(double[][]::new);
    TemperatureScaling scaling = TemperatureScaling.fit(truth, logits);
    double[][] probabilities =
        scored.stream()
            .map(post -> Softmax.of(post.logits(), scaling.temperature()))
            .toArray(double[][]::new);
    return new Calibration(
        scaling.temperature(),
        Optional.of(scaling),
        Optional.of(
            ConformalSets.calibrate(Nonconformity.ADAPTIVE, Forecasts.of(truth, probabilities))
                .kept()));
  }
}
