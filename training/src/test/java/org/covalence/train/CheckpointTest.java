package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.covalence.spec.ExperimentSpec;
import org.covalence.split.LabelledPost;
import org.covalence.store.CovalenceException;
import org.covalence.store.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that is stopped between any two epochs, and goes on. */
class CheckpointTest {
  private static final int EPOCHS = 4;

  @TempDir Path folder;

  private ExperimentSpec spec(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "epochs",
                Integer.toString(EPOCHS),
                "patience",
                "9",
                "text-dropout",
                "0.3",
                "fusion-dropout",
                "0.3",
                "average-decay",
                "0.9",
                "modality-dropout",
                "0.2",
                "word-dropout",
                "0.1",
                "mixup",
                "0.3"));
    settings.addAll(List.of(more));
    return ToyCorpus.spec(folder, settings.toArray(String[]::new));
  }

  private Map<String, byte[]> trained(ExperimentSpec spec, Optional<Path> checkpoint, int stopAfter)
      throws IOException {
    List<LabelledPost> posts = ToyCorpus.mixed("p", 30, 2);
    Path saved = folder.resolve("saved");
    List<Epoch> heard = new ArrayList<>();
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts));
        TrainedModel model =
            experiment.train(
                ToyCorpus.BOTH,
                5,
                checkpoint,
                epoch -> {
                  heard.add(epoch);
                  if (epoch.epoch() == stopAfter) {
                    throw new Stopped();
                  }
                })) {
      assertThat(heard).extracting(Epoch::epoch).containsExactly(1, 2, 3, 4);
      model.save(saved, "test", spec.fusion(), Map.of(), Map.of());
    }
    Map<String, byte[]> files = new TreeMap<>();
    try (var all = Files.list(saved)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void stoppedAfterAnyEpoch_itGoesOnToTheSameBytes() throws IOException {
    assertGoesOn(spec());
  }

  /** With statistics that are learnt, a part that joins late, and summed gradients. */
  @Test
  void aFineTuningThatIsStopped_goesOnToTheSameBytes() throws IOException {
    String[] tuned = {
      "image-weights", PublishedFiles.tiny(folder).toString(),
      "image-train-from", "block2",
      "image-batch-norm", "learnt",
      "image-precision", "bfloat16",
      "image-rate-factor", "0.2",
      "image-rate-decay", "0.5",
      "image-frozen-epochs", "2",
      "image-augment-crop", "0.2",
      "image-augment-flip", "0.5",
      "image-augment-colour", "0.3",
      "accumulate", "2"
    };
    assertGoesOn(spec(ToyCorpus.denseNet(tuned)));
  }

  private void assertGoesOn(ExperimentSpec spec) throws IOException {
    Map<String, byte[]> undisturbed = trained(spec, Optional.empty(), 0);
    for (int stop = 1; stop < EPOCHS; stop++) {
      Path file = folder.resolve("checkpoint-" + stop);
      int after = stop;
      assertThatThrownBy(() -> trained(spec, Optional.of(file), after)).isInstanceOf(Stopped.class);

      Map<String, byte[]> resumed = trained(spec, Optional.of(file), 0);

      assertThat(resumed.keySet()).isEqualTo(undisturbed.keySet());
      undisturbed.forEach(
          (name, bytes) ->
              assertThat(resumed.get(name)).as("%s, %d", name, after).isEqualTo(bytes));
    }
  }

  /** Weights that decay by ten times themselves grow ninefold a step, until they are no numbers. */
  @Test
  void aTrainingThatDiverges_leavesTheStateOfTheLastEpochThatHadNumbers() throws IOException {
    ExperimentSpec spec =
        ToyCorpus.spec(
            folder, "epochs", "99", "patience", "99", "learning-rate", "10", "weight-decay", "1");
    Path file = folder.resolve("diverging");
    List<Epoch> heard = new ArrayList<>();
    List<Epoch> again = new ArrayList<>();

    String first = diverging(spec, file, heard);
    byte[] left = Files.readAllBytes(file);
    String second = diverging(spec, file, again);

    assertThat(heard).hasSizeGreaterThan(1);
    assertThat(heard).allMatch(epoch -> Double.isFinite(epoch.validationLoss()));
    assertThat(first).contains("training diverged: the loss of epoch " + (heard.size() + 1) + " ");
    assertThat(again).isEqualTo(heard);
    assertThat(second).isEqualTo(first);
    assertThat(file).hasBinaryContent(left);
  }

  private static String diverging(ExperimentSpec spec, Path checkpoint, List<Epoch> heard)
      throws IOException {
    List<LabelledPost> posts = ToyCorpus.mixed("p", 30, 2);
    try (Experiment experiment = ToyCorpus.prepare(spec, ToyCorpus.sameInAllParts(posts))) {
      return catchThrowable(
              () ->
                  experiment.train(ToyCorpus.BOTH, 5, Optional.of(checkpoint), heard::add).close())
          .getMessage();
    }
  }

  @Test
  void aCheckpointOfAnotherTraining_isRefused() {
    Path file = folder.resolve("checkpoint");
    assertThatThrownBy(() -> trained(spec(), Optional.of(file), 1)).isInstanceOf(Stopped.class);

    assertThatThrownBy(() -> trained(spec("learning-rate", "0.5"), Optional.of(file), 0))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("the checkpoint belongs to another training")
        .hasMessageContaining(file.toString());
  }

  /** Another network at the same path, of the same size. */
  @Test
  void aCheckpointFromBeforeAFileWasReplaced_isRefused() throws IOException {
    Path file = folder.resolve("checkpoint");
    assertThatThrownBy(() -> trained(spec(), Optional.of(file), 1)).isInstanceOf(Stopped.class);
    Path network = ToyCorpus.network(folder);
    String bytes = Files.readString(network, StandardCharsets.ISO_8859_1);
    Files.writeString(network, bytes.replace("network", "netwerk"), StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> trained(spec(), Optional.of(file), 0))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("the checkpoint belongs to another training");
  }

  /** Sums of more threads end in other digits. */
  @Test
  void aCheckpointOfAnotherNumberOfThreads_isRefused() throws IOException {
    Path file = folder.resolve("checkpoint");
    assertThatThrownBy(() -> trained(spec(), Optional.of(file), 1)).isInstanceOf(Stopped.class);

    assertThatThrownBy(() -> trained(spec("threads", "2"), Optional.of(file), 0))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("the checkpoint belongs to another training");
  }

  @Test
  void aDamagedCheckpoint_isRefused() throws IOException {
    Path file = folder.resolve("checkpoint");
    assertThatThrownBy(() -> trained(spec(), Optional.of(file), 1)).isInstanceOf(Stopped.class);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 5, 200, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> trained(spec(), Optional.of(file), 0))
          .as("%d bytes", length)
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights", "best", "mean", "first", "second", "steps"})
  void aCheckpointThatLacksNumbers_isRefused(String part) {
    Path file = folder.resolve("checkpoint");
    assertThatThrownBy(() -> trained(spec(), Optional.of(file), EPOCHS))
        .isInstanceOf(Stopped.class);
    Safetensors whole = Safetensors.open(file);
    TreeMap<String, Safetensors.Floats> rest = new TreeMap<>();
    whole
        .entries()
        .forEach(
            (name, entry) -> {
              if (!name.startsWith(part + "/")) {
                rest.put(name, new Safetensors.Floats(entry.shape(), whole.floats(name)));
              }
            });
    Safetensors.write(file, rest, new TreeMap<>(whole.metadata()));

    assertThatThrownBy(() -> trained(spec(), Optional.of(file), 0))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("checkpoint");
  }
}
