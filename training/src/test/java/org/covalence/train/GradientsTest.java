package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.covalence.spec.ExperimentSpec;
import org.covalence.split.LabelledPost;
import org.covalence.store.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of several batches, summed before a step. */
class GradientsTest {
  @TempDir Path folder;

  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of("class weights", List.of("class-weight-power", "1")),
        Arguments.of("smoothed", List.of("label-smoothing", "0.1", "class-weight-power", "1")),
        Arguments.of("focal", List.of("focal-gamma", "2")),
        Arguments.of("own heads", List.of("auxiliary-weight", "0.5")));
  }

  /**
   * Batches differ in classes and in how many posts have a picture, so a plain mean of their means
   * would be off by far more than rounding.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void threeBatchesBeforeAStep_areOneThreeTimesAsLarge(String name, List<String> settings) {
    List<LabelledPost> posts = unbalanced();
    Map<String, float[]> summed = trained(posts, "7", "3", settings);
    Map<String, float[]> whole = trained(posts, "20", "1", settings);

    assertThat(summed.keySet()).isEqualTo(whole.keySet());
    whole.forEach(
        (weight, expected) -> {
          for (int i = 0; i < expected.length; i++) {
            assertThat((double) summed.get(weight)[i])
                .as("%s[%d]", weight, i)
                .isCloseTo(expected[i], Offset.offset(1e-7 + 1e-4 * Math.abs(expected[i])));
          }
        });
  }

  @Test
  void theLossOfAnEpoch_isThatOfTheLargeBatch() {
    List<LabelledPost> posts = unbalanced();

    assertThat(firstLoss(posts, "7", "3"))
        .isCloseTo(firstLoss(posts, "20", "1"), Offset.offset(1e-5));
  }

  private double firstLoss(List<LabelledPost> posts, String batchSize, String accumulate) {
    ExperimentSpec spec = spec(batchSize, accumulate, List.of());
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts));
        TrainedModel model = experiment.train(ToyCorpus.BOTH, 1, epoch -> {})) {
      return model.fit().epochs().get(0).loss();
    }
  }

  /** The optimiser's first means after one step, which are a tenth of the gradients. */
  private Map<String, float[]> trained(
      List<LabelledPost> posts, String batchSize, String accumulate, List<String> settings) {
    Path checkpoint = folder.resolve("checkpoint-" + accumulate);
    ExperimentSpec spec = spec(batchSize, accumulate, settings);
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts))) {
      experiment.train(ToyCorpus.BOTH, 1, Optional.of(checkpoint), epoch -> {}).close();
    }
    Safetensors stored = Safetensors.open(checkpoint);
    return stored.entries().keySet().stream()
        .filter(key -> key.startsWith("first/"))
        .collect(Collectors.toMap(key -> key, stored::floats));
  }

  private ExperimentSpec spec(String batchSize, String accumulate, List<String> settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "batch-size", batchSize, "accumulate", accumulate, "epochs", "1", "clip", "1e6"));
    all.addAll(settings);
    return ToyCorpus.spec(folder, all.toArray(String[]::new));
  }

  /** Twenty posts: some lack words or a picture, and one class has but a few. */
  private static List<LabelledPost> unbalanced() {
    List<LabelledPost> posts = ToyCorpus.mixed("p", 30, 4);
    return IntStream.range(0, posts.size())
        .filter(i -> posts.get(i).label().ordinal() != 0 || i < 3)
        .mapToObj(posts::get)
        .limit(20)
        .toList();
  }
}
