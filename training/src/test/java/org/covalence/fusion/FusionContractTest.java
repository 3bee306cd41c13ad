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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fusion, of any number of modalities, keeps the same promises. */
class FusionContractTest {
  private static final int CLASSES = 3;
  private static final Offset<Double> CLOSE = Offset.offset(1e-5);
  private static final List<String> NAMES = List.of("text", "image", "sound");
  private static final List<Integer> WIDTHS = List.of(5, 7, 4);

  /** A fusion under test of the first {@code modalities} of three. */
  record Case(FusionSpec spec, int modalities, boolean standardised) {
    @Override
    public String toString() {
      return spec.getClass().getSimpleName()
          + " of "
          + modalities
          + (standardised ? ", standardised" : "");
    }

    FusionHead build(Parameters parameters) {
      SplittableRandom random = new SplittableRandom(7);
      List<FusionHead.Port> ports = new ArrayList<>();
      for (int m = 0; m < modalities; m++) {
        int width = WIDTHS.get(m);
        List<float[]> examples =
            IntStream.range(0, 10).mapToObj(i -> random(random, width)).toList();
        ports.add(
            new FusionHead.Port(
                new Modality(NAMES.get(m)),
                width,
                0.5,
                standardised ? Optional.of(examples) : Optional.empty()));
      }
      return new FusionHead(parameters, spec, ports, CLASSES);
    }
  }

  /** What comes in: features by modality, and which of them count. */
  record Batch(int posts, List<float[]> features, float[] presence) {
    /** One post for every combination of modalities, the empty one last. */
    static Batch ofEveryCombination(int modalities, int seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int posts = 1 << modalities;
      float[] presence = new float[posts * modalities];
      for (int post = 0; post < posts; post++) {
        for (int m = 0; m < modalities; m++) {
          presence[post * modalities + m] = (posts - 1 - post) >> m & 1;
        }
      }
      return new Batch(
          posts,
          IntStream.range(0, modalities)
              .mapToObj(m -> random(random, posts * WIDTHS.get(m)))
              .toList(),
          presence);
    }

    /** The same with other numbers where a modality is missing. */
    Batch withOtherFillers() {
      List<float[]> others = new ArrayList<>();
      for (int m = 0; m < features.size(); m++) {
        float[] other = features.get(m).clone();
        for (int i = 0; i < other.length; i++) {
          if (presence[i / WIDTHS.get(m) * features.size() + m] == 0) {
            other[i] = i % 2 == 0 ? 1e4f : -1e4f;
          }
        }
        others.add(other);
      }
      return new Batch(posts, others, presence);
    }

    Batch reversed() {
      return new Batch(
          posts,
          IntStream.range(0, features.size())
              .mapToObj(m -> reversed(features.get(m), WIDTHS.get(m)))
              .toList(),
          reversed(presence, features.size()));
    }

    static float[] reversed(float[] rows, int width) {
      float[] turned = new float[rows.length];
      int count = rows.length / width;
      for (int row = 0; row < count; row++) {
        System.arraycopy(rows, row * width, turned, (count - 1 - row) * width, width);
      }
      return turned;
    }
  }

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  static Stream<Case> fusions() {
    List<Case> cases = new ArrayList<>();
    for (int modalities = 1; modalities <= 3; modalities++) {
      for (boolean standardised : new boolean[] {false, true}) {
        cases.add(new Case(new FusionSpec.Attention(6, 0.5), modalities, standardised));
        cases.add(new Case(new FusionSpec.Concatenation(6, 0.5), modalities, standardised));
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
      Batch batch = Batch.ofEveryCombination(fusion.modalities(), 2);

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
      Batch batch = Batch.ofEveryCombination(fusion.modalities(), 3);

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
  void aPostWithoutAnyModality_getsWhatTheHeadSaysOfNothing(Case fusion) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      FusionHead head = fusion.build(parameters);
      Batch batch = Batch.ofEveryCombination(fusion.modalities(), 4);

      float[] logits = logits(head, batch);

      assertThat(Arrays.copyOfRange(logits, logits.length - CLASSES, logits.length))
          .containsExactly(Tensors.values(parameters.fittedByName().get("head.bias")));
    }
  }

  @ParameterizedTest
  @MethodSource("fusions")
  void theOrderOfThePosts_changesNothing(Case fusion) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      FusionHead head = fusion.build(parameters);
      Batch batch = Batch.ofEveryCombination(fusion.modalities(), 5);

      assertClose(logits(head, batch.reversed()), Batch.reversed(logits(head, batch), CLASSES));
    }
  }

  @ParameterizedTest
  @MethodSource("fusions")
  void weights_sumToOneOverTheModalitiesThatArePresent(Case fusion) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      FusionHead head = fusion.build(parameters);
      Batch batch = Batch.ofEveryCombination(fusion.modalities(), 6);

      Optional<Tensor> told = run(head, batch).weights();

      assertThat(told.isPresent()).isEqualTo(fusion.spec() instanceof FusionSpec.Attention);
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
  @ParameterizedTest
  @MethodSource("fusions")
  void oneModality_isWhatItsPartsSay(Case fusion) {
    if (fusion.modalities() > 1 || fusion.standardised()) {
      return;
    }
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      FusionHead head = fusion.build(parameters);
      Batch batch = Batch.ofEveryCombination(1, 8);
      Map<String, Parameters.Weight> weights = parameters.snapshot();

      float[] hidden =
          multiply(
              weights.get("text.linear.weight"),
              weights.get("text.linear.bias"),
              Arrays.copyOf(batch.features().get(0), WIDTHS.get(0)));
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

  private static float[] logits(FusionHead head, Batch batch) {
    return Tensors.values(run(head, batch).logits());
  }

  private static FusionHead.Output run(FusionHead head, Batch batch) {
    List<Encoded> encoded = new ArrayList<>();
    for (int m = 0; m < batch.features().size(); m++) {
      encoded.add(
          Encoded.ofPooled(Tensors.of(batch.features().get(m), batch.posts(), WIDTHS.get(m))));
    }
    Tensor presence = Tensors.of(batch.presence(), batch.posts(), batch.features().size());
    return head.forward(encoded, presence, Phase.INFERENCE);
  }

  private static Map<String, FloatArray> runGraph(OnnxFile file, Batch batch) {
    Map<String, GraphInput> inputs = new HashMap<>();
    for (int m = 0; m < batch.features().size(); m++) {
      inputs.put(
          NAMES.get(m), new FloatArray(batch.features().get(m), batch.posts(), WIDTHS.get(m)));
    }
    inputs.put(
        ModelDescription.PRESENCE,
        new FloatArray(batch.presence(), batch.posts(), batch.features().size()));
    Set<String> outputs =
        file.output(ModelDescription.WEIGHTS).isPresent()
            ? Set.of(ModelDescription.LOGITS, ModelDescription.WEIGHTS)
            : Set.of(ModelDescription.LOGITS);
    try (OnnxGraph graph = OnnxGraph.load(file, 1)) {
      return graph.run(inputs, outputs);
    }
  }

  private static float[] random(SplittableRandom random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextDouble() * 4 - 2);
    }
    return values;
  }

  private static void assertClose(float[] found, float[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).as("value %d", i).isCloseTo(expected[i], CLOSE);
    }
  }
}
