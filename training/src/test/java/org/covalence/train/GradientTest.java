package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.encoder.FrozenFeatures;
import org.covalence.encoder.LstmEncoder;
import org.covalence.fusion.FusionHead;
import org.covalence.label.Sentiment;
import org.covalence.layer.Phase;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.spec.FusionSpec;
import org.covalence.spec.LstmSpec;
import org.covalence.spec.WordSettings;
import org.covalence.split.LabelledPost;
import org.covalence.split.TrainingPart;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What autograd says of a whole network, against what the loss does when a weight is moved: a layer
 * that is cut off from the loss, or a mask that lets something through, would show.
 */
@Tag("long")
class GradientTest {
  private static final int WORDS = 8;
  private static final int WORD_WIDTH = 3;
  private static final int FEATURES = 4;
  private static final int[] ALL = {0, 1, 2, 3};
  private static final double STEP = 2e-3;

  /** How far apart two slopes must be, as a share of the larger, for a bend to lie between. */
  private static final double BEND = 0.05;

  /** Two posts with both, one without a picture, one without words. */
  private static final int[][] TOKENS = {{2, 5, 7, 3}, {4}, {6, 1, 2}, {}};

  private static final float[][] PICTURES = {
    {0.3f, -1, 0.8f, 2}, {-0.6f, 0.1f, 1.2f, -0.4f}, {}, {1.5f, 0.9f, -0.7f, 0.2f}
  };

  private static final int[] CLASSES = {0, 2, 1, 2};

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  static Stream<FusionSpec> fusions() {
    return Stream.of(
        new FusionSpec.Attention(5, 0),
        new FusionSpec.Concatenation(5, 0),
        new FusionSpec.Joint(5, 2, 0),
        new FusionSpec.Gated(5, 0),
        new FusionSpec.Hierarchical(5, 0),
        new FusionSpec.CrossModal(4, 2, 0),
        new FusionSpec.Bottleneck(4, 2, 2, 3, 0),
        new FusionSpec.TensorProduct(3, 0),
        new FusionSpec.LowRank(5, 2, 0),
        new FusionSpec.Bilinear(5, 0),
        new FusionSpec.Late(5, 0));
  }

  @ParameterizedTest
  @MethodSource("fusions")
  void everyGradient_isTheSlopeOfTheLoss(FusionSpec spec) {
    Prepared<TrainingPart> prepared = prepared();
    try (Network network = network(spec)) {
      Map<String, float[]> gradients = gradients(network, prepared);

      int checked = 0;
      for (Map.Entry<String, Tensor> weight : network.parameters().fittedByName().entrySet()) {
        float[] gradient = gradients.get(weight.getKey());
        SplittableRandom random = new SplittableRandom(weight.getKey().hashCode());
        for (int k = 0; k < 6; k++) {
          int at = random.nextInt(gradient.length);
          double slope = slope(network, prepared, weight.getValue(), at, gradient[at]);

          assertThat((double) gradient[at])
              .as("%s[%d]", weight.getKey(), at)
              .isCloseTo(slope, Offset.offset(1e-2 * Math.abs(slope) + 1e-4));
          checked += Math.abs(slope) > 1e-3 ? 1 : 0;
        }
      }
      assertThat(checked).as("slopes that are not flat").isGreaterThan(40);
    }
  }

  private static Network network(FusionSpec spec) {
    Parameters parameters = new Parameters(new SplittableRandom(12));
    SplittableRandom random = new SplittableRandom(3);
    float[] vectors = new float[WORDS * WORD_WIDTH];
    for (int i = WORD_WIDTH; i < vectors.length; i++) {
      vectors[i] = (float) (random.nextDouble() * 2 - 1);
    }
    LstmSpec lstm =
        new LstmSpec(
            new WordSettings(Optional.empty(), Optional.empty(), WORD_WIDTH, 0, 1, 48, 0, 0),
            4,
            1,
            true);
    LstmEncoder text = new LstmEncoder(parameters.in("text"), lstm, vectors, WORDS, WORD_WIDTH);
    FusionHead head =
        new FusionHead(
            parameters.in("fusion"),
            spec,
            List.of(
                new FusionHead.Port(
                    "text", Modality.TEXT, text.width(), Optional.empty(), 0, Optional.empty()),
                new FusionHead.Port(
                    "image", Modality.IMAGE, FEATURES, Optional.empty(), 0, Optional.empty())),
            3);
    return new Network(
        parameters,
        List.of(Modality.TEXT, Modality.IMAGE),
        List.of(text, new FrozenFeatures(FEATURES)),
        head);
  }

  private static Prepared<TrainingPart> prepared() {
    List<LabelledPost> posts =
        IntStream.range(0, 4)
            .mapToObj(
                i -> {
                  Post post = new Post("p" + i, new TreeMap<>());
                  post =
                      TOKENS[i].length == 0
                          ? post
                          : post.with(Modality.TEXT, new Content.Text("words"));
                  post =
                      PICTURES[i].length == 0
                          ? post
                          : post.with(Modality.IMAGE, new Content.InMemory(new byte[1]));
                  return new LabelledPost(post, Sentiment.values()[CLASSES[i]], Map.of());
                })
            .toList();
    return new Prepared<>(
        new TrainingPart(posts),
        List.of(new Inputs.Tokens(TOKENS), new Inputs.Features(PICTURES, FEATURES)));
  }

  private static Map<String, float[]> gradients(Network network, Prepared<TrainingPart> prepared) {
    Map<String, float[]> gradients = new TreeMap<>();
    try (PointerScope scope = new PointerScope()) {
      FusionHead.Output output = network.forward(prepared, ALL, Phase.TRAINING);
      Tensor targets = Tensors.of(new long[] {0, 2, 1, 2}, 4);
      Tensor loss = torch.cross_entropy_loss(output.logits(), targets);
      for (Tensor alone : output.auxiliary()) {
        loss = loss.add(torch.cross_entropy_loss(alone, targets));
      }
      loss.backward();
      network
          .parameters()
          .fittedByName()
          .forEach((name, weight) -> gradients.put(name, Tensors.values(weight.grad())));
    }
    return gradients;
  }

  /**
   * Of the loss at one weight: the central difference; where a rectifier bends within the step, so
   * that the slopes before and behind it are far apart, the one of these that is closer.
   */
  private static double slope(
      Network network, Prepared<TrainingPart> prepared, Tensor weight, int at, double gradient) {
    float[] values = Tensors.values(weight);
    float here = values[at];
    float above = (float) (here + STEP);
    float below = (float) (here - STEP);
    double middle = loss(network, prepared);
    weight.data_ptr_float().put(at, above);
    double higher = loss(network, prepared);
    weight.data_ptr_float().put(at, below);
    double lower = loss(network, prepared);
    weight.data_ptr_float().put(at, here);
    double right = (higher - middle) / ((double) above - here);
    double left = (middle - lower) / ((double) here - below);
    double central = (higher - lower) / ((double) above - below);
    if (Math.abs(right - left) <= BEND * Math.max(Math.abs(right), Math.abs(left)) + 1e-3) {
      return central;
    }
    return Math.abs(right - gradient) < Math.abs(left - gradient) ? right : left;
  }

  /** The same loss as above, with its sums in double precision. */
  private static double loss(Network network, Prepared<TrainingPart> prepared) {
    try (PointerScope scope = new PointerScope()) {
      FusionHead.Output output = network.forward(prepared, ALL, Phase.TRAINING);
      double loss = crossEntropy(Tensors.values(output.logits()));
      for (Tensor alone : output.auxiliary()) {
        loss += crossEntropy(Tensors.values(alone));
      }
      return loss;
    }
  }

  private static double crossEntropy(float[] logits) {
    double loss = 0;
    for (int post = 0; post < CLASSES.length; post++) {
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        sum += Math.exp(logits[post * 3 + k]);
      }
      loss += Math.log(sum) - logits[post * 3 + CLASSES[post]];
    }
    return loss / CLASSES.length;
  }
}
