package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.covalence.post.Modality;
import org.covalence.spec.ExperimentSpec;
import org.covalence.split.LabelledPost;
import org.covalence.split.Split;
import org.covalence.store.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectiveTest {
  @TempDir Path folder;

  private final List<LabelledPost> posts = ToyCorpus.mixed("p", 30, 1);
  private final Split split =
      ToyCorpus.split(posts.subList(0, 15), posts.subList(15, 24), posts.subList(24, 30));

  private Objective objective(Goal goal) {
    return new Objective(split.training(), split.validation(), goal);
  }

  @Test
  void value_isThatOfTheEpochWhichATrainingKeeps() {
    for (Goal goal : Goal.values()) {
      ExperimentSpec spec = ToyCorpus.spec(folder, "epochs", "4", "smoothing", "1");
      double value = objective(goal).value(spec, step -> {});

      try (Experiment experiment = ToyCorpus.prepare(spec, split);
          TrainedModel model =
              experiment.train(
                  experiment.modalities(), spec.run().firstTrainingSeed(), epoch -> {})) {
        Epoch kept = model.fit().best();
        assertThat(value)
            .as(goal.title())
            .isEqualTo(goal == Goal.ACCURACY ? kept.accuracy() : kept.macroF1());
      }
    }
  }

  @Test
  void steps_areMeansOverTheLastFewEpochs() {
    List<Objective.Step> single = new ArrayList<>();
    List<Objective.Step> smoothed = new ArrayList<>();
    objective(Goal.MACRO_F1)
        .value(ToyCorpus.spec(folder, "epochs", "3", "smoothing", "1"), single::add);
    objective(Goal.MACRO_F1)
        .value(ToyCorpus.spec(folder, "epochs", "3", "smoothing", "2"), smoothed::add);

    assertThat(smoothed).extracting(Objective.Step::epoch).containsExactly(1, 2, 3);
    assertThat(smoothed).extracting(Objective.Step::isLast).containsExactly(false, false, true);
    assertThat(smoothed.get(2).value())
        .isEqualTo((single.get(1).value() + single.get(2).value()) / 2);
  }

  @Test
  void whatTheListenerThrows_endsTheFittingAndComesOut() {
    List<Integer> heard = new ArrayList<>();

    assertThatThrownBy(
            () ->
                objective(Goal.MACRO_F1)
                    .value(
                        ToyCorpus.spec(folder, "epochs", "5"),
                        step -> {
                          heard.add(step.epoch());
                          throw new IllegalStateException("enough");
                        }))
        .hasMessage("enough");
    assertThat(heard).containsExactly(1);
  }

  @Test
  void posts_arePreparedOnceForAllWhoseEncodersPrepareAlike() {
    Objective objective = objective(Goal.MACRO_F1);
    AtomicLong looked = new AtomicLong();
    for (String dropout : List.of("0.1", "0.2")) {
      objective.prepare(
          ToyCorpus.spec(folder, "image-pooled-dropout", dropout),
          modality -> steps -> looked.addAndGet(modality.equals(Modality.IMAGE) ? steps : 0));
    }

    long pictures =
        posts.subList(0, 24).stream()
            .filter(p -> p.post().content(Modality.IMAGE).isPresent())
            .count();
    assertThat(looked).hasValue(pictures);
  }

  @Test
  void aFusionThatReadsStates_findsThemAfterOneThatReadsNone() {
    Objective objective = objective(Goal.MACRO_F1);
    ExperimentSpec states = ToyCorpus.spec(folder, "fusion", "hierarchical");
    List<Objective.Step> after = new ArrayList<>();
    List<Objective.Step> alone = new ArrayList<>();
    objective.value(ToyCorpus.spec(folder, "fusion", "attention"), step -> {});

    objective.value(states, after::add);
    objective(Goal.MACRO_F1).value(states, alone::add);

    assertThat(after).hasSize(3).isEqualTo(alone);
  }

  @Test
  void dropoutOnSharedFeatures_isThatOfTheTrial() {
    Objective shared = objective(Goal.MACRO_F1);
    ExperimentSpec little = ToyCorpus.spec(folder, "image-pooled-dropout", "0.0");
    ExperimentSpec much = ToyCorpus.spec(folder, "image-pooled-dropout", "0.9");
    List<Objective.Step> after = new ArrayList<>();
    List<Objective.Step> alone = new ArrayList<>();
    shared.prepare(little, modality -> Progress.SILENT);

    shared.value(much, after::add);
    objective(Goal.MACRO_F1).value(much, alone::add);

    assertThat(after).isEqualTo(alone);
  }
}
