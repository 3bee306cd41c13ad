package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.covalence.text.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentsTest {
  @TempDir Path folder;

  private final List<LabelledPost> posts = ToyCorpus.mixed("p", 27, 1);

  /** Three splits, each with another third to test on. */
  private Split split(int turn) {
    List<LabelledPost> turned = new ArrayList<>(posts.subList(9 * turn, 27));
    turned.addAll(posts.subList(0, 9 * turn));
    return ToyCorpus.split(turned.subList(0, 15), turned.subList(15, 18), turned.subList(18, 27));
  }

  private static Experiments prepare(ExperimentSpec spec, List<LabelledPost> posts) {
    return Experiments.prepare(spec, posts, modality -> Progress.SILENT);
  }

  private static List<Prediction> trained(Experiment experiment) {
    try (TrainedModel model = experiment.train(ToyCorpus.BOTH, 1, epoch -> {})) {
      return model.predictTest();
    }
  }

  @Test
  void everySplit_isTrainedAndPredictedAsIfItWereTheOnlyOne() {
    for (String[] settings : List.of(new String[0], ToyCorpus.denseNet())) {
      ExperimentSpec spec = ToyCorpus.spec(folder, settings);
      try (Experiments experiments = prepare(spec, posts)) {
        for (int turn = 0; turn < 3; turn++) {
          try (Experiment shared = experiments.on(split(turn));
              Experiment alone = ToyCorpus.prepare(spec, split(turn))) {
            assertThat(trained(shared)).as("turn %d", turn).isEqualTo(trained(alone));
            assertThat(LinearBaseline.predictTest(shared))
                .as("turn %d", turn)
                .isEqualTo(LinearBaseline.predictTest(alone));
          }
        }
      }
    }
  }

  /** Its macro-F1 could not tell one epoch from another by the class that is not there. */
  @Test
  void aValidationPartWithoutAClass_isRefused() {
    Split split =
        ToyCorpus.split(posts.subList(0, 15), posts.subList(15, 17), posts.subList(17, 27));
    assertThatThrownBy(() -> ToyCorpus.prepare(ToyCorpus.spec(folder), split).close())
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(
            "expected posts of each class that is trained on in the validation part, found none that is positive")
        .hasMessageContaining("--validation-share");
  }

  @Test
  void vocabulary_isLearntFromTheTrainingPartOfEachSplitAlone() {
    LabelledPost odd =
        new LabelledPost(Post.ofText("odd", "zebra zebra zebra"), Sentiment.NEUTRAL, Map.of());
    List<LabelledPost> all = new ArrayList<>(posts);
    all.add(odd);
    List<LabelledPost> training = new ArrayList<>(posts.subList(0, 15));
    training.add(odd);
    List<LabelledPost> test = new ArrayList<>(posts.subList(18, 27));
    test.add(odd);
    try (Experiments experiments = prepare(ToyCorpus.spec(folder), all);
        Experiment seen =
            experiments.on(
                ToyCorpus.split(training, posts.subList(15, 18), posts.subList(18, 27)));
        Experiment unseen =
            experiments.on(ToyCorpus.split(posts.subList(0, 15), posts.subList(15, 18), test))) {
      int[] known = ((Inputs.Tokens) seen.training().inputs().get(0)).ids()[15];
      int[] unknown = ((Inputs.Tokens) unseen.test().inputs().get(0)).ids()[9];

      assertThat(known).hasSize(3).doesNotContain(Vocabulary.UNKNOWN);
      assertThat(unknown).containsOnly(Vocabulary.UNKNOWN);
    }
  }

  @Test
  void pictures_areLookedAtOnceForAllSplits() {
    Map<Modality, Long> heard = new HashMap<>();
    try (Experiments experiments =
        Experiments.prepare(
            ToyCorpus.spec(folder),
            posts,
            modality ->
                steps -> {
                  synchronized (heard) {
                    heard.merge(modality, steps, Long::sum);
                  }
                })) {
      long pictures =
          posts.stream().filter(p -> p.post().content(Modality.IMAGE).isPresent()).count();
      experiments.on(split(0)).close();
      experiments.on(split(1)).close();

      assertThat(heard).isEqualTo(Map.of(Modality.IMAGE, pictures));
    }
  }

  @Test
  void post_whosePictureCannotBeUsed_isInNoExperiment() {
    LabelledPost bad =
        new LabelledPost(
            Post.ofText("bad", "a picture that is none")
                .with(Modality.IMAGE, new Content.InMemory(new byte[] {1, 2, 3})),
            Sentiment.NEUTRAL,
            Map.of());
    List<LabelledPost> all = new ArrayList<>(posts);
    all.add(bad);
    List<LabelledPost> test = new ArrayList<>(posts.subList(18, 27));
    test.add(bad);
    try (Experiments experiments = prepare(ToyCorpus.spec(folder), all);
        Experiment experiment =
            experiments.on(ToyCorpus.split(posts.subList(0, 15), posts.subList(15, 18), test))) {
      assertThat(experiments.findings()).hasSize(1);
      assertThat(experiments.isUsable(bad)).isFalse();
      assertThat(all.stream().filter(experiments::isUsable).toList()).isEqualTo(posts);
      assertThat(experiment.test().part().posts()).isEqualTo(posts.subList(18, 27));
      assertThatThrownBy(
              () ->
                  experiments.on(
                      ToyCorpus.split(posts.subList(0, 15), List.of(bad), posts.subList(18, 27))))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("no post of the validation part can be used");
    }
  }
}
