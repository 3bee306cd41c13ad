package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.covalence.label.LabelRule;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.predict.Prediction;
import org.covalence.read.CorpusReader;
import org.covalence.read.ReadOptions;
import org.covalence.runtime.Answer;
import org.covalence.runtime.Predictor;
import org.covalence.spec.ExperimentSpec;
import org.covalence.split.IdFiles;
import org.covalence.split.LabelledCorpus;
import org.covalence.split.LabelledPost;
import org.covalence.split.Shares;
import org.covalence.split.Split;
import org.covalence.split.Splitter;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A saved model says in the light runtime what its trainer said of every post. */
class ParityTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-5);

  @TempDir Path folder;

  static Stream<Arguments> experiments() {
    return Stream.of(
        Arguments.of("frozen, attention", new String[] {"fusion", "attention"}),
        Arguments.of("frozen, concatenation", new String[] {"fusion", "concatenation"}),
        Arguments.of(
            "trained, attention, two layers",
            ToyCorpus.denseNet("fusion", "attention", "text-layers", "2")),
        Arguments.of(
            "trained, concatenation, one way",
            ToyCorpus.denseNet("fusion", "concatenation", "text-bidirectional", "false")),
        Arguments.of(
            "every frozen text encoder, joint",
            ToyCorpus.withoutWords(
                "text-encoder", "minilm,e5,bge,lexicon,terms", "fusion", "joint")),
        Arguments.of(
            "a lexicon beside words, regions, hierarchical",
            new String[] {"text-encoder", "lexicon,lstm", "fusion", "hierarchical"}),
        Arguments.of("faces, joint", new String[] {"image-encoder", "faces", "fusion", "joint"}),
        Arguments.of(
            "words, a network without regions, hierarchical",
            new String[] {"image-regions", "none", "fusion", "hierarchical"}),
        Arguments.of(
            "word pieces and regions, hierarchical",
            ToyCorpus.withoutWords("text-encoder", "minilm", "fusion", "hierarchical")),
        Arguments.of(
            "word pieces cut short, words and regions, cross-modal",
            new String[] {
              "text-encoder", "e5,lstm", "text-sentence-max-tokens", "6", "fusion", "cross-modal"
            }),
        Arguments.of(
            "two sentence encoders and regions, bottleneck",
            ToyCorpus.withoutWords("text-encoder", "minilm,e5", "fusion", "bottleneck")),
        Arguments.of(
            "GRU, regions, cross-modal",
            new String[] {"text-encoder", "gru", "fusion", "cross-modal"}),
        Arguments.of(
            "transformer, regions, bottleneck",
            new String[] {"text-encoder", "transformer", "fusion", "bottleneck", "text-width", ""}),
        Arguments.of("CNN, late", new String[] {"text-encoder", "cnn,terms", "fusion", "late"}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("experiments")
  void theRuntime_agreesWithTheTrainerOnEveryPost(String name, String[] settings) {
    ExperimentSpec spec = ToyCorpus.spec(folder, settings);
    agree(
        spec,
        ToyCorpus.split(
            ToyCorpus.mixed("t", 45, 1), ToyCorpus.mixed("v", 27, 2), ToyCorpus.mixed("e", 36, 3)));
  }

  /** More posts than the runtime holds the states of at once. */
  @Test
  void theRuntime_agreesOnAsManyPostsAsThereAre() {
    agree(
        ToyCorpus.spec(folder, "fusion", "hierarchical", "epochs", "1"),
        ToyCorpus.split(
            ToyCorpus.mixed("t", 27, 1), ToyCorpus.mixed("v", 9, 2), ToyCorpus.mixed("e", 150, 3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hierarchical", "cross-modal", "bottleneck"})
  void theRegionsOfAFrozenDenseNet_areReadByBoth(String fusion) {
    String weights = PublishedFiles.tiny(folder).toString();
    agree(
        ToyCorpus.spec(folder, ToyCorpus.denseNet("image-weights", weights, "fusion", fusion)),
        ToyCorpus.split(
            ToyCorpus.mixed("t", 27, 1), ToyCorpus.mixed("v", 9, 2), ToyCorpus.mixed("e", 18, 3)));
  }

  @Test
  void twoEncodersOfOneType_areToldApartByBoth() throws IOException {
    String network = ToyCorpus.network(folder).toString();
    agree(
        ToyCorpus.spec(
            folder,
            ToyCorpus.withoutWords(
                "text-encoder",
                "sentence,sentence",
                "text-sentence-file",
                published("e5-small-v2-q.onnx"),
                "text-sentence-tokenizer",
                published("e5-small-v2-q-tokenizer.json"),
                "text-2-sentence-file",
                published("all-minilm-l6-v2-q.onnx"),
                "text-2-sentence-tokenizer",
                published("all-minilm-l6-v2-q-tokenizer.json"),
                "text-2-sentence-pooling",
                "first",
                "image-encoder",
                network + "," + network,
                "image-2-scaling",
                "imagenet",
                "fusion",
                "bottleneck")),
        ToyCorpus.split(
            ToyCorpus.mixed("t", 27, 1), ToyCorpus.mixed("v", 9, 2), ToyCorpus.mixed("e", 18, 3)));
  }

  /** One cache serves both, since their features are the same. */
  @Test
  void oneNetworkWithTwoDropouts_facesAndTwoLstms_areReadByBoth() {
    String network = ToyCorpus.network(folder).toString();
    agree(
        ToyCorpus.spec(
            folder,
            "text-encoder",
            "lstm,lstm,minilm,minilm",
            "text-2-width",
            "4",
            "text-2-word-width",
            "4",
            "text-2-features-dropout",
            "0.1",
            "image-encoder",
            network + ",faces," + network,
            "image-2-pooled-dropout",
            "0.2",
            "fusion",
            "hierarchical"),
        ToyCorpus.split(
            ToyCorpus.mixed("t", 27, 1), ToyCorpus.mixed("v", 9, 2), ToyCorpus.mixed("e", 18, 3)));
  }

  /** A file of a library, as users have it on disk. */
  private String published(String resource) throws IOException {
    Path file = folder.resolve(resource);
    try (InputStream in = ParityTest.class.getResourceAsStream("/" + resource)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file.toString();
  }

  /** The runtime varies no picture, so neither does what was validated and tested. */
  @Test
  void theRuntime_agreesWithTheTrainerOfAFineTunedNetwork() {
    ExperimentSpec spec =
        ToyCorpus.spec(
            folder,
            ToyCorpus.denseNet(
                "image-weights",
                PublishedFiles.tiny(folder).toString(),
                "image-train-from",
                "block2",
                "image-batch-norm",
                "learnt",
                "image-precision",
                "bfloat16",
                "image-rate-factor",
                "0.1",
                "image-augment-crop",
                "0.5",
                "image-augment-flip",
                "1",
                "image-augment-colour",
                "0.5"));
    agree(
        spec,
        ToyCorpus.split(
            ToyCorpus.mixed("t", 27, 1), ToyCorpus.mixed("v", 18, 2), ToyCorpus.mixed("e", 18, 3)));
  }

  /** Learns little, from few posts: what is looked at is whether both say the same. */
  @Test
  @Tag("data")
  void theRuntime_agreesWithTheTrainerOnEveryRealDevPost() throws IOException {
    Path data = SharedFiles.require("data/mvsa-single");
    ExperimentSpec spec =
        ToyCorpus.spec(
            folder,
            "word-vectors",
            SharedFiles.require("weights/glove-50d.txt.gz").toString(),
            "image-encoder",
            SharedFiles.require("weights/efficientnet-lite0-imagenet.onnx").toString(),
            "text-word-width",
            "50");
    List<String> ids = Files.readAllLines(data.resolve("train-ids.txt"));
    List<String> few = IntStream.range(0, 300).mapToObj(i -> ids.get(i * 9)).toList();
    LabelledCorpus corpus =
        LabelledCorpus.of(CorpusReader.read(data, ReadOptions.DEFAULT), new LabelRule.Standard());

    Split split =
        new Splitter(Shares.DEFAULT, 1)
            .split(
                corpus,
                new IdFiles(
                    Optional.of(Files.write(folder.resolve("few.txt"), few)),
                    Optional.empty(),
                    Optional.of(data.resolve("dev-ids.txt"))));

    assertThat(split.test().posts()).hasSize(450);
    agree(spec, split);
  }

  private void agree(ExperimentSpec spec, Split split) {
    try (Experiment experiment = ToyCorpus.prepare(spec, split)) {
      for (List<Modality> modalities : List.of(ToyCorpus.TEXT, ToyCorpus.IMAGE, ToyCorpus.BOTH)) {
        Path saved = folder.resolve("saved");
        try (TrainedModel model = experiment.train(modalities, 1, epoch -> {})) {
          model.save(saved, "test", spec.fusion(), Map.of(), Map.of());
          try (Predictor predictor = Predictor.load(saved, 1)) {
            assertThat(predictor.modalities()).containsExactlyInAnyOrderElementsOf(modalities);
            compare(predictor, modalities, split.validation().posts(), model.predictValidation());
            compare(predictor, modalities, split.test().posts(), model.predictTest());
          }
        }
      }
    }
  }

  private static void compare(
      Predictor predictor,
      List<Modality> modalities,
      List<LabelledPost> posts,
      List<Prediction> expected) {
    List<Post> asked = new ArrayList<>();
    posts.forEach(p -> asked.add(p.post()));
    List<Answer> answers = predictor.predict(asked);
    for (int i = 0; i < posts.size(); i++) {
      Post post = asked.get(i);
      if (modalities.stream().noneMatch(m -> post.content(m).isPresent())) {
        assertThat(answers.get(i)).isInstanceOf(Answer.Failed.class);
        continue;
      }
      Prediction found = ((Answer.Predicted) answers.get(i)).prediction();
      assertThat(found.id()).isEqualTo(expected.get(i).id());
      assertThat(found.modalities()).isEqualTo(expected.get(i).modalities());
      for (int k = 0; k < 3; k++) {
        assertThat(found.probabilities().get(k))
            .as("%s of %s", modalities, post.id())
            .isCloseTo(expected.get(i).probabilities().get(k), CLOSE);
      }
      assertThat(found.weights().keySet()).isEqualTo(expected.get(i).weights().keySet());
      expected
          .get(i)
          .weights()
          .forEach((m, w) -> assertThat(found.weights().get(m)).isCloseTo(w, CLOSE));
    }
  }
}
