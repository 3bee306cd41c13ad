package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.covalence.encoder.Encoded;
import org.covalence.encoder.FrozenStates;
import org.covalence.label.LabelRule;
import org.covalence.label.Sentiment;
import org.covalence.layer.Phase;
import org.covalence.post.Modality;
import org.covalence.predict.Prediction;
import org.covalence.read.CorpusReader;
import org.covalence.read.ReadOptions;
import org.covalence.spec.ExperimentSpec;
import org.covalence.split.LabelledCorpus;
import org.covalence.split.LabelledPost;
import org.covalence.split.Split;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;
import org.covalence.tensor.Tensors;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions and word pieces of frozen encoders, from the posts to what a network makes of them. */
class FrozenEncoderStatesTest {
  private static final int CLASSES = 3;

  @TempDir Path folder;

  /** Texts of unlike length, pictures that are missing, and batches that have none at all. */
  @ParameterizedTest
  @ValueSource(strings = {"hierarchical", "cross-modal", "bottleneck"})
  void whatANetworkSaysOfAPost_doesNotDependOnItsNeighbours(String fusion) {
    ExperimentSpec spec = spec("fusion", fusion, "epochs", "1");
    Split split = ToyCorpus.sameInAllParts(ToyCorpus.mixed("p", 18, 1));
    try (Experiments experiments =
            Experiments.prepare(spec, split.training().posts(), modality -> Progress.SILENT);
        Fitting.Fitted fitted =
            experiments
                .fitting(split.training(), split.validation(), modality -> Progress.SILENT)
                .fit(spec, ToyCorpus.BOTH, 1, Optional.empty(), epoch -> {})) {
      int[] order = IntStream.range(0, 18).toArray();
      int[] backwards = IntStream.range(0, 18).map(i -> 17 - i).toArray();

      float[] together = logits(fitted, order);
      float[] reversed = logits(fitted, backwards);

      for (int post = 0; post < 18; post++) {
        float[] expected = row(together, post);
        assertThat(row(reversed, 17 - post)).containsExactly(expected, Offset.offset(1e-5f));
        assertThat(logits(fitted, post)).containsExactly(expected, Offset.offset(1e-5f));
      }
    }
  }

  @Test
  void states_areComputedForAFusionThatReadsThemAndForNoOther() throws IOException {
    Split split = ToyCorpus.sameInAllParts(ToyCorpus.whole("p", 6, 1));
    try (Experiment experiment = ToyCorpus.prepare(spec("fusion", "attention"), split)) {
      assertThat(experiment.training().inputs()).noneMatch(i -> i instanceof StateInputs);
      assertThat(experiment.remarks()).noneMatch(r -> r.contains("regions"));
      assertThat(caches()).hasSize(2);
    }
    try (Experiment experiment = ToyCorpus.prepare(spec("fusion", "hierarchical"), split)) {
      assertThat(experiment.training().inputs()).allMatch(i -> i instanceof StateInputs);
      assertThat(experiment.remarks()).anyMatch(r -> r.contains("16 regions of width 6"));
      assertThat(caches()).hasSize(4);
    }
  }

  @Test
  void statesThatWereLost_areComputedAgainToTheSameNumbers() throws IOException {
    ExperimentSpec spec = spec("fusion", "hierarchical");
    Split split = ToyCorpus.sameInAllParts(ToyCorpus.whole("p", 6, 1));
    List<Prediction> first = predictions(spec, split);
    for (Path cache : caches()) {
      try (var files = Files.list(cache)) {
        for (Path segment : files.toList()) {
          byte[] bytes = Files.readAllBytes(segment);
          // Somewhere within the first record, and a cut through the last one.
          bytes[40] ^= 1;
          Files.write(segment, Arrays.copyOf(bytes, bytes.length - 3));
        }
      }
    }

    assertThat(predictions(spec, split)).isEqualTo(first);
  }

  @Test
  void regionsThatTheNetworkDoesNotTell_areOneFaultThatNamesWhatItTells() {
    Split split = ToyCorpus.sameInAllParts(ToyCorpus.whole("p", 3, 1));
    ExperimentSpec spec = spec("fusion", "hierarchical", "image-regions", "map");

    assertThatThrownBy(() -> ToyCorpus.prepare(spec, split).close())
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("the network has no output map to take regions from")
        .hasMessageContaining("choose one of [regions [?,6,4,4]], or none");
  }

  @Test
  void aSentenceEncoder_readsNoMoreWordPiecesThanItIsTold() {
    Split split = ToyCorpus.sameInAllParts(ToyCorpus.whole("p", 6, 1));
    ExperimentSpec spec = spec("fusion", "hierarchical", "text-sentence-max-tokens", "5");
    try (Experiment experiment = ToyCorpus.prepare(spec, split)) {
      StateInputs texts = (StateInputs) experiment.training().inputs().get(0);

      assertThat(texts.counts()).containsOnly(5);
      assertThat(texts.each()).isEqualTo(384);
    }
  }

  /**
   * The features of EfficientNet are its global average pool, and regions alone tell posts apart.
   */
  @Test
  @Tag("data")
  void regionsOfRealPosts_haveTheFeaturesAsTheirMeanAndAreLearntByHeart() {
    Path data = SharedFiles.require("data/mvsa-single");
    LabelledCorpus corpus =
        LabelledCorpus.of(CorpusReader.read(data, ReadOptions.DEFAULT), new LabelRule.Standard());
    List<LabelledPost> posts = new ArrayList<>();
    for (Sentiment label : Sentiment.values()) {
      corpus.posts().stream().filter(p -> p.label() == label).limit(8).forEach(posts::add);
    }
    ExperimentSpec spec =
        ToyCorpus.spec(
            folder,
            "image-encoder",
            SharedFiles.require("weights/efficientnet-lite0-imagenet.onnx").toString(),
            "fusion",
            "hierarchical",
            "epochs",
            "40",
            "learning-rate",
            "0.005");
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts));
        TrainedModel model = experiment.train(ToyCorpus.IMAGE, 1, epoch -> {})) {
      StateInputs pictures = (StateInputs) experiment.training().inputs().get(1);
      try (PointerScope scope = new PointerScope()) {
        Encoded encoded =
            new FrozenStates(1280, 1280)
                .forward(pictures.batch(IntStream.range(0, 24).toArray()), Phase.INFERENCE);
        assertThat(Tensors.shape(encoded.states())).containsExactly(24, 49, 1280);
        assertThat(Tensors.values(encoded.mask())).containsOnly(1);
        assertThat(Tensors.values(encoded.states().mean(1)))
            .containsExactly(Tensors.values(encoded.pooled()), Offset.offset(2e-3f));
      }

      List<Prediction> predictions = model.predictTest();
      for (int i = 0; i < posts.size(); i++) {
        assertThat(predictions.get(i).label()).isEqualTo(posts.get(i).label());
      }
    }
  }

  private ExperimentSpec spec(String... more) {
    List<String> all = new ArrayList<>(List.of("text-encoder", "minilm"));
    all.addAll(List.of(more));
    return ToyCorpus.spec(folder, ToyCorpus.withoutWords(all.toArray(String[]::new)));
  }

  private static List<Prediction> predictions(ExperimentSpec spec, Split split) {
    try (Experiment experiment = ToyCorpus.prepare(spec, split);
        TrainedModel model =
            experiment.train(List.of(Modality.TEXT, Modality.IMAGE), 1, epoch -> {})) {
      return model.predictTest();
    }
  }

  private List<Path> caches() throws IOException {
    try (var folders = Files.list(folder.resolve("cache").resolve("features"))) {
      return folders.toList();
    }
  }

  private static float[] logits(Fitting.Fitted fitted, int... posts) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      return Tensors.values(
          fitted.network().forward(fitted.validation(), posts, Phase.INFERENCE).logits());
    }
  }

  private static float[] row(float[] logits, int post) {
    return Arrays.copyOfRange(logits, post * CLASSES, (post + 1) * CLASSES);
  }
}
