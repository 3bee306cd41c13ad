package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.covalence.label.Sentiment;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.predict.Prediction;
import org.covalence.spec.ExperimentSpec;
import org.covalence.split.LabelledPost;
import org.covalence.split.Split;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariedExperimentsTest {
  @TempDir Path folder;

  private final List<LabelledPost> posts = ToyCorpus.mixed("p", 27, 1);

  private Split split(int turn) {
    List<LabelledPost> turned = new ArrayList<>(posts.subList(9 * turn, 27));
    turned.addAll(posts.subList(0, 9 * turn));
    return ToyCorpus.split(turned.subList(0, 15), turned.subList(15, 18), turned.subList(18, 27));
  }

  private static VariedExperiments varied(List<LabelledPost> posts, List<ExperimentSpec> specs) {
    VariedExperiments varied = new VariedExperiments(posts);
    specs.forEach(spec -> varied.with(spec, modality -> Progress.SILENT));
    return varied;
  }

  private static List<Prediction> trained(Experiment experiment) {
    try (TrainedModel model = experiment.train(experiment.modalities(), 1, epoch -> {})) {
      return model.predictTest();
    }
  }

  /** Shared features, features of its own, states, another dropout, words that are learnt. */
  @Test
  void everyExperiment_isTrainedAsIfItWereTheOnlyOne() {
    List<ExperimentSpec> specs =
        List.of(
            ToyCorpus.spec(folder),
            ToyCorpus.spec(folder, "image-pooled-dropout", "0.4"),
            ToyCorpus.spec(folder, "text-dropout", "0.4"),
            ToyCorpus.spec(folder, "fusion", "hierarchical"),
            ToyCorpus.spec(folder, "refit", "true", "class-weight-power", "0"),
            ToyCorpus.spec(folder, "modalities", "text"),
            ToyCorpus.spec(folder, ToyCorpus.withoutWords("text-encoder", "lexicon,terms")),
            ToyCorpus.spec(folder, ToyCorpus.denseNet()));
    try (VariedExperiments varied = varied(posts, specs)) {
      for (int turn = 0; turn < 2; turn++) {
        for (ExperimentSpec spec : specs) {
          try (Experiment alone = ToyCorpus.prepare(spec, split(turn))) {
            assertThat(trained(varied.on(spec, split(turn))))
                .as("turn %d, %s", turn, spec)
                .isEqualTo(trained(alone));
          }
        }
      }
    }
  }

  private static LabelledPost broken() {
    return new LabelledPost(
        Post.ofText("broken", "lovely cake")
            .with(
                Modality.IMAGE,
                new Content.InMemory("no picture".getBytes(StandardCharsets.UTF_8))),
        Sentiment.POSITIVE,
        Map.of());
  }

  @Test
  void aPostThatOneOfThemCannotUse_isInNone() {
    LabelledPost broken = broken();
    List<LabelledPost> all = new ArrayList<>(posts);
    all.add(broken);
    ExperimentSpec text = ToyCorpus.spec(folder, "modalities", "text");
    Split split = ToyCorpus.split(posts.subList(0, 15), posts.subList(15, 18), all.subList(18, 28));

    try (VariedExperiments alone = varied(all, List.of(text));
        VariedExperiments both = varied(all, List.of(text, ToyCorpus.spec(folder)))) {
      assertThat(alone.isUsable(broken)).isTrue();
      assertThat(alone.on(text, split).test().size()).isEqualTo(10);
      assertThat(both.isUsable(broken)).isFalse();
      assertThat(both.on(text, split).test().size()).isEqualTo(9);
      assertThat(both.findings()).singleElement().matches(f -> f.reason().contains("picture"));
    }
  }

  @Test
  void aPartThatAnotherOneCannotUse_isToldByWhatIsWrongWithIt() {
    List<LabelledPost> all = new ArrayList<>(posts);
    LabelledPost broken = broken();
    all.add(broken);
    ExperimentSpec text = ToyCorpus.spec(folder, "modalities", "text");
    Split split = ToyCorpus.split(posts.subList(0, 15), List.of(broken), posts.subList(18, 27));

    try (VariedExperiments both = varied(all, List.of(text, ToyCorpus.spec(folder)))) {
      assertThatThrownBy(() -> both.on(text, split))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("no post of the validation part can be used")
          .hasMessageContaining("picture");
    }
  }

  @Test
  void aMissingNetwork_isTheFaultOfItsExperiment() {
    ExperimentSpec missing =
        ToyCorpus.spec(folder, "image-encoder", folder.resolve("missing.onnx").toString());
    try (VariedExperiments varied = varied(posts, List.of(ToyCorpus.spec(folder)))) {
      assertThatThrownBy(() -> varied.with(missing, modality -> Progress.SILENT))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("missing.onnx");
    }
  }

  @Test
  void anExperimentThatPostsWereNotPreparedFor_isRefused() {
    try (VariedExperiments varied =
        varied(posts, List.of(ToyCorpus.spec(folder, "modalities", "text")))) {
      assertThatThrownBy(() -> varied.on(ToyCorpus.spec(folder), split(0)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not prepared");
    }
  }
}
