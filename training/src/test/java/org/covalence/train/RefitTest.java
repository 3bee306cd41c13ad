package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.predict.Prediction;
import org.covalence.split.Split;
import org.covalence.split.TrainingPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefitTest {
  @TempDir Path folder;

  private static Split split() {
    return ToyCorpus.split(
        ToyCorpus.whole("t", 24, 1), ToyCorpus.whole("v", 12, 2), ToyCorpus.whole("e", 12, 3));
  }

  private TrainedModel train(Experiment experiment) {
    return experiment.train(ToyCorpus.IMAGE, 1, epoch -> {});
  }

  @Test
  void aModelFittedOnceMore_isOneFittedOnBothPartsForAsManyEpochs() {
    Split split = split();
    int best;
    List<Prediction> again;
    try (Experiment experiment = ToyCorpus.prepare(ToyCorpus.spec(folder, "refit", "true"), split);
        TrainedModel model = train(experiment)) {
      best = model.fit().best().epoch();
      again = model.predictTest();
      assertThat(experiment.fitted().part().posts())
          .hasSize(split.training().posts().size() + split.validation().posts().size());
      assertThat(model.fit().classes().stream().mapToInt(n -> n).sum())
          .isEqualTo(experiment.fitted().size());
    }
    Split whole =
        new Split(
            new TrainingPart(
                Stream.concat(
                        split.training().posts().stream(), split.validation().posts().stream())
                    .toList()),
            split.validation(),
            split.test(),
            "both parts",
            List.<Finding>of());
    String epochs = Integer.toString(best);
    try (Experiment experiment =
            ToyCorpus.prepare(
                ToyCorpus.spec(
                    folder, "epochs", epochs, "first-choice", epochs, "calibrate", "false"),
                whole);
        TrainedModel direct = train(experiment)) {
      assertThat(direct.calibration()).isEqualTo(Calibration.NONE);
      assertThat(labels(again)).isEqualTo(labels(direct.predictTest()));
    }
  }

  private static List<Sentiment> labels(List<Prediction> predictions) {
    return predictions.stream().map(Prediction::label).toList();
  }

  @Test
  void whatIsSaidOfTheValidationPart_isSaidByTheModelThatHasNotSeenIt() {
    Split split = split();
    try (Experiment once = ToyCorpus.prepare(ToyCorpus.spec(folder), split);
        Experiment twice = ToyCorpus.prepare(ToyCorpus.spec(folder, "refit", "true"), split);
        TrainedModel first = train(once);
        TrainedModel second = train(twice)) {
      assertThat(second.predictValidation()).isEqualTo(first.predictValidation());
      assertThat(second.calibration()).isEqualTo(first.calibration());
      assertThat(second.fit().epochs())
          .extracting(Epoch::macroF1)
          .isEqualTo(first.fit().epochs().stream().map(Epoch::macroF1).toList());
      assertThat(second.predictTest()).isNotEqualTo(first.predictTest());
    }
  }
}
