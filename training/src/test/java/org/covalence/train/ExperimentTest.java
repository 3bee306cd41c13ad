package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.covalence.label.Sentiment;
import org.covalence.post.Content;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.spec.ExperimentSpec;
import org.covalence.split.LabelledPost;
import org.covalence.split.Split;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPostWhosePictureCannotBeUsed_isLeftOutOfItsPartForEverySystem(boolean frozen) {
    List<LabelledPost> training = new ArrayList<>(ToyCorpus.whole("t", 9, 1));
    training.add(4, bad("bad"));
    Split split = ToyCorpus.split(training, ToyCorpus.whole("v", 3, 2), ToyCorpus.whole("e", 3, 3));
    ExperimentSpec spec = ToyCorpus.spec(folder, frozen ? new String[0] : ToyCorpus.denseNet());
    try (Experiment experiment = ToyCorpus.prepare(spec, split)) {
      assertThat(experiment.training().part().posts())
          .extracting(LabelledPost::id)
          .hasSize(9)
          .doesNotContain("bad");
      assertThat(experiment.validation().size()).isEqualTo(3);
      assertThat(experiment.findings()).hasSize(1);
      Finding finding = experiment.findings().get(0);
      assertThat(finding.place()).contains("bad");
      assertThat(experiment.training().inputs()).allMatch(i -> i.size() == 9 && i.has(4));
    }
  }

  @Test
  void aStrictExperiment_stopsAtTheFirstBadPicture() {
    Split split = ToyCorpus.sameInAllParts(List.of(bad("bad")));

    assertThatThrownBy(
            () -> ToyCorpus.prepare(ToyCorpus.spec(folder, "strict", "true"), split).close())
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("bad");
  }

  @Test
  void aPartThatIsLeftEmpty_isAFaultThatNamesIt() {
    Split split =
        ToyCorpus.split(
            ToyCorpus.whole("t", 9, 1), List.of(bad("bad")), ToyCorpus.whole("e", 3, 3));

    assertThatThrownBy(() -> ToyCorpus.prepare(ToyCorpus.spec(folder), split).close())
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("validation");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTrainingPartWithoutAModality_asksToLeaveItOut(boolean frozen) {
    List<LabelledPost> words = new ArrayList<>();
    ToyCorpus.mixed("p", 27, 1).stream()
        .filter(p -> p.post().content(Modality.IMAGE).isEmpty())
        .forEach(words::add);
    Split split = ToyCorpus.split(words, ToyCorpus.mixed("v", 9, 2), ToyCorpus.mixed("e", 9, 3));
    ExperimentSpec spec = ToyCorpus.spec(folder, frozen ? new String[0] : ToyCorpus.denseNet());

    assertThatThrownBy(
            () -> {
              try (Experiment experiment = ToyCorpus.prepare(spec, split)) {
                experiment.train(ToyCorpus.BOTH, 1, epoch -> {}).close();
              }
            })
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("no post of the training part has a picture")
        .hasMessageContaining("--modalities");
  }

  @Test
  void aTrainingPartWithoutAText_asksToLeaveItOut() {
    List<LabelledPost> pictures =
        ToyCorpus.mixed("p", 27, 1).stream()
            .filter(p -> p.post().content(Modality.TEXT).isEmpty())
            .toList();

    assertThatThrownBy(
            () ->
                ToyCorpus.prepare(ToyCorpus.spec(folder), ToyCorpus.sameInAllParts(pictures))
                    .close())
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("no post of the training part has a text");
  }

  @Test
  void everySystem_hasItsNameAndSeesTheSamePosts() {
    ExperimentSpec spec = ToyCorpus.spec(folder, "epochs", "1");
    try (Experiment experiment =
            ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(ToyCorpus.mixed("p", 18, 1)));
        TrainedModel text = experiment.train(ToyCorpus.TEXT, 1, epoch -> {});
        TrainedModel both = experiment.train(ToyCorpus.BOTH, 1, epoch -> {})) {
      assertThat(experiment.modalities()).isEqualTo(ToyCorpus.BOTH);
      assertThat(experiment.remarks()).hasSize(2);
      assertThat(text.name()).isEqualTo("text");
      assertThat(both.name()).isEqualTo("text+image");
      assertThat(text.predictTest()).hasSameSizeAs(both.predictTest());
      assertThat(both.parameterCount()).isGreaterThan(text.parameterCount());
    }
  }

  @Test
  void progress_hearsOfEveryPostOfEachModality() {
    Map<Modality, Long> heard = new HashMap<>();
    Split split = ToyCorpus.sameInAllParts(ToyCorpus.whole("p", 6, 1));
    try (Experiment experiment =
        Experiment.prepare(
            ToyCorpus.spec(folder),
            split,
            modality ->
                posts -> {
                  synchronized (heard) {
                    heard.merge(modality, posts, Long::sum);
                  }
                })) {
      assertThat(heard).isEqualTo(Map.of(Modality.TEXT, 18L, Modality.IMAGE, 18L));
    }
  }

  @Test
  void aSecondExperiment_findsItsFeaturesInTheCache() throws Exception {
    ExperimentSpec spec = ToyCorpus.spec(folder);
    Split split = ToyCorpus.sameInAllParts(ToyCorpus.whole("p", 6, 1));
    List<float[]> first;
    try (Experiment experiment = ToyCorpus.prepare(spec, split)) {
      first = features(experiment);
    }
    long files = files();
    try (Experiment experiment = ToyCorpus.prepare(spec, split)) {
      assertThat(features(experiment)).usingElementComparator(Arrays::compare).isEqualTo(first);
    }
    assertThat(files()).as("nothing was computed, so nothing was written").isEqualTo(files);
  }

  private static List<float[]> features(Experiment experiment) {
    return List.of(((Inputs.Features) experiment.training().inputs().get(1)).rows());
  }

  private long files() throws Exception {
    try (var files = Files.walk(folder.resolve("cache"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private static LabelledPost bad(String id) {
    return new LabelledPost(
        Post.ofText(id, "a picture that is none")
            .with(Modality.IMAGE, new Content.InMemory(new byte[] {1, 2, 3})),
        Sentiment.NEUTRAL,
        Map.of());
  }
}
