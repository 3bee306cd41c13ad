package org.covalence.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.covalence.fusion.FusionHead;
import org.covalence.label.Sentiment;
import org.covalence.layer.Phase;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;
import org.covalence.spec.Seeds;
import org.covalence.spec.TrainingSpec;
import org.covalence.split.TrainingPart;
import org.covalence.split.ValidationPart;
import org.covalence.store.CovalenceException;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;

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
 * @param seeds where chance comes from; shuffling and dropout have streams of their own
 */
public record Trainer(TrainingSpec spec, Seeds seeds) {
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
      AdamW optimiser = optimiser(network.parameters());
      OptimizerParamGroupVector groups = optimiser.param_groups();
      RunningMean mean = new RunningMean(network.parameters(), spec.averageDecay());
      TensorOptional classWeights = new TensorOptional(classWeights(classes));
      int step = 0;
      for (int epoch = 1; epoch <= spec.epochs() && sinceBest < spec.patience(); epoch++) {
        long start = System.nanoTime();
        double loss = 0;
        double rate = 0;
        for (int[] posts : Batches.shuffled(training, spec.batchSize(), shuffling)) {
          rate = schedule.at(step++);
          requireWanted();
          try (PointerScope inner = new PointerScope()) {
            for (long g = 0; g < groups.size(); g++) {
              groups.get(g).options().set_lr(rate);
            }
            optimiser.zero_grad();
            FusionHead.Output output = network.forward(training, posts, Phase.TRAINING);
            Tensor batchLoss =
                loss(output.logits(), targets(classes, posts), classWeights)
                    .add(auxiliaryLoss(output.auxiliary(), ownClasses, posts));
            batchLoss.backward();
            torch.clip_grad_norm_(parameters, spec.clip());
            optimiser.step();
            mean.update();
            loss += batchLoss.item_float() * posts.length;
          }
        }
        requireFinite(loss, epoch);
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
                loss / training.size(),
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

  /**
   * One weight a class: the inverse of its share to a power, scaled so that a post weighs one on
   * average. A class that no post is of weighs nothing.
   */
  private Tensor classWeights(int[] classes) {
    int kinds = Sentiment.values().length;
    long[] counts = new long[kinds];
    Arrays.stream(classes).forEach(k -> counts[k]++);
    double[] raw = new double[kinds];
    double mean = 0;
    for (int k = 0; k < kinds; k++) {
      raw[k] =
          counts[k] == 0
              ? 0
              : Math.pow((double) classes.length / (kinds * counts[k]), spec.classWeightPower());
      mean += raw[k] * counts[k] / classes.length;
    }
    float[] weights = new float[kinds];
    for (int k = 0; k < kinds; k++) {
      weights[k] = (float) (raw[k] / mean);
    }
    return Tensors.of(weights, kinds);
  }

  private Tensor loss(Tensor logits, Tensor targets, TensorOptional classWeights) {
    return torch.cross_entropy_loss(
        logits, targets, classWeights, torch.Reduction.Mean.value, IGNORED, spec.labelSmoothing());
  }

  /** The mean loss of each modality's own head over the posts that have the modality, weighted. */
  private Tensor auxiliaryLoss(List<Tensor> logits, List<int[]> ownClasses, int[] posts) {
    Tensor sum = Tensors.of(new float[1], 1);
    for (int m = 0; m < logits.size(); m++) {
      int[] own = ownClasses.get(m);
      // The mean over no post at all is not a number.
      if (spec.auxiliaryWeight() > 0 && Arrays.stream(posts).anyMatch(p -> own[p] != IGNORED)) {
        Tensor loss = loss(logits.get(m), targets(own, posts), new TensorOptional());
        sum = sum.add(loss.mul(new Scalar(spec.auxiliaryWeight())));
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
