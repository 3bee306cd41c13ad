package org.covalence.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import org.covalence.evaluation.ReferenceValues;
import org.covalence.metric.Forecasts;
import org.covalence.predict.Softmax;

/** Made-up systems: every logit follows from a seed. */
final class Made {
  private Made() {}

  /** What a reference case holds. */
  static Forecasts forecasts(JsonNode reference) {
    return Forecasts.of(
        ReferenceValues.ints(reference.get("truth")),
        ReferenceValues.matrix(reference.get("probabilities")));
  }

  /** Logits of a system, posts × classes, and the truth. */
  record Logits(int[] truth, double[][] values) {
    Forecasts forecasts(double temperature) {
      double[][] probabilities = new double[truth.length][];
      for (int i = 0; i < truth.length; i++) {
        probabilities[i] = Softmax.of(values[i], temperature);
      }
      return Forecasts.of(truth, probabilities);
    }
  }

  /** Three classes; the truth's logit is higher by {@code skill}, all are times {@code scale}. */
  static Logits logits(SplittableRandom random, int posts, double skill, double scale) {
    int[] truth = new int[posts];
    double[][] values = new double[posts][3];
    for (int i = 0; i < posts; i++) {
      double draw = random.nextDouble();
      truth[i] = draw < 0.3 ? 0 : draw < 0.4 ? 1 : 2;
      for (int k = 0; k < 3; k++) {
        double logistic = Math.log(1 / random.nextDouble(1e-12, 1) - 1);
        values[i][k] = scale * (logistic + (truth[i] == k ? skill : 0));
      }
    }
    return new Logits(truth, values);
  }
}
