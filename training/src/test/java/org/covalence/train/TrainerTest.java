package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.covalence.label.Sentiment;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;
import org.covalence.post.Modality;
import org.covalence.predict.Prediction;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.TrainingSpec;
import org.covalence.split.LabelledPost;
import org.covalence.split.Split;
import org.covalence.split.TrainingPart;
import org.covalence.split.ValidationPart;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
  @TempDir Path folder;

  static Stream<Arguments> systems() {
    String[] frozen = {"epochs", "60", "patience", "60"};
    return Stream.of(
        Arguments.of("text", ToyCorpus.TEXT, frozen),
        Arguments.of("frozen image", ToyCorpus.IMAGE, frozen),
        Arguments.of("text + frozen image", ToyCorpus.BOTH, frozen),
        Arguments.of(
            "trained image",
            ToyCorpus.IMAGE,
            ToyCorpus.denseNet(
                "epochs", "60", "patience", "60", "learning-rate", "0.01", "batch-size", "12")),
        Arguments.of(
            "text + trained image, concatenated",
            ToyCorpus.BOTH,
            ToyCorpus.denseNet(
                "epochs", "80", "patience", "80", "batch-size", "12", "fusion", "concatenation")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("systems")
  void aFewPosts_areLearntByHeart(String name, List<Modality> modalities, String[] settings) {
    List<LabelledPost> posts = ToyCorpus.whole("p", 12, 1);
    ExperimentSpec spec = ToyCorpus.spec(folder, settings);
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts));
        TrainedModel model = experiment.train(modalities, 1, epoch -> {})) {
      List<Epoch> epochs = model.fit().epochs();
      assertThat(epochs.get(epochs.size() - 1).loss()).isLessThan(0.05);
      assertThat(model.fit().best().accuracy()).isEqualTo(1);
      assertThat(model.predictTest())
          .extracting(Prediction::label)
          .isEqualTo(posts.stream().map(LabelledPost::label).toList());
    }
  }

  @Test
  void oneSeed_givesTheSameBytesAndAnotherOneOthers() throws IOException {
    ExperimentSpec spec =
        ToyCorpus.spec(
            folder,
            "text-dropout",
            "0.3",
            "fusion-dropout",
            "0.3",
            "average-decay",
            "0.9",
            "epochs",
            "2");
    List<LabelledPost> posts = ToyCorpus.mixed("p", 30, 2);

    Map<String, byte[]> first = trained(spec, posts, 5);
    Map<String, byte[]> again = trained(spec, posts, 5);
    Map<String, byte[]> other = trained(spec, posts, 6);

    assertThat(again.keySet()).isEqualTo(first.keySet()).contains("text.onnx", "fusion.onnx");
    first.forEach((file, bytes) -> assertThat(again.get(file)).as(file).isEqualTo(bytes));
    assertThat(other.get("text.onnx")).isNotEqualTo(first.get("text.onnx"));
    assertThat(other.get("fusion.onnx")).isNotEqualTo(first.get("fusion.onnx"));
    assertThat(other.get("vocabulary.txt")).isEqualTo(first.get("vocabulary.txt"));
  }

  private Map<String, byte[]> trained(ExperimentSpec spec, List<LabelledPost> posts, long seed)
      throws IOException {
    Path saved = folder.resolve("saved");
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts));
        TrainedModel model = experiment.train(ToyCorpus.BOTH, seed, epoch -> {})) {
      model.save(saved, "test", spec.fusion(), Map.of(), Map.of());
    }
    Map<String, byte[]> files = new TreeMap<>();
    try (var all = Files.list(saved)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  @Test
  void training_stopsWhenItNoLongerGetsBetterAndKeepsTheBestEpoch() {
    ExperimentSpec spec = ToyCorpus.spec(folder, "epochs", "200", "patience", "3");
    List<LabelledPost> validation = mislabelled();
    List<Epoch> heard = new ArrayList<>();
    try (Experiment experiment = ToyCorpus.prepare(spec, hardToValidate(validation));
        TrainedModel model = experiment.train(ToyCorpus.BOTH, 1, heard::add)) {
      Epoch best = model.fit().best();

      assertThat(heard).isEqualTo(model.fit().epochs());
      assertThat(heard).hasSize(best.epoch() + 3).hasSizeLessThan(200);
      assertThat(heard).extracting(Epoch::macroF1).allMatch(f -> f <= best.macroF1());
      assertThat(heard.stream().filter(Epoch::best).map(Epoch::macroF1).toList()).isSorted();
      ConfusionMatrix matrix =
          ConfusionMatrix.of(
              3,
              validation.stream().mapToInt(p -> p.label().ordinal()).toArray(),
              model.predictValidation().stream().mapToInt(p -> p.label().ordinal()).toArray());
      assertThat(Metric.MACRO_F1.of(matrix)).isEqualTo(best.macroF1());
      assertThat(Metric.ACCURACY.of(matrix)).isEqualTo(best.accuracy());
    }
  }

  @Test
  void theChoice_isMadeByTheMeanOfTheLastScoresAmongLaterEpochs() {
    ExperimentSpec spec =
        ToyCorpus.spec(
            folder, "epochs", "10", "patience", "10", "first-choice", "4", "smoothing", "3");
    try (Experiment experiment = ToyCorpus.prepare(spec, hardToValidate(mislabelled()));
        TrainedModel model = experiment.train(ToyCorpus.TEXT, 1, epoch -> {})) {
      List<Epoch> epochs = model.fit().epochs();
      int expected = 0;
      double highest = -1;
      for (int epoch = 4; epoch <= 10; epoch++) {
        double mean =
            epochs.subList(epoch - 3, epoch).stream()
                .mapToDouble(Epoch::macroF1)
                .average()
                .orElseThrow();
        if (mean > highest) {
          highest = mean;
          expected = epoch;
        }
      }

      assertThat(epochs).hasSize(10);
      assertThat(model.fit().best().epoch()).isEqualTo(expected);
    }
  }

  @Test
  void aTrainingShorterThanTheFirstChoice_keepsItsLastEpoch() {
    ExperimentSpec spec =
        ToyCorpus.spec(folder, "epochs", "2", "first-choice", "6", "smoothing", "3");
    List<LabelledPost> posts = ToyCorpus.whole("p", 9, 2);
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts));
        TrainedModel model = experiment.train(ToyCorpus.TEXT, 1, epoch -> {})) {
      assertThat(model.fit().best().epoch()).isEqualTo(2);
    }
  }

  /** Posts whose labels mean nothing: their score soon stops rising. */
  private static List<LabelledPost> mislabelled() {
    SplittableRandom random = new SplittableRandom(3);
    return ToyCorpus.whole("v", 21, 4).stream()
        .map(p -> new LabelledPost(p.post(), Sentiment.values()[random.nextInt(3)], Map.of()))
        .toList();
  }

  private static Split hardToValidate(List<LabelledPost> validation) {
    return ToyCorpus.split(ToyCorpus.whole("t", 24, 5), validation, ToyCorpus.whole("e", 3, 6));
  }

  @Test
  void theAveragedWeights_areThoseThatAreValidatedAndKept() {
    ExperimentSpec spec =
        ToyCorpus.spec(folder, "average-decay", "0.95", "epochs", "4", "calibrate", "false");
    List<LabelledPost> posts = ToyCorpus.whole("p", 24, 7);
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts));
        TrainedModel model = experiment.train(ToyCorpus.BOTH, 1, epoch -> {})) {
      double loss = 0;
      List<Prediction> predictions = model.predictValidation();
      for (int i = 0; i < posts.size(); i++) {
        loss -= Math.log(predictions.get(i).probability(posts.get(i).label())) / posts.size();
      }

      assertThat(loss).isCloseTo(model.fit().best().validationLoss(), Offset.offset(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("tooFast")
  void aTrainingThatDiverges_asksForASmallerLearningRate(double rate, int batchSize, int epochs) {
    ExperimentSpec spec = ToyCorpus.spec(folder);
    TrainingSpec training =
        new TrainingSpec(
            epochs, epochs, 1, 1, batchSize, 1, rate, 0, 0, 1e9, 0, 0, 0, 0, true, false);
    ExperimentSpec fast =
        new ExperimentSpec(
            spec.split(), spec.encoders(), spec.fusion(), training, spec.balance(), spec.run());
    List<LabelledPost> posts = ToyCorpus.whole("p", 12, 8);
    try (Experiment experiment = ToyCorpus.prepare(fast, ToyCorpus.sameInAllParts(posts))) {
      assertThatThrownBy(() -> experiment.train(ToyCorpus.BOTH, 1, epoch -> {}).close())
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("training diverged")
          .hasMessageContaining("learning-rate: choose a smaller learning rate");
    }
  }

  /** Fast enough to end in no number within an epoch, between two, and after the very last step. */
  static Stream<Arguments> tooFast() {
    return Stream.of(
        Arguments.of(1e30, 4, 2), Arguments.of(1e30, 12, 2), Arguments.of(1e30, 12, 1));
  }

  @Test
  void aClassWithoutAPost_isNeverPredictedAndDoesNoHarm() {
    List<LabelledPost> posts =
        ToyCorpus.whole("p", 18, 9).stream().filter(p -> p.label() != Sentiment.NEUTRAL).toList();
    ExperimentSpec spec =
        ToyCorpus.spec(
            folder,
            "epochs",
            "20",
            "patience",
            "20",
            "class-weight-power",
            "1",
            "label-smoothing",
            "0.05");
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts));
        TrainedModel model = experiment.train(ToyCorpus.BOTH, 1, epoch -> {})) {
      assertThat(model.fit().epochs()).extracting(Epoch::loss).allMatch(Double::isFinite);
      assertThat(model.predictTest())
          .extracting(Prediction::label)
          .isEqualTo(posts.stream().map(LabelledPost::label).toList());
    }
  }

  @Test
  void aBatchInWhichNoPostHasAModality_doesNoHarm() {
    List<LabelledPost> posts = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(10);
    for (int i = 0; i < 9; i++) {
      posts.add(ToyCorpus.post("t" + i, i % 3, ToyCorpus.Kind.TEXT, random));
    }
    posts.add(ToyCorpus.post("i", 0, ToyCorpus.Kind.BOTH, random));
    ExperimentSpec spec = ToyCorpus.spec(folder, "batch-size", "1", "epochs", "3");
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts));
        TrainedModel model = experiment.train(ToyCorpus.BOTH, 1, epoch -> {})) {
      assertThat(model.fit().epochs()).extracting(Epoch::loss).allMatch(Double::isFinite);
    }
  }

  /** The test part cannot be handed to what fits: the types forbid it. */
  @Test
  void whatFits_takesTheTrainingAndTheValidationPartAlone() {
    var fit =
        Arrays.stream(Trainer.class.getDeclaredMethods())
            .filter(m -> m.getName().equals("fit"))
            .toList();

    assertThat(fit).hasSize(1);
    assertThat(
            Arrays.stream(fit.get(0).getGenericParameterTypes())
                .filter(t -> t instanceof ParameterizedType p && p.getRawType() == Prepared.class)
                .map(t -> ((ParameterizedType) t).getActualTypeArguments()[0])
                .toList())
        .isEqualTo(List.of(TrainingPart.class, ValidationPart.class));
  }
}
