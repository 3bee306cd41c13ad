package org.covalence.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.covalence.label.Sentiment;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;
import org.covalence.spec.BalanceSpec;
import org.covalence.spec.Seeds;
import org.covalence.spec.TrainingSpec;
import org.covalence.split.TrainingPart;
import org.covalence.split.ValidationPart;
import org.covalence.store.CovalenceException;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Parameters.Weight;
import org.covalence.tensor.PyTorch;

/**
 * The training loop, for every network. It fits on the training part, looks at the validation part
 * after each epoch, stops when that no longer gets better, and leaves the network with the weights
 * of its best epoch.
 *
 * @param spec how to fit
 * @param balance what keeps the network from learning too one-sidedly
 * @param seeds where chance comes from; shuffling and dropout have streams of their own
 */
public record Trainer(TrainingSpec spec, BalanceSpec balance, Seeds seeds) {
  /** The class of a post that a loss leaves out; PyTorch's own choice. */
  static final int IGNORED = -100;

  /**
   * What a training came to: every epoch, the best one among them.
   *
   * @param classes how many posts of each class were fitted, in class order
   */
  public record Fit(List<Epoch> epochs, List<Integer> classes) {
    /** The epoch whose weights the network has. */
    public Epoch best() {
      return epochs.stream().filter(Epoch::best).reduce((a, b) -> b).orElseThrow();
    }
  }

  /**
   * Fits {@code network}.
   *
   * @param checkpoint where the training is kept after each epoch, and goes on from
   * @param listener hears of every epoch as it ends; of those of a checkpoint too
   * @throws CancellationException if the calling thread is interrupted
   */
  public Fit fit(
      Network network,
      Prepared<TrainingPart> training,
      Prepared<ValidationPart> validation,
      Optional<Checkpoint> checkpoint,
      Consumer<Epoch> listener) {
    int[] classes = training.classes();
    int batches = (training.size() + spec.batchSize() - 1) / spec.batchSize();
    int steps = (batches + spec.accumulate() - 1) / spec.accumulate();
    Schedule schedule = new Schedule(spec.learningRate(), steps * spec.epochs(), spec.warmUp());
    Parameters all = network.parameters();

    List<Epoch> epochs = new ArrayList<>();
    EarlyStopping stopping = new EarlyStopping(spec);
    Map<String, Weight> bestWeights = Map.of();
    try (PointerScope outer = new PointerScope()) {
      TensorVector parameters = all.fitted();
      AdamW optimiser = new AdamW(all, spec.weightDecay());
      RunningMean mean = new RunningMean(all, spec.averageDecay());
      Gradients gradients = new Gradients(network, training, spec, balance);
      Optional<Checkpoint.State> before = checkpoint.flatMap(Checkpoint::read);
      if (before.isPresent()) {
        bestWeights = before.get().part("best");
        epochs.addAll(resume(before.get(), all, optimiser, mean, stopping));
        epochs.forEach(listener);
      }
      for (int epoch = epochs.size() + 1; epoch <= spec.epochs() && stopping.goesOn(); epoch++) {
        long start = System.nanoTime();
        network.beginEpoch(epoch);
        // Streams of its own for each epoch, so that a checkpoint need not keep generators.
        PyTorch.seed(seeds.number("dropout " + epoch));
        SplittableRandom shuffling = seeds.stream("shuffling " + epoch);
        Perturbation perturbation =
            new Perturbation(
                balance, seeds.stream("perturbation " + epoch), seeds.stream("pictures " + epoch));
        double sum = 0;
        double rate = 0;
        List<int[]> shuffled = Batches.shuffled(training, spec.batchSize(), shuffling);
        for (List<int[]> group : Batches.grouped(shuffled, spec.accumulate())) {
          rate = schedule.at((int) optimiser.steps());
          try (PointerScope inner = new PointerScope()) {
            optimiser.clearGradients();
            double cost = gradients.add(group, perturbation);
            torch.clip_grad_norm_(parameters, spec.clip());
            optimiser.step(rate);
            mean.update();
            requireFinite(cost, epoch, optimiser.steps());
            sum += cost * Batches.together(group).length;
          }
        }
        Map<String, Weight> last = all.snapshot();
        mean.moveInto(all);
        Validation scores = validate(network, validation);
        // The last step of all is followed by no other loss that would tell.
        requireFinite(scores.loss(), epoch, optimiser.steps());
        boolean best = stopping.isBest(epoch, scores.macroF1());
        if (best) {
          bestWeights = all.snapshot();
        }
        all.load(last, "the last step");
        epochs.add(
            new Epoch(
                epoch,
                sum / training.size(),
                scores.loss(),
                scores.accuracy(),
                scores.macroF1(),
                rate,
                (System.nanoTime() - start) / 1e9,
                best));
        if (checkpoint.isPresent()) {
          checkpoint.get().write(state(epochs, last, bestWeights, optimiser, mean));
        }
        listener.accept(epochs.get(epochs.size() - 1));
      }
    }
    all.load(bestWeights, "the best epoch");
    return new Fit(List.copyOf(epochs), counts(classes));
  }

  private static Checkpoint.State state(
      List<Epoch> epochs,
      Map<String, Weight> last,
      Map<String, Weight> best,
      AdamW optimiser,
      RunningMean mean) {
    return new Checkpoint.State(
        epochs,
        optimiser.steps(),
        Map.of(
            "weights", last,
            "best", best,
            "mean", Parameters.snapshot(mean.means()),
            "first", Parameters.snapshot(optimiser.firsts()),
            "second", Parameters.snapshot(optimiser.seconds()),
            "steps", optimiser.counts()));
  }

  /** Sets everything to where it stood, and returns the epochs that led there. */
  private static List<Epoch> resume(
      Checkpoint.State state,
      Parameters parameters,
      AdamW optimiser,
      RunningMean mean,
      EarlyStopping stopping) {
    String source = "the checkpoint";
    if (state.epochs().stream().anyMatch(Epoch::best)) {
      // Only to see now, and not after the last epoch, whether they would fit.
      parameters.load(state.part("best"), source);
    }
    parameters.load(state.part("weights"), source);
    Parameters.load(state.part("mean"), mean.means(), source);
    Parameters.load(state.part("first"), optimiser.firsts(), source);
    Parameters.load(state.part("second"), optimiser.seconds(), source);
    optimiser.resume(state.steps(), state.part("steps"), source);
    mean.resume(state.steps());
    state.epochs().forEach(epoch -> stopping.isBest(epoch.epoch(), epoch.macroF1()));
    return state.epochs();
  }

  private static List<Integer> counts(int[] classes) {
    Integer[] counts = new Integer[Sentiment.values().length];
    Arrays.fill(counts, 0);
    for (int k : classes) {
      counts[k]++;
    }
    return List.of(counts);
  }

  private record Validation(double loss, double accuracy, double macroF1) {}

  private static Validation validate(Network network, Prepared<ValidationPart> validation) {
    int[] truth = validation.classes();
    var predictions = network.predict(validation);
    int[] predicted = predictions.stream().mapToInt(p -> p.label().ordinal()).toArray();
    double loss = 0;
    for (int i = 0; i < truth.length; i++) {
      loss -= Math.log(Math.max(1e-12, predictions.get(i).probabilities().get(truth[i])));
    }
    ConfusionMatrix matrix = ConfusionMatrix.of(Sentiment.values().length, truth, predicted);
    return new Validation(
        loss / truth.length, Metric.ACCURACY.of(matrix), Metric.MACRO_F1.of(matrix));
  }

  private static void requireFinite(double loss, int epoch, long step) {
    if (!Double.isFinite(loss)) {
      throw CovalenceException.usage(
          "training diverged: the loss of epoch "
              + epoch
              + " is not a number at step "
              + step
              + " of the training",
          "learning-rate",
          "choose a smaller learning rate");
    }
  }
}
