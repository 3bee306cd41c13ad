package org.covalence.train;

import java.util.ArrayDeque;
import org.covalence.spec.TrainingSpec;

/**
 * Which epoch is kept, and when no better one is to be expected.
 *
 * <p>The macro-F1 of a few hundred posts jumps from epoch to epoch by chance. So it decides as a
 * mean over the last few epochs, and only among later ones: taking the highest single value cost
 * half a point to a point in cross-validation on MVSA.
 */
final class EarlyStopping {
  private final TrainingSpec spec;
  private final ArrayDeque<Double> recent = new ArrayDeque<>();
  private double best = -1;
  private int sinceBest;

  EarlyStopping(TrainingSpec spec) {
    this.spec = spec;
  }

  /** Hears of an epoch, counted from 1, and says whether it is the best one so far. */
  boolean isBest(int epoch, double macroF1) {
    recent.addLast(macroF1);
    if (recent.size() > spec.smoothing()) {
      recent.removeFirst();
    }
    double score = recent.stream().mapToDouble(f -> f).average().orElseThrow();
    if (epoch < Math.min(spec.firstChoice(), spec.epochs())) {
      return false;
    }
    if (score > best) {
      best = score;
      sinceBest = 0;
      return true;
    }
    sinceBest++;
    return false;
  }

  /** Whether another epoch is worth its time. */
  boolean goesOn() {
    return sinceBest < spec.patience();
  }
}
