package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.covalence.calibration.ConformalSets;
import org.covalence.calibration.Reliability;
import org.covalence.calibration.TemperatureScaling;
import org.covalence.compare.Scored;
import org.covalence.label.LabelRule;
import org.covalence.label.Sentiment;
import org.covalence.metric.Forecasts;
import org.covalence.metric.ProbabilityScores;
import org.covalence.predict.Nonconformity;
import org.covalence.predict.Prediction;
import org.covalence.predict.PredictionSets;
import org.covalence.read.CorpusReader;
import org.covalence.read.ReadOptions;
import org.covalence.runtime.Predictor;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Seeds;
import org.covalence.split.IdFiles;
import org.covalence.split.LabelledCorpus;
import org.covalence.split.LabelledPost;
import org.covalence.split.Part;
import org.covalence.split.Shares;
import org.covalence.split.Split;
import org.covalence.split.Splitter;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is fitted on the validation part after the weights. */
class CalibrationTest {
  @TempDir Path folder;

  private static Forecasts forecasts(Part part, List<Prediction> predictions) {
    return Scored.of(part, predictions).forecasts().orElseThrow();
  }

  private static double logLoss(Part part, List<Prediction> predictions) {
    return ProbabilityScores.of(forecasts(part, predictions)).logLoss();
  }

  /** Posts of which a third has another label than its words say. */
  private static List<LabelledPost> mislabelled(String name, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LabelledPost> posts = new ArrayList<>();
    for (LabelledPost post : ToyCorpus.whole(name, count, seed)) {
      boolean wrong = random.nextInt(3) == 0;
      Sentiment label = wrong ? Sentiment.values()[random.nextInt(3)] : post.label();
      posts.add(new LabelledPost(post.post(), label, Map.of()));
    }
    return posts;
  }

  /** Trained on posts that are all alike in their labels, so that the network is far too sure. */
  private Split tooEasyToTrainOn() {
    return ToyCorpus.split(
        ToyCorpus.whole("t", 36, 1), mislabelled("v", 60, 2), mislabelled("e", 60, 3));
  }

  @Test
  void logLossOfTheValidationPart_getsNoWorse_andNoLabelChanges() {
    Split split = tooEasyToTrainOn();
    // The last epoch is the surest of itself.
    ExperimentSpec plain =
        ToyCorpus.spec(folder, "calibrate", "false", "epochs", "10", "first-choice", "10");
    ExperimentSpec calibrated = ToyCorpus.spec(folder, "epochs", "10", "first-choice", "10");
    try (Experiment first = ToyCorpus.prepare(plain, split);
        Experiment second = ToyCorpus.prepare(calibrated, split);
        TrainedModel before = first.train(ToyCorpus.TEXT, 1, epoch -> {});
        TrainedModel after = second.train(ToyCorpus.TEXT, 1, epoch -> {})) {
      double lossBefore = logLoss(split.validation(), before.predictValidation());
      double lossAfter = logLoss(split.validation(), after.predictValidation());

      assertThat(before.calibration()).isEqualTo(Calibration.NONE);
      assertThat(after.calibration().temperature()).isGreaterThan(1);
      assertThat(lossAfter).isLessThan(lossBefore);
      TemperatureScaling scaling = after.calibration().scaling().orElseThrow();
      assertThat(scaling.logLossBefore()).isCloseTo(lossBefore, Offset.offset(1e-9));
      assertThat(scaling.logLoss()).isCloseTo(lossAfter, Offset.offset(1e-9));
      assertThat(logLoss(split.test(), after.predictTest()))
          .isLessThan(logLoss(split.test(), before.predictTest()));
      assertThat(after.predictTest())
          .extracting(Prediction::label)
          .isEqualTo(before.predictTest().stream().map(Prediction::label).toList());
      assertThat(after.predictTest())
          .extracting(Prediction::weights)
          .isEqualTo(before.predictTest().stream().map(Prediction::weights).toList());
    }
  }

  @Test
  void sets_areThoseOfTheValidationPartAndAreSaved() {
    Split split = tooEasyToTrainOn();
    ExperimentSpec spec = ToyCorpus.spec(folder);
    Path saved = folder.resolve("saved");
    try (Experiment experiment = ToyCorpus.prepare(spec, split);
        TrainedModel model = experiment.train(ToyCorpus.TEXT, 1, epoch -> {})) {
      PredictionSets sets = model.calibration().sets().orElseThrow();
      model.save(saved, "test", spec.fusion(), Map.of(), Map.of());

      assertThat(sets)
          .isEqualTo(
              ConformalSets.calibrate(
                      Nonconformity.ADAPTIVE,
                      forecasts(split.validation(), model.predictValidation()))
                  .kept());
      assertThat(sets.posts()).isEqualTo(60);
      try (Predictor predictor = Predictor.load(saved, 1)) {
        assertThat(predictor.sets()).contains(sets);
        assertThat(predictor.description().temperature())
            .isEqualTo(model.calibration().temperature());
      }
    }
  }

  @Test
  void withoutCalibration_theModelKeepsNoSetsAndATemperatureOfOne() {
    ExperimentSpec spec = ToyCorpus.spec(folder, "calibrate", "false", "epochs", "1");
    Path saved = folder.resolve("saved");
    List<LabelledPost> posts = ToyCorpus.whole("p", 9, 4);
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts));
        TrainedModel model = experiment.train(ToyCorpus.TEXT, 1, epoch -> {})) {
      model.save(saved, "test", spec.fusion(), Map.of(), Map.of());
      try (Predictor predictor = Predictor.load(saved, 1)) {
        assertThat(predictor.sets()).isEmpty();
        assertThat(predictor.description().temperature()).isEqualTo(1);
      }
    }
  }

  @Test
  void aValidationPostOfEachClass_givesSetsOfEveryClassAtHighCoverage() {
    Split split =
        ToyCorpus.split(
            ToyCorpus.whole("t", 9, 5), ToyCorpus.whole("v", 3, 6), ToyCorpus.whole("e", 3, 7));
    ExperimentSpec spec = ToyCorpus.spec(folder, "epochs", "1");
    try (Experiment experiment = ToyCorpus.prepare(spec, split);
        TrainedModel model = experiment.train(ToyCorpus.TEXT, 1, epoch -> {})) {
      PredictionSets sets = model.calibration().sets().orElseThrow();
      assertThat(sets.bound(0.9)).isEqualTo(1);
      assertThat(sets.addTo(model.predictTest().get(0), 0.9).set().orElseThrow())
          .containsExactly(Sentiment.values());
    }
  }

  /**
   * A model that is trained on real words, calibrated on 450 real posts, and asked about the 450
   * dev posts. One such calibration may be off by chance; splitting the dev posts themselves again
   * and again may not.
   */
  @Test
  @Tag("data")
  void onRealDevPosts_setsHoldTheTruthAsOftenAsPromised() throws IOException {
    Path data = SharedFiles.require("data/mvsa-single");
    ExperimentSpec spec =
        ToyCorpus.spec(
            folder,
            "word-vectors",
            SharedFiles.require("weights/glove-50d.txt.gz").toString(),
            "text-word-width",
            "50",
            "modalities",
            "text",
            "learning-rate",
            "0.005");
    List<String> ids = Files.readAllLines(data.resolve("train-ids.txt"));
    List<String> training = IntStream.range(0, 900).mapToObj(i -> ids.get(i * 4)).toList();
    List<String> validation = IntStream.range(0, 450).mapToObj(i -> ids.get(i * 8 + 1)).toList();
    Split split =
        new Splitter(Shares.DEFAULT, 1)
            .split(
                LabelledCorpus.of(
                    CorpusReader.read(data, ReadOptions.DEFAULT), new LabelRule.Standard()),
                new IdFiles(
                    Optional.of(Files.write(folder.resolve("training.txt"), training)),
                    Optional.of(Files.write(folder.resolve("validation.txt"), validation)),
                    Optional.of(data.resolve("dev-ids.txt"))));

    try (Experiment experiment = ToyCorpus.prepare(spec, split);
        TrainedModel model = experiment.train(ToyCorpus.TEXT, 1, epoch -> {})) {
      Forecasts dev = forecasts(split.test(), model.predictTest());
      ConformalSets.Outcome outcome =
          ConformalSets.calibrate(
                  Nonconformity.ADAPTIVE, forecasts(split.validation(), model.predictValidation()))
              .on(dev, 0.9);
      System.out.printf(
          Locale.ROOT,
          "CalibrationTest: temperature %.3f, dev log loss %.4f, dev ECE %.4f, %s%n",
          model.calibration().temperature(),
          ProbabilityScores.of(dev).logLoss(),
          Reliability.of(dev).expectedError(),
          outcome);

      assertThat(dev.posts()).isEqualTo(450);
      // Four standard deviations of the coverage by 450 posts that 450 others have calibrated.
      assertThat(outcome.covered()).isCloseTo(0.9, Offset.offset(0.08));
      assertThat(coverageOverSplits(dev, 0.9))
          .isBetween(0.9 - 0.004, 0.9 + 1.0 / (dev.posts() / 2 + 1) + 0.004);
    }
  }

  /** The mean coverage where one half of the posts calibrates and the other is asked. */
  private static double coverageOverSplits(Forecasts posts, double coverage) {
    SplittableRandom random = new Seeds(15).stream("halves");
    int rounds = 1_000;
    double sum = 0;
    for (int round = 0; round < rounds; round++) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, posts.posts()).boxed().toList());
      Collections.shuffle(order, new Random(random.nextLong()));
      int half = order.size() / 2;
      sum +=
          ConformalSets.calibrate(Nonconformity.ADAPTIVE, some(posts, order.subList(0, half)))
              .on(some(posts, order.subList(half, order.size())), coverage)
              .covered();
    }
    return sum / rounds;
  }

  private static Forecasts some(Forecasts posts, List<Integer> chosen) {
    return Forecasts.of(
        chosen.stream().mapToInt(posts::truth).toArray(),
        chosen.stream().map(posts::probabilities).toArray(double[][]::new));
  }
}
