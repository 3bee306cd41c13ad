package org.covalence.cli;

import java.util.List;
import org.covalence.post.Modality;
import org.covalence.train.Experiment;
import org.covalence.train.TrainedModel;

/**
 * One training of a cross-validation.
 *
 * @param system what is trained
 * @param file what its files are called after
 * @param settings tells its settings from those of others that are called alike; empty where all
 *     trainings have the same
 * @param repeat from 1
 * @param fold of the repeat, from 1
 * @param seed what it is trained from
 */
record FoldTraining(String system, String file, String settings, int repeat, int fold, long seed) {
  FoldTraining(String system, int repeat, int fold, long seed) {
    this(system, system, "", repeat, fold, seed);
  }

  /** A name for its files that no other training of the cross-validation has. */
  String name() {
    return file
        + (settings.isEmpty() ? "" : "-" + settings)
        + "-repeat"
        + repeat
        + "-fold"
        + fold
        + "-seed"
        + seed;
  }

  /** Trains it, and keeps what it came to. */
  void run(Experiment experiment, List<Modality> modalities, FinishedTrainings finished) {
    try (TrainedModel model = experiment.train(modalities, seed, epoch -> {})) {
      finished.keep(this, model.predictTest(), EpochLog.lines(model.fit().epochs()));
    }
  }
}
