package org.covalence.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.covalence.layer.StepConvolution.Padding.SAME;
import static org.covalence.layer.StepConvolution.Padding.VALID;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.graph.FloatArray;
import org.covalence.graph.OnnxFile;
import org.covalence.graph.OnnxGraph;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer over steps keeps the same promises, whatever it makes of them. */
class MaskedLayerContractTest {
  private static final int ROWS = 4;
  private static final int STEPS = 5;
  private static final int INPUTS = 6;
  private static final int EMPTY_ROW = 3;

  /** Whole, cut at the end, of one step, and empty. */
  private static final float[] CUT = {1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  /** Whole, cut at both ends, with holes, and empty. */
  private static final float[] TORN = {1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};

  /** A layer under test, how it is made, and a mask that it understands. */
  record Case(String name, float[] mask, Function<Parameters, MaskedLayer> make) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Attention of a sequence to itself, which alone is no layer. */
  record SelfAttention(MultiHeadAttention attention) implements MaskedLayer {
    @Override
    public Tensor forward(Tensor states, Tensor mask, Phase phase) {
      return attention.forward(states, states, mask, phase);
    }

    @Override
    public String write(GraphWriter graph, String states, String mask) {
      return attention.write(graph, states, states, mask);
    }
  }

  /** A sequence that reads itself across. */
  record SelfCross(CrossBlock block) implements MaskedLayer {
    @Override
    public Tensor forward(Tensor states, Tensor mask, Phase phase) {
      return block.forward(states, mask, states, mask, phase);
    }

    @Override
    public String write(GraphWriter graph, String states, String mask) {
      return block.write(graph, states, mask, states, mask);
    }
  }

  /** Windows, and the largest of those that count. */
  record ConvolvedMaximum(StepConvolution convolution) implements MaskedLayer {
    @Override
    public Tensor forward(Tensor states, Tensor mask, Phase phase) {
      Tensor convolved = convolution.forward(states, mask, phase);
      return new MaxOverSteps().forward(convolved, convolution.windows(mask), phase);
    }

    @Override
    public String write(GraphWriter graph, String states, String mask) {
      String convolved = convolution.write(graph, states, mask);
      return new MaxOverSteps().write(graph, convolved, convolution.writeWindows(graph, mask));
    }
  }

  /** A recurrent layer, which wants lengths, not masks. */
  record Recurrent(BinaryOperator<Tensor> run, Writing writing) implements MaskedLayer {
    interface Writing {
      String write(GraphWriter graph, String x, String lengths);
    }

    @Override
    public Tensor forward(Tensor states, Tensor mask, Phase phase) {
      return run.apply(states, mask.sum(1).to(torch.ScalarType.Long));
    }

    @Override
    public String write(GraphWriter graph, String states, String mask) {
      String count =
          graph.node(
              "ReduceSum", List.of(mask, graph.longs(1)), GraphWriter.attribute("keepdims", 0L));
      return writing.write(
          graph,
          states,
          graph.node(
              "Cast", List.of(count), GraphWriter.attribute("to", (long) OnnxFile.Port.INT32)));
    }
  }

  private static MaskedLayer lstm(Lstm lstm) {
    return new Recurrent(lstm::forward, lstm::write);
  }

  private static MaskedLayer gru(Gru gru) {
    return new Recurrent(gru::forward, gru::write);
  }

  private static StepConvolution convolution(
      Parameters parameters, int kernel, StepConvolution.Padding padding) {
    return new StepConvolution(parameters, INPUTS, 4, kernel, padding);
  }

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  static Stream<Case> layers() {
    return Stream.of(
        new Case("attention pooling", TORN, p -> new AttentionPooling(p, INPUTS, 3)),
        new Case(
            "attention with one head",
            TORN,
            p -> new Cleared(new SelfAttention(new MultiHeadAttention(p, INPUTS, INPUTS, 1, 0)))),
        new Case(
            "attention with three heads",
            TORN,
            p -> new Cleared(new SelfAttention(new MultiHeadAttention(p, INPUTS, INPUTS, 3, 0)))),
        new Case("transformer block", TORN, p -> new TransformerBlock(p, INPUTS, 2, 7, 0)),
        new Case(
            "cross block", TORN, p -> new SelfCross(new CrossBlock(p, INPUTS, INPUTS, 2, 7, 0))),
        new Case("largest step", TORN, p -> new MaxOverSteps()),
        new Case("convolution of one step", TORN, p -> convolution(p, 1, SAME)),
        new Case("convolution of two steps", TORN, p -> convolution(p, 2, SAME)),
        new Case("convolution of three steps", TORN, p -> convolution(p, 3, SAME)),
        new Case("convolution longer than the sequence", TORN, p -> convolution(p, 8, SAME)),
        new Case("whole windows of one step", CUT, p -> convolution(p, 1, VALID)),
        new Case("whole windows of two steps", CUT, p -> convolution(p, 2, VALID)),
        new Case("whole windows of five steps", CUT, p -> convolution(p, 5, VALID)),
        new Case("windows longer than the sequence", CUT, p -> convolution(p, 8, VALID)),
        new Case(
            "convolution and largest window",
            CUT,
            p -> new ConvolvedMaximum(convolution(p, 3, VALID))),
        new Case("lstm", CUT, p -> lstm(new Lstm(p, INPUTS, 3, 2, true))),
        new Case("gru", CUT, p -> gru(new Gru(p, INPUTS, 3, 2, true))),
        new Case("gru in one direction", CUT, p -> gru(new Gru(p, INPUTS, 3, 1, false))));
  }

  /** Zeros where a query does not count: to find its own attention is no promise of attention. */
  record Cleared(MaskedLayer layer) implements MaskedLayer {
    @Override
    public Tensor forward(Tensor states, Tensor mask, Phase phase) {
      return Mask.clear(layer.forward(states, mask, phase), mask);
    }

    @Override
    public String write(GraphWriter graph, String states, String mask) {
      return Mask.writeClear(graph, layer.write(graph, states, mask), mask);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void bothWaysToRun_giveTheSame(Case layerCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      MaskedLayer layer = layerCase.make().apply(parameters);
      FloatArray states = states(2);

      assertSame(run(layer, states, layerCase), runGraph(layer, states, layerCase.mask()));
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void oneStep_isASequenceToo(Case layerCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      MaskedLayer layer = layerCase.make().apply(parameters);
      FloatArray states =
          new FloatArray(LayerContractTest.random(new SplittableRandom(3), INPUTS), 1, 1, INPUTS);

      FloatArray found = run(layer, states, new float[] {1});

      assertSame(found, runGraph(layer, states, new float[] {1}));
      assertThat(found.values()).doesNotContain(Float.NaN);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void whatStandsWhereNoStepCounts_changesNothing(Case layerCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      MaskedLayer layer = layerCase.make().apply(parameters);
      FloatArray states = states(4);
      FloatArray junk = states(4);
      for (int i = 0; i < junk.values().length; i++) {
        junk.values()[i] = layerCase.mask()[i / INPUTS] > 0 ? junk.values()[i] : 1e4f;
      }

      assertThat(run(layer, junk, layerCase).values())
          .isEqualTo(run(layer, states, layerCase).values());
      assertThat(runGraph(layer, junk, layerCase.mask()).values())
          .isEqualTo(runGraph(layer, states, layerCase.mask()).values());
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aRow_comesOutTheSameAloneWithoutItsPadding(Case layerCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      MaskedLayer layer = layerCase.make().apply(parameters);
      FloatArray states = states(5);
      FloatArray together = run(layer, states, layerCase);
      int perRow = together.values().length / ROWS;
      for (int row = 0; row < EMPTY_ROW; row++) {
        float[] mask = Arrays.copyOfRange(layerCase.mask(), row * STEPS, (row + 1) * STEPS);
        int length = STEPS;
        while (mask[length - 1] == 0) {
          length--;
        }
        int from = row * STEPS * INPUTS;
        float[] cut = Arrays.copyOfRange(states.values(), from, from + length * INPUTS);

        float[] alone =
            run(layer, new FloatArray(cut, 1, length, INPUTS), Arrays.copyOf(mask, length))
                .values();

        float[] expected =
            Arrays.copyOfRange(together.values(), row * perRow, row * perRow + perRow);
        // Steps after the end are zero; a vector for the whole row has none.
        LayerContractTest.assertClose(Arrays.copyOf(alone, perRow), expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theOrderOfTheRows_changesNothing(Case layerCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      MaskedLayer layer = layerCase.make().apply(parameters);
      FloatArray states = states(6);
      FloatArray reversed = new FloatArray(reversed(states.values()), ROWS, STEPS, INPUTS);

      float[] found = run(layer, reversed, reversed(layerCase.mask())).values();

      LayerContractTest.assertClose(reversed(found), run(layer, states, layerCase).values());
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aRowInWhichNoStepCounts_isZero(Case layerCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      MaskedLayer layer = layerCase.make().apply(parameters);
      float[] found = run(layer, states(7), layerCase).values();
      float[] inGraph = runGraph(layer, states(7), layerCase.mask()).values();
      int perRow = found.length / ROWS;

      assertThat(Arrays.copyOfRange(found, EMPTY_ROW * perRow, found.length)).containsOnly(0f);
      assertThat(Arrays.copyOfRange(inGraph, EMPTY_ROW * perRow, found.length)).containsOnly(0f);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyGradient_isASlopeAndNoneReachesWhatDoesNotCount(Case layerCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1))) {
      MaskedLayer layer = layerCase.make().apply(parameters);
      Tensor states = parameters.fitted("states", states(8).values(), ROWS, STEPS, INPUTS);
      Tensor mask = parameters.buffer("mask", layerCase.mask(), ROWS, STEPS);

      Map<String, float[]> gradients =
          Slopes.assertGradients(parameters, 24, () -> layer.forward(states, mask, Phase.TRAINING));

      float[] ofStates = gradients.get("states");
      for (int i = 0; i < ofStates.length; i++) {
        if (layerCase.mask()[i / INPUTS] == 0) {
          assertThat(ofStates[i]).as("gradient of masked number %d", i).isZero();
        }
      }
    }
  }

  private static FloatArray states(int seed) {
    return new FloatArray(
        LayerContractTest.random(new SplittableRandom(seed), ROWS * STEPS * INPUTS),
        ROWS,
        STEPS,
        INPUTS);
  }

  private static float[] reversed(float[] values) {
    int perRow = values.length / ROWS;
    float[] reversed = new float[values.length];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(values, row * perRow, reversed, (ROWS - 1 - row) * perRow, perRow);
    }
    return reversed;
  }

  private static void assertSame(FloatArray expected, FloatArray found) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    LayerContractTest.assertClose(found.values(), expected.values());
  }

  private static FloatArray run(MaskedLayer layer, FloatArray states, Case layerCase) {
    return run(layer, states, layerCase.mask());
  }

  private static FloatArray run(MaskedLayer layer, FloatArray states, float[] mask) {
    Tensor result =
        layer.forward(
            Tensors.of(states.values(), states.shape()),
            Tensors.of(mask, states.shape()[0], states.shape()[1]),
            Phase.INFERENCE);
    return new FloatArray(
        LayerContractTest.unsigned(Tensors.values(result)), Tensors.shape(result));
  }

  private static FloatArray runGraph(MaskedLayer layer, FloatArray states, float[] mask) {
    GraphWriter graph = new GraphWriter("layer");
    String x = graph.floatInput("states", "batch", "steps", INPUTS);
    String m = graph.floatInput("mask", "batch", "steps");
    graph.floatOutput("y", layer.write(graph, x, m));
    try (OnnxGraph session = OnnxGraph.load(graph.finish(), 1)) {
      FloatArray y =
          session
              .run(
                  Map.of(
                      "states",
                      states,
                      "mask",
                      new FloatArray(mask, states.shape()[0], states.shape()[1])),
                  Set.of("y"))
              .get("y");
      return new FloatArray(LayerContractTest.unsigned(y.values()), y.shape());
    }
  }
}
