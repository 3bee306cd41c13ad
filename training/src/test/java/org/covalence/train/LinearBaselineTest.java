package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.predict.Prediction;
import org.covalence.spec.ExperimentSpec;
import org.covalence.split.LabelledPost;
import org.covalence.split.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearBaselineTest {
  @TempDir Path folder;

  /** See {@code tools/make_linear.py}. LIBLINEAR stops a little earlier here than there. */
  @Test
  void probabilities_agreeWithScikitLearn() throws IOException {
    JsonNode reference;
    try (var in = LinearBaselineTest.class.getResourceAsStream("linear.json")) {
      reference = new ObjectMapper().readTree(in);
    }
    List<LabelledPost> test = posts("e", reference.get("test"));
    Split split = ToyCorpus.split(posts("t", reference.get("training")), test, test);

    List<Prediction> predictions = predict(ToyCorpus.spec(folder, "modalities", "text"), split);

    for (int i = 0; i < test.size(); i++) {
      for (int k = 0; k < 3; k++) {
        assertThat(predictions.get(i).probabilities().get(k))
            .as("class %d of post %d", k, i)
            .isCloseTo(
                reference.get("test").get(i).get("probabilities").get(k).asDouble(),
                Offset.offset(5e-3));
      }
    }
  }

  @Test
  void wordsThatTellTheClass_areLearnt() {
    Split split = split(ToyCorpus.whole("t", 60, 1), ToyCorpus.whole("e", 30, 2));

    assertThat(accuracy(predict(ToyCorpus.spec(folder, "modalities", "text"), split), split))
        .isGreaterThan(0.9);
  }

  @Test
  void picturesThatTellTheClass_areLearntWhereThereAreNoWords() {
    Split split =
        split(wordless(ToyCorpus.whole("t", 60, 3)), wordless(ToyCorpus.whole("e", 30, 4)));

    List<Prediction> predictions = predict(ToyCorpus.spec(folder, "modalities", "image"), split);

    assertThat(accuracy(predictions, split)).isGreaterThan(0.9);
    assertThat(predictions).allMatch(p -> p.modalities().equals(Set.of(Modality.IMAGE)));
  }

  @Test
  void postsOfAnyKind_getADistributionAndTellWhatWasUsed() {
    Split split = split(ToyCorpus.mixed("t", 54, 5), ToyCorpus.mixed("e", 27, 6));

    List<Prediction> predictions = predict(ToyCorpus.spec(folder), split);

    for (int i = 0; i < predictions.size(); i++) {
      Prediction prediction = predictions.get(i);
      Post post = split.test().posts().get(i).post();
      assertThat(prediction.id()).isEqualTo(post.id());
      assertThat(prediction.modalities()).isEqualTo(post.modalities());
      assertThat(prediction.probabilities()).allMatch(p -> p >= 0 && p <= 1);
      assertThat(prediction.probabilities().stream().mapToDouble(p -> p).sum())
          .isCloseTo(1, Offset.offset(1e-9));
    }
    assertThat(accuracy(predictions, split)).isGreaterThan(0.8);
  }

  @Test
  void anEncoderThatIsTrained_leavesTheWordsAlone() {
    ExperimentSpec spec = ToyCorpus.spec(folder, ToyCorpus.denseNet());
    Split split = split(ToyCorpus.whole("t", 30, 7), ToyCorpus.whole("e", 9, 8));

    assertThat(predict(spec, split)).allMatch(p -> p.modalities().equals(Set.of(Modality.TEXT)));
  }

  @Test
  void aClassWithoutAPost_getsNoProbability() {
    List<LabelledPost> training =
        ToyCorpus.whole("t", 45, 9).stream().filter(p -> p.label() != Sentiment.NEUTRAL).toList();
    Split split = split(training, ToyCorpus.whole("e", 9, 10));

    List<Prediction> predictions = predict(ToyCorpus.spec(folder), split);

    for (int i = 0; i < predictions.size(); i++) {
      Sentiment truth = split.test().posts().get(i).label();
      assertThat(predictions.get(i).probability(Sentiment.NEUTRAL)).isZero();
      if (truth != Sentiment.NEUTRAL) {
        assertThat(predictions.get(i).label()).isEqualTo(truth);
      }
    }
  }

  @Test
  void oneClassAlone_getsAllProbability() {
    List<LabelledPost> training =
        ToyCorpus.whole("t", 45, 11).stream().filter(p -> p.label() == Sentiment.POSITIVE).toList();
    Split split = split(training, ToyCorpus.whole("e", 9, 12));

    assertThat(predict(ToyCorpus.spec(folder), split))
        .extracting(Prediction::label)
        .containsOnly(Sentiment.POSITIVE);
  }

  private static List<Prediction> predict(ExperimentSpec spec, Split split) {
    try (Experiment experiment = ToyCorpus.prepare(spec, split)) {
      return LinearBaseline.predictTest(experiment);
    }
  }

  private static Split split(List<LabelledPost> training, List<LabelledPost> test) {
    return ToyCorpus.split(training, ToyCorpus.whole("v", 3, 99), test);
  }

  private static double accuracy(List<Prediction> predictions, Split split) {
    int right = 0;
    for (int i = 0; i < predictions.size(); i++) {
      right += predictions.get(i).label() == split.test().posts().get(i).label() ? 1 : 0;
    }
    return (double) right / predictions.size();
  }

  private static List<LabelledPost> wordless(List<LabelledPost> posts) {
    return posts.stream()
        .map(
            p ->
                new LabelledPost(
                    new Post(p.id(), new TreeMap<>())
                        .with(Modality.IMAGE, p.post().content(Modality.IMAGE).orElseThrow()),
                    p.label(),
                    Map.of()))
        .toList();
  }

  private static List<LabelledPost> posts(String name, JsonNode list) {
    List<LabelledPost> posts = new ArrayList<>();
    for (JsonNode post : list) {
      posts.add(
          new LabelledPost(
              Post.ofText(name + posts.size(), post.get("text").asText()),
              Sentiment.values()[Sentiment.NAMES.indexOf(post.get("label").asText())],
              Map.of()));
    }
    return posts;
  }
}
