package org.covalence.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.covalence.store.CovalenceException;
import org.covalence.store.Safetensors;
import org.covalence.tensor.Parameters.Weight;

/**
 * A training as it stands between two epochs, in a file: weights, the optimiser's means, the
 * running mean of the weights, the best weights so far, and every epoch. What is drawn by chance
 * starts anew from the seed and the number of the epoch, so no generator is kept. A training that
 * goes on from here comes to the same bytes as one that was not disturbed.
 *
 * @param file where it stands
 * @param training names the training and nothing else: a hash of everything that decides its result
 */
record Checkpoint(Path file, String training) {
  private static final String TRAINING = "training";
  private static final String EPOCHS = "epochs";
  private static final String STEPS = "steps";

  /** What a file holds. Whoever changes that changes this: older ones are then another training. */
  static final String LAYOUT = "2";

  static final String REMEDY =
      "move the file away to begin anew, or call with the settings it was made with";

  /**
   * All that a training needs to go on.
   *
   * @param parts numbers by what they are ({@code weights}, {@code best}, …) and name
   */
  record State(List<Epoch> epochs, long steps, Map<String, Map<String, Weight>> parts) {
    /** One kind of numbers; empty where there is none yet. */
    Map<String, Weight> part(String name) {
      return parts.getOrDefault(name, Map.of());
    }
  }

  /** Writes the state, beside and then in place of the one before. */
  void write(State state) {
    SortedMap<String, Safetensors.Floats> tensors = new TreeMap<>();
    state
        .parts()
        .forEach(
            (part, weights) ->
                weights.forEach(
                    (name, weight) ->
                        tensors.put(
                            part + "/" + name,
                            new Safetensors.Floats(
                                LongStream.of(weight.shape()).boxed().toList(), weight.values()))));
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put(TRAINING, training);
    metadata.put(STEPS, Long.toString(state.steps()));
    metadata.put(
        EPOCHS, state.epochs().stream().map(Checkpoint::line).collect(Collectors.joining("\n")));
    Safetensors.write(file, tensors, metadata);
  }

  /**
   * The state that was written last; empty where there is none.
   *
   * @throws CovalenceException if the file is damaged or belongs to another training
   */
  Optional<State> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Safetensors stored = Safetensors.open(file);
    if (!training.equals(stored.metadata().get(TRAINING))) {
      throw CovalenceException.data(
          "the checkpoint belongs to another training: other posts, settings, seed or version",
          file.toString(),
          REMEDY);
    }
    Map<String, Map<String, Weight>> parts = new LinkedHashMap<>();
    for (Safetensors.Entry entry : stored.entries().values()) {
      int slash = entry.name().indexOf('/');
      if (slash < 1) {
        throw damaged("a tensor " + entry.name());
      }
      parts
          .computeIfAbsent(entry.name().substring(0, slash), p -> new LinkedHashMap<>())
          .put(
              entry.name().substring(slash + 1),
              new Weight(
                  entry.shape().stream().mapToLong(n -> n).toArray(), stored.floats(entry.name())));
    }
    List<Epoch> epochs = new ArrayList<>();
    try {
      for (String line : stored.metadata().getOrDefault(EPOCHS, "").split("\n", -1)) {
        epochs.add(epoch(line.split(" ", -1)));
      }
      return Optional.of(
          new State(epochs, Long.parseLong(stored.metadata().getOrDefault(STEPS, "")), parts));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw damaged("epochs that cannot be read");
    }
  }

  private CovalenceException damaged(String found) {
    return CovalenceException.data(
        "expected a checkpoint of a training, found " + found, file.toString(), REMEDY);
  }

  private static String line(Epoch epoch) {
    return String.join(
        " ",
        Integer.toString(epoch.epoch()),
        Double.toString(epoch.loss()),
        Double.toString(epoch.validationLoss()),
        Double.toString(epoch.accuracy()),
        Double.toString(epoch.macroF1()),
        Double.toString(epoch.learningRate()),
        Double.toString(epoch.seconds()),
        Boolean.toString(epoch.best()));
  }

  private static Epoch epoch(String[] words) {
    return new Epoch(
        Integer.parseInt(words[0]),
        Double.parseDouble(words[1]),
        Double.parseDouble(words[2]),
        Double.parseDouble(words[3]),
        Double.parseDouble(words[4]),
        Double.parseDouble(words[5]),
        Double.parseDouble(words[6]),
        Boolean.parseBoolean(words[7]));
  }
}
