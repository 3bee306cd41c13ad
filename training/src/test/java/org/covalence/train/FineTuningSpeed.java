package org.covalence.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.encoder.FittedDenseNet;
import org.covalence.fusion.FusionHead;
import org.covalence.label.Sentiment;
import org.covalence.layer.Phase;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.spec.AugmentSpec;
import org.covalence.spec.DenseNetSpec;
import org.covalence.spec.FineTuneSpec;
import org.covalence.spec.FusionSpec;
import org.covalence.split.LabelledPost;
import org.covalence.split.TrainingPart;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;

/**
 * No test: pictures a second while all of DenseNet-121 is fitted, 224 x 224, for {@code
 * tools/finetune.sh}. Arguments: float32 or bfloat16, threads, batch size, steps that warm up,
 * steps that count. Weights and pictures are random.
 */
final class FineTuningSpeed {
  private FineTuningSpeed() {}

  /** Prints one line: pictures a second, by the median of the steps. */
  public static void main(String[] arguments) {
    FineTuneSpec.Precision precision =
        FineTuneSpec.Precision.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    PyTorch.start(Integer.parseInt(arguments[1]));
    int batch = Integer.parseInt(arguments[2]);
    int warmUp = Integer.parseInt(arguments[3]);
    double[] seconds = new double[Integer.parseInt(arguments[4])];
    PyTorch.seed(1);
    try (Network network = network(precision);
        PointerScope scope = new PointerScope()) {
      Parameters parameters = network.parameters();
      AdamW optimiser = new AdamW(parameters, 0.01);
      Prepared<TrainingPart> prepared = prepared(batch);
      int[] posts = IntStream.range(0, batch).toArray();
      for (int step = -warmUp; step < seconds.length; step++) {
        long start = System.nanoTime();
        double loss = step(network, prepared, posts, optimiser);
        if (!Double.isFinite(loss)) {
          throw new IllegalStateException("the loss is not a number");
        }
        if (step >= 0) {
          seconds[step] = (System.nanoTime() - start) / 1e9;
        }
      }
    }
    Arrays.sort(seconds);
    System.out.printf(Locale.ROOT, "%.3f%n", batch / seconds[seconds.length / 2]);
  }

  private static double step(
      Network network, Prepared<TrainingPart> prepared, int[] posts, AdamW optimiser) {
    try (PointerScope scope = new PointerScope()) {
      optimiser.clearGradients();
      Tensor logits = network.forward(prepared, posts, Phase.TRAINING).logits();
      long[] targets = IntStream.of(posts).mapToLong(p -> p % 3).toArray();
      Tensor loss = torch.cross_entropy_loss(logits, Tensors.of(targets, targets.length));
      loss.backward();
      torch.clip_grad_norm_(network.parameters().fitted(), 1.0);
      optimiser.step(1e-4);
      return loss.item_float();
    }
  }

  private static Network network(FineTuneSpec.Precision precision) {
    Parameters parameters = new Parameters(new SplittableRandom(1));
    DenseNetSpec spec =
        new DenseNetSpec(
            "121",
            Optional.empty(),
            Optional.empty(),
            0,
            new FineTuneSpec(FineTuneSpec.From.NONE, Optional.empty(), precision, 1, 1, 0),
            AugmentSpec.NONE);
    FittedDenseNet image =
        new FittedDenseNet(parameters.in("image"), spec, Optional.empty(), "none");
    FusionHead head =
        new FusionHead(
            parameters.in("fusion"),
            new FusionSpec.Concatenation(64, 0),
            List.of(
                new FusionHead.Port(
                    "image", Modality.IMAGE, image.width(), Optional.empty(), 0, Optional.empty())),
            3);
    return new Network(parameters, List.of(Modality.IMAGE), List.of(image), head);
  }

  private static Prepared<TrainingPart> prepared(int batch) {
    DenseNetSpec spec = new DenseNetSpec("121", Optional.empty(), Optional.empty(), 0);
    SplittableRandom random = new SplittableRandom(2);
    byte[][] pictures = new byte[batch][];
    for (int i = 0; i < batch; i++) {
      pictures[i] = new byte[3 * spec.pixels() * spec.pixels()];
      random.nextBytes(pictures[i]);
    }
    List<LabelledPost> posts =
        IntStream.range(0, batch)
            .mapToObj(
                i ->
                    new LabelledPost(
                        new Post("p" + i, new TreeMap<>())
                            .with(Modality.IMAGE, new Content.InMemory(pictures[i])),
                        Sentiment.values()[i % 3],
                        Map.of()))
            .toList();
    return new Prepared<>(
        new TrainingPart(posts),
        List.of(new Inputs.Pictures(pictures, DenseNetPlan.preparation(spec), AugmentSpec.NONE)));
  }
}
