package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.predict.Prediction;
import org.covalence.spec.ExperimentSpec;
import org.covalence.split.LabelledPost;
import org.covalence.split.Split;
import org.covalence.split.ValidationPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefitTest {
  @TempDir Path folder;

  private static Split split() {
    return ToyCorpus.split(
        ToyCorpus.whole("t", 24, 1), ToyCorpus.whole("v", 12, 2), ToyCorpus.whole("e", 12, 3));
  }

  private TrainedModel train(Experiment experiment) {
    return experiment.train(ToyCorpus.IMAGE, 1, epoch -> {});
  }

  /** Vectors for words that are in both parts, in one part alone, and in none. */
  private Path vectors() throws IOException {
    List<String> lines = new ArrayList<>();
    String all = "sad awful broken rain table station paper report lovely happy sunny cake";
    for (String word : (all + " newcomer today we saw a the in town again nowhere").split(" ")) {
      lines.add(word + String.format(Locale.ROOT, " %d %d", word.length(), word.charAt(0) - 'm'));
    }
    return Files.write(folder.resolve("vectors.txt"), lines);
  }

  private static ValidationPart withANewWord(ValidationPart validation) {
    List<LabelledPost> posts = new ArrayList<>(validation.posts());
    LabelledPost first = posts.get(0);
    Post post = first.post().with(Modality.TEXT, new Content.Text("newcomer nowhere"));
    posts.set(0, new LabelledPost(post, first.label(), Map.of()));
    return new ValidationPart(posts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "terms", "lexicon,lstm,terms"})
  void aModelFittedOnceMore_isOneFittedOnBothPartsForAsManyEpochs(String encoder)
      throws IOException {
    Split made = split();
    Split split =
        new Split(
            made.training(),
            withANewWord(made.validation()),
            made.test(),
            made.description(),
            List.of());
    List<String> settings = new ArrayList<>(List.of("text-encoder", encoder));
    if (encoder.contains("lstm")) {
      settings.addAll(List.of("word-vectors", vectors().toString(), "text-word-width", ""));
    } else {
      settings.addAll(List.of(ToyCorpus.withoutWords()));
    }
    if (encoder.contains("terms")) {
      settings.addAll(List.of("text-terms-width", "4"));
    }
    for (List<Modality> modalities : List.of(ToyCorpus.TEXT, ToyCorpus.IMAGE, ToyCorpus.BOTH)) {
      agree(split, modalities, settings);
    }
  }

  private void agree(Split split, List<Modality> modalities, List<String> settings) {
    int best;
    List<Prediction> again;
    try (Experiment experiment =
            ToyCorpus.prepare(spec(settings, "refit", "true", "calibrate", "false"), split);
        TrainedModel model = experiment.train(modalities, 1, epoch -> {})) {
      best = model.fit().best().epoch();
      again = model.predictTest();
      assertThat(experiment.fitted().part().posts())
          .hasSize(split.training().posts().size() + split.validation().posts().size());
      assertThat(model.fit().classes().stream().mapToInt(n -> n).sum())
          .isEqualTo(experiment.fitted().size());
    }
    Split whole =
        new Split(
            split.training().and(split.validation()),
            split.validation(),
            split.test(),
            "both parts",
            List.of());
    String epochs = Integer.toString(best);
    try (Experiment experiment =
            ToyCorpus.prepare(
                spec(settings, "epochs", epochs, "first-choice", epochs, "calibrate", "false"),
                whole);
        TrainedModel direct = experiment.train(modalities, 1, epoch -> {})) {
      assertThat(direct.predictTest()).isEqualTo(again);
    }
  }

  private ExperimentSpec spec(List<String> settings, String... more) {
    return ToyCorpus.spec(
        folder, Stream.concat(settings.stream(), Stream.of(more)).toArray(String[]::new));
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
