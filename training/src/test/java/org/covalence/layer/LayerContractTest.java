package org.covalence.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.covalence.graph.FloatArray;
import org.covalence.graph.OnnxGraph;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer of one input and one output keeps the same promises. */
class LayerContractTest {
  private static final double TOLERANCE = 1e-5;

  /** A layer under test, the shape of what it reads, and how it is made. */
  record Case(String name, long[] shape, Function<Parameters, Layer> make) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  static Stream<Case> layers() {
    List<float[]> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20; i++) {
      rows.add(random(random, 6));
    }
    return Stream.of(
        new Case("linear on a matrix", new long[] {3, 6}, p -> new Linear(p, 6, 4)),
        new Case("linear on sequences", new long[] {3, 5, 6}, p -> new Linear(p, 6, 4)),
        new Case("dropout", new long[] {3, 6}, p -> new Dropout(0.5)),
        new Case("relu", new long[] {3, 6}, p -> new Relu()),
        new Case("gelu", new long[] {3, 6}, p -> new Gelu()),
        new Case("layer norm on a matrix", new long[] {3, 6}, p -> new LayerNorm(p, 6)),
        new Case("layer norm on sequences", new long[] {3, 5, 6}, p -> new LayerNorm(p, 6)),
        new Case("learnt positions", new long[] {3, 5, 6}, p -> Positions.learnt(p, 8, 6)),
        new Case("sinusoidal positions", new long[] {3, 5, 6}, p -> Positions.sinusoidal(p, 5, 6)),
        new Case("standardize", new long[] {3, 6}, p -> new Standardize(p, rows)),
        new Case("convolution", new long[] {2, 3, 9, 9}, p -> new Convolution(p, 3, 4, 3, 2, 1)),
        new Case("batch norm", new long[] {2, 3, 5, 5}, p -> new BatchNorm(p, 3)),
        new Case("max pooling", new long[] {2, 3, 9, 9}, p -> new Pooling.Max(3, 2, 1)),
        new Case("mean pooling", new long[] {2, 3, 8, 8}, p -> new Pooling.Mean(2)),
        new Case("global pooling", new long[] {2, 3, 5, 7}, p -> new Pooling.Global()),
        new Case(
            "sequence",
            new long[] {3, 6},
            p ->
                Sequence.of(
                    new Dropout(0.3),
                    new Linear(p.in("a"), 6, 5),
                    new Relu(),
                    new Linear(p.in("b"), 5, 2))));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void bothWaysToRun_giveTheSame(Case layerCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      Layer layer = layerCase.make().apply(parameters);
      float[] values = random(new SplittableRandom(2), size(layerCase.shape()));
      Tensor expected = layer.forward(Tensors.of(values, layerCase.shape()), Phase.INFERENCE);

      FloatArray found = runGraph(layer, new FloatArray(values, layerCase.shape()));

      assertThat(found.shape()).isEqualTo(Tensors.shape(expected));
      assertClose(found.values(), Tensors.values(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aPost_comesOutTheSameInAnyBatch(Case layerCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      Layer layer = layerCase.make().apply(parameters);
      float[] values = random(new SplittableRandom(3), size(layerCase.shape()));
      long[] one = layerCase.shape().clone();
      one[0] = 1;
      float[] all =
          Tensors.values(layer.forward(Tensors.of(values, layerCase.shape()), Phase.INFERENCE));
      float[] first = Arrays.copyOf(values, size(one));

      float[] alone = Tensors.values(layer.forward(Tensors.of(first, one), Phase.INFERENCE));

      assertClose(alone, Arrays.copyOf(all, alone.length));
    }
  }

  private static FloatArray runGraph(Layer layer, FloatArray x) {
    GraphWriter graph = new GraphWriter("layer");
    Object[] shape = Arrays.stream(x.shape()).boxed().toArray();
    shape[0] = "batch";
    String input = graph.floatInput("x", shape);
    graph.floatOutput("y", layer.write(graph, input));
    try (OnnxGraph session = OnnxGraph.load(graph.finish(), 1)) {
      return session.run(Map.of("x", x), Set.of("y")).get("y");
    }
  }

  static void assertClose(float[] found, float[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i])
          .as("value %d", i)
          .isCloseTo(expected[i], Offset.offset(TOLERANCE));
    }
  }

  /** The same numbers with every zero without a sign, which says nothing. */
  static float[] unsigned(float[] values) {
    float[] unsigned = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      unsigned[i] = values[i] + 0f;
    }
    return unsigned;
  }

  static float[] random(SplittableRandom random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextDouble() * 4 - 2);
    }
    return values;
  }

  private static int size(long[] shape) {
    return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }
}
