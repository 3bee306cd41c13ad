package org.covalence.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.covalence.fusion.FusionHead;
import org.covalence.label.Sentiment;
import org.covalence.spec.BalanceSpec;
import org.covalence.spec.TrainingSpec;
import org.covalence.split.TrainingPart;
import org.covalence.tensor.Tensors;
import org.covalence.train.Perturbation.Blend;

/**
 * The gradients of a step. Those of several batches are summed as if the batches were one: each
 * batch's mean counts by its share of what that mean is over. Make one inside a scope: the loss
 * lives as long as that scope.
 */
final class Gradients {
  private final Network network;
  private final Prepared<TrainingPart> training;
  private final Loss loss;
  private final double auxiliaryWeight;
  private final Modulation modulation;
  private final int[] classes;
  private final List<int[]> ownClasses;

  Gradients(
      Network network, Prepared<TrainingPart> training, TrainingSpec spec, BalanceSpec balance) {
    this.network = network;
    this.training = training;
    this.classes = training.classes();
    this.ownClasses = network.modalities().stream().map(training::classes).toList();
    this.loss = new Loss(spec, balance, classes);
    this.auxiliaryWeight = spec.auxiliaryWeight();
    this.modulation = new Modulation(balance.gradientModulation());
  }

  /**
   * Adds the gradients of {@code batches} to what the weights have.
   *
   * @return the loss of all of them as one batch
   * @throws CancellationException if the calling thread is interrupted
   */
  double add(List<int[]> batches, Perturbation perturbation) {
    int[] all = Batches.together(batches);
    List<List<float[]>> alone = new ArrayList<>();
    double sum = 0;
    for (int[] posts : batches) {
      requireWanted();
      try (PointerScope scope = new PointerScope()) {
        Optional<Blend> blend = perturbation.blend(posts.length);
        FusionHead.Output output = network.fit(training, posts, perturbation, blend);
        Tensor cost =
            shared(
                    loss.blended(output.votes(), targets(classes, posts), blend),
                    loss.weight(of(classes, posts)),
                    loss.weight(of(classes, all)))
                .add(auxiliary(output.auxiliary(), posts, all));
        cost.backward();
        sum += cost.item_float();
        if (modulation.strength() > 0) {
          alone.add(output.auxiliary().stream().map(Tensors::values).toList());
        }
      }
    }
    if (modulation.strength() > 0) {
      modulate(alone, all);
    }
    return sum;
  }

  /** The mean loss of each modality's own head over the posts that have the modality, weighted. */
  private Tensor auxiliary(List<Tensor> logits, int[] posts, int[] all) {
    Tensor sum = Tensors.of(new float[1], 1);
    for (int m = 0; m < logits.size(); m++) {
      int[] own = ownClasses.get(m);
      long having = having(own, posts);
      // The mean over no post at all is not a number.
      if (auxiliaryWeight > 0 && having > 0) {
        Tensor alone = loss.unweighted(logits.get(m), targets(own, posts));
        sum = sum.add(shared(alone, having, having(own, all)).mul(new Scalar(auxiliaryWeight)));
      }
    }
    return sum.sum();
  }

  /** A mean as a part of the mean over {@code whole}; untouched where it is all of that. */
  private static Tensor shared(Tensor mean, double part, double whole) {
    return part == whole ? mean : mean.mul(new Scalar(part / whole));
  }

  private void modulate(List<List<float[]>> alone, int[] all) {
    try (PointerScope scope = new PointerScope()) {
      int kinds = Sentiment.values().length;
      List<Tensor> logits = new ArrayList<>();
      for (int m = 0; m < ownClasses.size(); m++) {
        float[] values = new float[all.length * kinds];
        int at = 0;
        for (List<float[]> batch : alone) {
          System.arraycopy(batch.get(m), 0, values, at, batch.get(m).length);
          at += batch.get(m).length;
        }
        logits.add(Tensors.of(values, all.length, kinds));
      }
      modulation.apply(
          network.modalities(),
          logits,
          Batches.of(ownClasses, all),
          network.parameters().fittedByName());
    }
  }

  private static long having(int[] own, int[] posts) {
    return Arrays.stream(posts).filter(p -> own[p] != Trainer.IGNORED).count();
  }

  private static int[] of(int[] classes, int[] posts) {
    return Arrays.stream(posts).map(p -> classes[p]).toArray();
  }

  private static Tensor targets(int[] classes, int[] posts) {
    return Tensors.of(Arrays.stream(posts).mapToLong(p -> classes[p]).toArray(), posts.length);
  }

  /** The end of the process must not find a step running: LibTorch would crash on the way out. */
  private static void requireWanted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("training was interrupted");
    }
  }
}
