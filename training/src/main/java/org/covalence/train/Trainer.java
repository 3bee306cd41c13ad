package org.covalence.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.OptimizerParamGroup;
import org.bytedeco.pytorch.OptimizerParamGroupVector;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.covalence.fusion.FusionHead;
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
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.covalence.train.Perturbation.Blend;

/**
 * The training loop, for every network. It fits on the training part, looks at the validation part
 * after each epoch, stops when that no longer gets better, and leaves the network with the weights
 * of its best epoch.
 *
 * <p>The macro-F1 of a few hundred posts jumps from epoch to epoch by chance. So it decides as a
 * mean over the last few epochs, and only among later ones: taking the highest single value cost
 * half a point to a point in cross-validation on MVSA.
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
   * @param listener hears of every epoch as it ends
   * @throws CancellationException if the calling thread is interrupted
   */
  public Fit fit(
      Network network,
      Prepared<TrainingPart> training,
      Prepared<ValidationPart> validation,
      Consumer<Epoch> listener) {
    int[] classes = training.classes();
    List<int[]> ownClasses = network.modalities().stream().map(training::classes).toList();
    int batches = (training.size() + spec.batchSize() - 1) / spec.batchSize();
    Schedule schedule = new Schedule(spec.learningRate(), batches * spec.epochs(), spec.warmUp());
    SplittableRandom shuffling = seeds.stream("shuffling");
    PyTorch.seed(seeds.number("dropout"));

    List<Epoch> epochs = new ArrayList<>();
    Map<String, Parameters.Weight> bestWeights = Map.of();
    double bestScore = -1;
    int sinceBest = 0;
    ArrayDeque<Double> recent = new ArrayDeque<>();
    try (PointerScope outer = new PointerScope()) {
      TensorVector parameters = network.parameters().fitted();
      Map<String, Tensor> weights = network.parameters().fittedByName();
      AdamW optimiser = optimiser(network.parameters());
      OptimizerParamGroupVector groups = optimiser.param_groups();
      RunningMean mean = new RunningMean(network.parameters(), spec.averageDecay());
      Loss loss = new Loss(spec, balance, classes);
      Modulation modulation = new Modulation(balance.gradientModulation());
      Perturbation perturbation = new Perturbation(balance, seeds.stream("perturbation"));
      int step = 0;
      for (int epoch = 1; epoch <= spec.epochs() && sinceBest < spec.patience(); epoch++) {
        long start = System.nanoTime();
        double sum = 0;
        double rate = 0;
        for (int[] posts : Batches.shuffled(training, spec.batchSize(), shuffling)) {
          rate = schedule.at(step++);
          requireWanted();
          try (PointerScope inner = new PointerScope()) {
            for (long g = 0; g < groups.size(); g++) {
              groups.get(g).options().set_lr(rate);
            }
            optimiser.zero_grad();
            Optional<Blend> blend = perturbation.blend(posts.length);
            FusionHead.Output output = network.fit(training, posts, perturbation, blend);
            Tensor batchLoss =
                blended(loss, output.logits(), targets(classes, posts), blend)
                    .add(auxiliaryLoss(loss, output.auxiliary(), ownClasses, posts));
            batchLoss.backward();
            modulation.apply(
                network.modalities(), output.auxiliary(), of(ownClasses, posts), weights);
            torch.clip_grad_norm_(parameters, spec.clip());
            optimiser.step();
            mean.update();
            sum += batchLoss.item_float() * posts.length;
          }
        }
        requireFinite(sum, epoch);
        Map<String, Parameters.Weight> last = network.parameters().snapshot();
        mean.moveInto(network.parameters());
        Validation scores = validate(network, validation);
        // The last step of all is followed by no other loss that would tell.
        requireFinite(scores.loss(), epoch);
        recent.addLast(scores.macroF1());
        if (recent.size() > spec.smoothing()) {
          recent.removeFirst();
        }
        double score = recent.stream().mapToDouble(f -> f).average().orElseThrow();
        boolean mayChoose = epoch >= Math.min(spec.firstChoice(), spec.epochs());
        boolean better = mayChoose && score > bestScore;
        if (better) {
          bestScore = score;
          bestWeights = network.parameters().snapshot();
          sinceBest = 0;
        } else if (mayChoose) {
          sinceBest++;
        }
        network.parameters().load(last, "the last step");
        epochs.add(
            new Epoch(
                epoch,
                sum / training.size(),
                scores.loss(),
                scores.accuracy(),
                scores.macroF1(),
                rate,
                (System.nanoTime() - start) / 1e9,
                better));
        listener.accept(epochs.get(epochs.size() - 1));
      }
    }
    network.parameters().load(bestWeights, "the best epoch");
    return new Fit(List.copyOf(epochs), counts(classes));
  }

  private static List<Integer> counts(int[] classes) {
    Integer[] counts = new Integer[Sentiment.values().length];
    Arrays.fill(counts, 0);
    for (int k : classes) {
      counts[k]++;
    }
    return List.of(counts);
  }

  private AdamW optimiser(Parameters parameters) {
    AdamWOptions decaying = new AdamWOptions(spec.learningRate());
    decaying.weight_decay().put(spec.weightDecay());
    AdamWOptions lasting = new AdamWOptions(spec.learningRate());
    lasting.weight_decay().put(0.0);
    AdamW optimiser = new AdamW(parameters.fitted(true), decaying);
    optimiser.add_param_group(new OptimizerParamGroup(parameters.fitted(false), lasting));
    return optimiser;
  }

  /** The loss of blended posts is blended alike. */
  private static Tensor blended(Loss loss, Tensor logits, Tensor targets, Optional<Blend> blend) {
    Tensor own = loss.of(logits, targets);
    if (blend.isEmpty()) {
      return own;
    }
    Tensor other = loss.of(logits, targets.index_select(0, blend.get().rows()));
    double share = blend.get().share();
    return own.mul(new Scalar(share)).add(other.mul(new Scalar(1 - share)));
  }

  private static List<int[]> of(List<int[]> classes, int[] posts) {
    return classes.stream().map(c -> Arrays.stream(posts).map(p -> c[p]).toArray()).toList();
  }

  /** The mean loss of each modality's own head over the posts that have the modality, weighted. */
  private Tensor auxiliaryLoss(
      Loss loss, List<Tensor> logits, List<int[]> ownClasses, int[] posts) {
    Tensor sum = Tensors.of(new float[1], 1);
    for (int m = 0; m < logits.size(); m++) {
      int[] own = ownClasses.get(m);
      // The mean over no post at all is not a number.
      if (spec.auxiliaryWeight() > 0 && Arrays.stream(posts).anyMatch(p -> own[p] != IGNORED)) {
        Tensor alone = loss.unweighted(logits.get(m), targets(own, posts));
        sum = sum.add(alone.mul(new Scalar(spec.auxiliaryWeight())));
      }
    }
    return sum.sum();
  }

  private static Tensor targets(int[] classes, int[] posts) {
    return Tensors.of(Arrays.stream(posts).mapToLong(p -> classes[p]).toArray(), posts.length);
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

  /** The end of the process must not find a step running: LibTorch would crash on the way out. */
  private static void requireWanted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("training was interrupted");
    }
  }

  private static void requireFinite(double loss, int epoch) {
    if (!Double.isFinite(loss)) {
      throw CovalenceException.usage(
          "training diverged: the loss of epoch " + epoch + " is not a number",
          "learning-rate",
          "choose a smaller learning rate");
    }
  }
}
