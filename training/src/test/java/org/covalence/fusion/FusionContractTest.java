package org.covalence.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.covalence.encoder.Encoded;
import org.covalence.graph.FloatArray;
import org.covalence.graph.GraphInput;
import org.covalence.graph.OnnxFile;
import org.covalence.graph.OnnxGraph;
import org.covalence.layer.Phase;
import org.covalence.model.ModelDescription;
import org.covalence.post.Modality;
import org.covalence.spec.FusionSpec;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fusion, of any number of modalities, keeps the same promises. */
class FusionContractTest {
  private static final int CLASSES = 3;
  private static final Offset<Double> CLOSE = Offset.offset(1e-5);

  /** A fusion under test of the first {@code encoders} of the four. */
  record Case(FusionSpec spec, int encoders, boolean standardised) {
    @Override
    public String toString() {
      return spec.getClass().getSimpleName()
          + " of "
          + encoders
          + (standardised ? ", standardised" : "");
    }

    int modalities() {
      return Math.min(3, encoders);
    }

    FusionHead build(Parameters parameters) {
      SplittableRandom random = new SplittableRandom(7);
      List<FusionHead.Port> ports = new ArrayList<>();
      for (int e = 0; e < encoders; e++) {
        int width = FusionBatch.WIDTHS.get(e);
        List<float[]> examples =
            IntStream.range(0, 10).mapToObj(i -> FusionBatch.random(random, width)).toList();
        List<float[]> states =
            IntStream.range(0, 10)
                .mapToObj(i -> FusionBatch.random(random, FusionBatch.STATE_WIDTH))
                .toList();
        ports.add(
            new FusionHead.Port(
                FusionBatch.NAMES.get(e),
                new Modality(FusionBatch.NAMES.get(FusionBatch.ORIGINS.get(e))),
                width,
                spec.readsStates() && FusionBatch.STEPS.get(e) > 0
                    ? Optional.of(FusionBatch.STATE_WIDTH)
                    : Optional.empty(),
                0.5,
                standardised ? Optional.of(examples) : Optional.empty(),
                standardised && spec.readsStates() && FusionBatch.STEPS.get(e) > 0
                    ? Optional.of(states)
                    : Optional.empty()));
      }
      return new FusionHead(parameters, spec, ports, CLASSES);
    }
  }

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  private static final List<FusionSpec> SPECS =
      List.of(
          new FusionSpec.Attention(6, 0.5),
          new FusionSpec.Concatenation(6, 0.5),
          new FusionSpec.Joint(6, 3, 0.5),
          new FusionSpec.Gated(6, 0.5),
          new FusionSpec.Hierarchical(6, 0.5),
          new FusionSpec.CrossModal(6, 2, 0.5),
          new FusionSpec.Bottleneck(6, 2, 2, 3, 0.5),
          new FusionSpec.TensorProduct(3, 0.5),
          new FusionSpec.LowRank(6, 2, 0.5),
          new FusionSpec.Bilinear(6, 0.5),
          new FusionSpec.Late(6, 0.5));

  @Test
  void everyFusionThereIs_isUnderTest() {
    assertThat(SPECS.stream().map(Object::getClass))
        .containsExactlyInAnyOrder(FusionSpec.class.getPermittedSubclasses());
  }

  static Stream<Case> fusions() {
    List<Case> cases = new ArrayList<>();
    for (int encoders = 1; encoders <= 4; encoders++) {
      for (FusionSpec spec : SPECS) {
        cases.add(new Case(spec, encoders, false));
        cases.add(new Case(spec, encoders, true));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("fusions")
  void bothWaysToRun_giveTheSameWhateverIsMissing(Case fusion) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      FusionHead head = fusion.build(parameters);
      FusionBatch batch = FusionBatch.ofEveryCombination(fusion.modalities(), fusion.encoders(), 2);

      FusionHead.Output expected = run(head, batch);
      Map<String, FloatArray> found = runGraph(head.write("fusion"), batch);

      assertClose(found.get(ModelDescription.LOGITS).values(), Tensors.values(expected.logits()));
      assertThat(found.containsKey(ModelDescription.WEIGHTS))
          .isEqualTo(expected.weights().isPresent());
      expected
          .weights()
          .ifPresent(
              w -> assertClose(found.get(ModelDescription.WEIGHTS).values(), Tensors.values(w)));
    }
  }

  @ParameterizedTest
  @MethodSource("fusions")
  void whatFillsAMissingModality_changesNothing(Case fusion) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      FusionHead head = fusion.build(parameters);
      FusionBatch batch = FusionBatch.ofEveryCombination(fusion.modalities(), fusion.encoders(), 3);

      assertThat(logits(head, batch.withOtherFillers())).isEqualTo(logits(head, batch));
      assertThat(
              runGraph(head.write("fusion"), batch.withOtherFillers())
                  .get(ModelDescription.LOGITS)
                  .values())
          .isEqualTo(runGraph(head.write("fusion"), batch).get(ModelDescription.LOGITS).values());
    }
  }

  @ParameterizedTest
  @MethodSource("fusions")
  void aPostWithoutAnyModality_getsWhatTheBiasesSay(Case fusion) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      FusionHead head = fusion.build(parameters);
      Map<String, float[]> weights = new HashMap<>();
      parameters
          .fittedByName()
          .forEach(
              (name, weight) -> {
                if (name.equals("late.bias")) {
                  weight.set_data(Tensors.of(new float[] {0.5f, -1, 2}, CLASSES));
                }
                weights.put(name, Tensors.values(weight));
              });
      FusionBatch batch = FusionBatch.ofEveryCombination(fusion.modalities(), fusion.encoders(), 4);

      float[] logits = logits(head, batch);

      assertThat(Arrays.copyOfRange(logits, logits.length - CLASSES, logits.length))
          .containsExactly(ofNothing(fusion.spec(), weights), Offset.offset(1e-6f));
    }
  }

  private static float[] ofNothing(FusionSpec spec, Map<String, float[]> weights) {
    if (spec instanceof FusionSpec.Late) {
      return weights.get("late.bias");
    }
    return spec instanceof FusionSpec.Joint joint
        ? ofNothing(joint, weights)
        : weights.get("head.bias");
  }

  /** The mean of what hidden layers make of zeros, and of a linear model's bias. */
  private static float[] ofNothing(FusionSpec.Joint spec, Map<String, float[]> weights) {
    float[] scores = weights.get("joint.linear.bias").clone();
    for (int m = 0; m < spec.members(); m++) {
      float[] hidden = weights.get("joint.member" + m + ".hidden.bias");
      float[] head = weights.get("joint.member" + m + ".head.weight");
      float[] bias = weights.get("joint.member" + m + ".head.bias");
      for (int k = 0; k < CLASSES; k++) {
        scores[k] += bias[k];
        for (int h = 0; h < hidden.length; h++) {
          scores[k] += head[k * hidden.length + h] * Math.max(0, hidden[h]);
        }
      }
    }
    for (int k = 0; k < CLASSES; k++) {
      scores[k] /= spec.members() + 1;
    }
    return scores;
  }

  @ParameterizedTest
  @MethodSource("fusions")
  void theOrderOfThePosts_changesNothing(Case fusion) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      FusionHead head = fusion.build(parameters);
      FusionBatch batch = FusionBatch.ofEveryCombination(fusion.modalities(), fusion.encoders(), 5);

      assertClose(
          logits(head, batch.reversed()), FusionBatch.reversed(logits(head, batch), CLASSES));
    }
  }

  @ParameterizedTest
  @MethodSource("fusions")
  void weights_sumToOneOverTheModalitiesThatArePresent(Case fusion) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      FusionHead head = fusion.build(parameters);
      FusionBatch batch = FusionBatch.ofEveryCombination(fusion.modalities(), fusion.encoders(), 6);

      Optional<Tensor> told = run(head, batch).weights();

      assertThat(told.isPresent())
          .isEqualTo(
              Set.of(
                      FusionSpec.Attention.class,
                      FusionSpec.Hierarchical.class,
                      FusionSpec.Late.class)
                  .contains(fusion.spec().getClass()));
      if (told.isEmpty()) {
        return;
      }
      float[] weights = Tensors.values(told.get());
      for (int post = 0; post < batch.posts(); post++) {
        double sum = 0;
        for (int m = 0; m < fusion.modalities(); m++) {
          int at = post * fusion.modalities() + m;
          sum += weights[at];
          assertThat(weights[at] > 0).isEqualTo(batch.presence()[at] > 0);
        }
        assertThat(sum).isCloseTo(post == batch.posts() - 1 ? 0 : 1, CLOSE);
      }
    }
  }

  /** With one modality there is nothing to weigh: projection, rectifier and head, by hand. */
  @Test
  void oneModality_isWhatItsPartsSay() {
    Case fusion = new Case(new FusionSpec.Concatenation(6, 0.5), 1, false);
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      FusionHead head = fusion.build(parameters);
      FusionBatch batch = FusionBatch.ofEveryCombination(fusion.modalities(), fusion.encoders(), 8);
      Map<String, Parameters.Weight> weights = parameters.snapshot();

      float[] hidden =
          multiply(
              weights.get("text.linear.weight"),
              weights.get("text.linear.bias"),
              Arrays.copyOf(batch.features().get(0), FusionBatch.WIDTHS.get(0)));
      for (int i = 0; i < hidden.length; i++) {
        hidden[i] = Math.max(0, hidden[i]);
      }
      float[] expected = multiply(weights.get("head.weight"), weights.get("head.bias"), hidden);

      assertClose(Arrays.copyOf(logits(head, batch), CLASSES), expected);
    }
  }

  private static float[] multiply(
      Parameters.Weight matrix, Parameters.Weight bias, float[] vector) {
    float[] product = bias.values().clone();
    for (int i = 0; i < matrix.values().length; i++) {
      product[i / vector.length] += matrix.values()[i] * vector[i % vector.length];
    }
    return product;
  }

  private static float[] logits(FusionHead head, FusionBatch batch) {
    return Tensors.values(run(head, batch).logits());
  }

  private static FusionHead.Output run(FusionHead head, FusionBatch batch) {
    List<Encoded> encoded = new ArrayList<>();
    for (int e = 0; e < batch.features().size(); e++) {
      Tensor pooled = Tensors.of(batch.features().get(e), batch.posts(), FusionBatch.WIDTHS.get(e));
      int steps = FusionBatch.STEPS.get(e);
      encoded.add(
          steps == 0
              ? Encoded.ofPooled(pooled)
              : new Encoded(
                  Tensors.of(batch.states().get(e), batch.posts(), steps, FusionBatch.STATE_WIDTH),
                  Tensors.of(batch.masks().get(e), batch.posts(), steps),
                  pooled));
    }
    return head.forward(encoded, presence(batch), Phase.INFERENCE, UnaryOperator.identity());
  }

  private static Tensor presence(FusionBatch batch) {
    return Tensors.of(batch.presence(), batch.posts(), batch.presence().length / batch.posts());
  }

  private static Map<String, FloatArray> runGraph(OnnxFile file, FusionBatch batch) {
    Map<String, GraphInput> inputs = new HashMap<>();
    int posts = batch.posts();
    for (int e = 0; e < batch.features().size(); e++) {
      String name = FusionBatch.NAMES.get(e);
      int steps = FusionBatch.STEPS.get(e);
      inputs.put(name, new FloatArray(batch.features().get(e), posts, FusionBatch.WIDTHS.get(e)));
      if (file.input(ModelDescription.states(name)).isPresent()) {
        inputs.put(
            ModelDescription.states(name),
            new FloatArray(batch.states().get(e), posts, steps, FusionBatch.STATE_WIDTH));
        inputs.put(ModelDescription.mask(name), new FloatArray(batch.masks().get(e), posts, steps));
      }
    }
    inputs.put(
        ModelDescription.PRESENCE,
        new FloatArray(batch.presence(), posts, batch.presence().length / posts));
    Set<String> outputs =
        file.output(ModelDescription.WEIGHTS).isPresent()
            ? Set.of(ModelDescription.LOGITS, ModelDescription.WEIGHTS)
            : Set.of(ModelDescription.LOGITS);
    try (OnnxGraph graph = OnnxGraph.load(file, 1)) {
      return graph.run(inputs, outputs);
    }
  }

  private static void assertClose(float[] found, float[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).as("value %d", i).isCloseTo(expected[i], CLOSE);
    }
  }
}
