package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.covalence.predict.Prediction;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.TrainingSpec;
import org.covalence.split.LabelledPost;
import org.covalence.store.CovalenceException;
import org.covalence.store.Safetensors;
import org.covalence.tensor.Parameters.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A published DenseNet that is trained with the rest of a model. */
class FineTuningTest {
  @TempDir Path folder;

  private ExperimentSpec spec(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "image-weights",
                PublishedFiles.tiny(folder).toString(),
                "modalities",
                "image",
                "learning-rate",
                "0.01",
                "patience",
                "99"));
    settings.addAll(List.of(more));
    return ToyCorpus.spec(folder, ToyCorpus.denseNet(settings.toArray(String[]::new)));
  }

  @ParameterizedTest
  @CsvSource({
    "all, frozen, float32",
    "block2, learnt, float32",
    "block3, frozen, bfloat16",
  })
  void aFewPictures_areLearntByHeart(String from, String statistics, String precision) {
    ExperimentSpec spec =
        spec(
            "image-train-from",
            from,
            "image-batch-norm",
            statistics,
            "image-precision",
            precision,
            "epochs",
            "30",
            "batch-size",
            "6");
    List<LabelledPost> posts = ToyCorpus.whole("p", 12, 3);
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts));
        TrainedModel model = experiment.train(ToyCorpus.IMAGE, 1, epoch -> {})) {
      List<Epoch> epochs = model.fit().epochs();

      assertThat(model.predictTest())
          .extracting(Prediction::label)
          .isEqualTo(posts.stream().map(LabelledPost::label).toList());
      assertThat(epochs.get(epochs.size() - 1).loss()).isLessThan(epochs.get(0).loss() / 2);
    }
  }

  @Test
  void theHeads_comeFirstWhereThePublishedPartStandsStill() {
    String[] settings = {
      "image-train-from", "block2", "image-batch-norm", "learnt", "image-frozen-epochs", "2"
    };

    assertThat(stagesThatMoved(2, settings)).isEmpty();
    assertThat(stagesThatMoved(3, settings))
        .containsExactly("denseblock2", "denseblock3", "norm5", "transition2");
  }

  /** The stages of the encoder that are not as in the file after so many epochs. */
  private TreeSet<String> stagesThatMoved(int epochs, String... settings) {
    List<String> all = new ArrayList<>(List.of("epochs", Integer.toString(epochs)));
    all.addAll(List.of(settings));
    ExperimentSpec spec = spec(all.toArray(String[]::new));
    List<LabelledPost> posts = ToyCorpus.whole("p", 9, 3);
    Map<String, Weight> published =
        DenseNetWeights.readFeatures(folder.resolve("tiny0.safetensors"));
    Path checkpoint = folder.resolve("checkpoint-" + epochs);
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts))) {
      experiment.train(ToyCorpus.IMAGE, 1, Optional.of(checkpoint), epoch -> {}).close();
    }
    Safetensors last = Safetensors.open(checkpoint);
    TreeSet<String> moved = new TreeSet<>();
    published.forEach(
        (name, weight) -> {
          if (!Arrays.equals(last.floats("weights/image." + name), weight.values())) {
            moved.add(name.split("\\.", -1)[1]);
          }
        });
    return moved;
  }

  @ParameterizedTest
  @ValueSource(strings = {"float32", "bfloat16"})
  void aTrainingThatDiverges_asksForASmallerLearningRate(String precision) {
    ExperimentSpec spec = spec("image-train-from", "all", "image-precision", precision);
    TrainingSpec training =
        new TrainingSpec(2, 2, 1, 1, 4, 1, 1e30, 0, 0, 1e9, 0, 0, 0, 0, true, false);
    ExperimentSpec fast =
        new ExperimentSpec(
            spec.split(), spec.encoders(), spec.fusion(), training, spec.balance(), spec.run());
    List<LabelledPost> posts = ToyCorpus.whole("p", 12, 8);
    try (Experiment experiment = ToyCorpus.prepare(fast, ToyCorpus.sameInAllParts(posts))) {
      assertThatThrownBy(() -> experiment.train(ToyCorpus.IMAGE, 1, epoch -> {}).close())
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("training diverged")
          .hasMessageContaining("learning-rate: choose a smaller learning rate");
    }
  }

  @Test
  void weightsThatAreNotThere_areToldBeforeAnyPictureIsDecoded() {
    ExperimentSpec spec =
        spec("image-train-from", "all", "image-weights", folder.resolve("none.pth").toString());
    List<LabelledPost> posts = ToyCorpus.whole("p", 3, 1);

    assertThatThrownBy(() -> ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts)).close())
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("none.pth");
  }

  @Test
  void weightsOfAnotherNetwork_areRefused() {
    ExperimentSpec spec = spec("image-train-from", "all", "image-encoder", "densenet121");
    List<LabelledPost> posts = ToyCorpus.whole("p", 3, 1);
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts))) {
      assertThatThrownBy(() -> experiment.train(ToyCorpus.IMAGE, 1, epoch -> {}).close())
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("the weights do not fit the network")
          .hasMessageContaining("tiny0.safetensors");
    }
  }
}
