package org.covalence.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is particular to attention and to blocks across two sequences of different widths. */
class MultiHeadAttentionTest {
  private static final int ROWS = 3;
  private static final int QUERIES = 2;
  private static final int KEYS = 4;
  private static final int WIDTH = 6;
  private static final int CONTEXT_WIDTH = 5;

  /** Whole, with a hole, and empty. */
  private static final float[] KEY_MASK = {1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0};

  private static final float[] QUERY_MASK = {1, 1, 1, 0, 1, 1};

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "6"})
  void acrossTwoWidths_bothWaysToRunGiveTheSame(int heads) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      MultiHeadAttention attention =
          new MultiHeadAttention(parameters.in("attention"), WIDTH, CONTEXT_WIDTH, heads, 0.5);
      CrossBlock block =
          new CrossBlock(parameters.in("block"), WIDTH, CONTEXT_WIDTH, heads, 9, 0.5);
      Tensor queries = Tensors.of(queries(), ROWS, QUERIES, WIDTH);
      Tensor context = Tensors.of(context(), ROWS, KEYS, CONTEXT_WIDTH);
      Tensor keyMask = Tensors.of(KEY_MASK, ROWS, KEYS);
      Tensor queryMask = Tensors.of(QUERY_MASK, ROWS, QUERIES);

      Map<String, FloatArray> found = runGraph(attention, block);

      assertSame(found, "found", attention.forward(queries, context, keyMask, Phase.INFERENCE));
      assertSame(found, "weights", attention.weights(queries, context, keyMask, Phase.INFERENCE));
      assertSame(
          found, "block", block.forward(queries, queryMask, context, keyMask, Phase.INFERENCE));
    }
  }

  @Test
  void weights_sumToOneOverTheKeysThatCountAndAreZeroElsewhere() {
    try (Parameters parameters = new Parameters(new SplittableRandom(2));
        PointerScope scope = new PointerScope()) {
      MultiHeadAttention attention = new MultiHeadAttention(parameters, WIDTH, CONTEXT_WIDTH, 2, 0);

      float[] weights =
          Tensors.values(
              attention.weights(
                  Tensors.of(queries(), ROWS, QUERIES, WIDTH),
                  Tensors.of(context(), ROWS, KEYS, CONTEXT_WIDTH),
                  Tensors.of(KEY_MASK, ROWS, KEYS),
                  Phase.INFERENCE));

      int perRow = 2 * QUERIES * KEYS;
      assertThat(weights).hasSize(ROWS * perRow);
      for (int i = 0; i < weights.length; i += KEYS) {
        int row = i / perRow;
        double sum = 0;
        for (int key = 0; key < KEYS; key++) {
          sum += weights[i + key];
          assertThat(weights[i + key] > 0).isEqualTo(KEY_MASK[row * KEYS + key] > 0);
        }
        assertThat(sum).isCloseTo(row == 2 ? 0 : 1, Offset.offset(1e-6));
      }
    }
  }

  @Test
  void whereNoKeyCounts_theResultIsZeroWhateverTheBiasesSay() {
    try (Parameters parameters = new Parameters(new SplittableRandom(3));
        PointerScope scope = new PointerScope()) {
      MultiHeadAttention attention = new MultiHeadAttention(parameters, WIDTH, CONTEXT_WIDTH, 2, 0);

      float[] found =
          Tensors.values(
              attention.forward(
                  Tensors.of(queries(), ROWS, QUERIES, WIDTH),
                  Tensors.of(context(), ROWS, KEYS, CONTEXT_WIDTH),
                  Tensors.of(KEY_MASK, ROWS, KEYS),
                  Phase.INFERENCE));

      float[] ofEmptyRow = Arrays.copyOfRange(found, 2 * QUERIES * WIDTH, found.length);
      assertThat(LayerContractTest.unsigned(ofEmptyRow)).containsOnly(0f);
    }
  }

  @Test
  void everyGradientAcrossTwoSequences_isASlope() {
    try (Parameters parameters = new Parameters(new SplittableRandom(4))) {
      CrossBlock block = new CrossBlock(parameters, WIDTH, CONTEXT_WIDTH, 2, 9, 0);
      Tensor queries = parameters.fitted("queries", queries(), ROWS, QUERIES, WIDTH);
      Tensor context = parameters.fitted("context", context(), ROWS, KEYS, CONTEXT_WIDTH);
      Tensor queryMask = parameters.buffer("query mask", QUERY_MASK, ROWS, QUERIES);
      Tensor keyMask = parameters.buffer("key mask", KEY_MASK, ROWS, KEYS);

      Map<String, float[]> gradients =
          Slopes.assertGradients(
              parameters,
              24,
              () -> block.forward(queries, queryMask, context, keyMask, Phase.TRAINING));

      float[] ofContext = gradients.get("context");
      for (int i = 0; i < ofContext.length; i++) {
        if (KEY_MASK[i / CONTEXT_WIDTH] == 0) {
          assertThat(ofContext[i]).isZero();
        }
      }
    }
  }

  @Test
  void dropout_worksOnTheWeightsWhileFittingAlone() {
    try (Parameters parameters = new Parameters(new SplittableRandom(5));
        PointerScope scope = new PointerScope()) {
      MultiHeadAttention attention =
          new MultiHeadAttention(parameters, WIDTH, CONTEXT_WIDTH, 2, 0.5);
      Tensor queries = Tensors.of(queries(), ROWS, QUERIES, WIDTH);
      Tensor context = Tensors.of(context(), ROWS, KEYS, CONTEXT_WIDTH);
      Tensor mask = Tensors.of(KEY_MASK, ROWS, KEYS);
      PyTorch.seed(1);

      float[] kept = Tensors.values(attention.weights(queries, context, mask, Phase.INFERENCE));
      float[] dropped = Tensors.values(attention.weights(queries, context, mask, Phase.TRAINING));

      int zeros = 0;
      for (int i = 0; i < kept.length; i++) {
        if (dropped[i] == 0) {
          zeros += kept[i] > 0 ? 1 : 0;
        } else {
          assertThat((double) dropped[i]).isCloseTo(2 * kept[i], Offset.offset(1e-6));
        }
      }
      assertThat(zeros).isPositive();
    }
  }

  @Test
  void weightsAreNamedAsInPyTorch_packedWhereTheWidthsAreOne() {
    try (Parameters same = new Parameters(new SplittableRandom(6));
        Parameters different = new Parameters(new SplittableRandom(6))) {
      new MultiHeadAttention(same, WIDTH, WIDTH, 2, 0);
      new MultiHeadAttention(different, WIDTH, CONTEXT_WIDTH, 2, 0);

      assertThat(same.fittedByName())
          .containsOnlyKeys("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias");
      assertThat(different.fittedByName())
          .containsOnlyKeys(
              "q_proj_weight",
              "k_proj_weight",
              "v_proj_weight",
              "in_proj_bias",
              "out_proj.weight",
              "out_proj.bias");
    }
  }

  @Test
  void headsThatDoNotDivideTheWidth_areRefused() {
    try (Parameters parameters = new Parameters(new SplittableRandom(7))) {
      assertThatThrownBy(() -> new MultiHeadAttention(parameters, WIDTH, WIDTH, 4, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("4 heads");
    }
  }

  private static float[] queries() {
    return LayerContractTest.random(new SplittableRandom(8), ROWS * QUERIES * WIDTH);
  }

  private static float[] context() {
    return LayerContractTest.random(new SplittableRandom(9), ROWS * KEYS * CONTEXT_WIDTH);
  }

  private static void assertSame(Map<String, FloatArray> found, String name, Tensor expected) {
    assertThat(found.get(name).shape()).isEqualTo(Tensors.shape(expected));
    LayerContractTest.assertClose(found.get(name).values(), Tensors.values(expected));
  }

  private static Map<String, FloatArray> runGraph(MultiHeadAttention attention, CrossBlock block) {
    GraphWriter graph = new GraphWriter("attention");
    String queries = graph.floatInput("queries", "batch", "queries", WIDTH);
    String queryMask = graph.floatInput("query mask", "batch", "queries");
    String context = graph.floatInput("context", "batch", "keys", CONTEXT_WIDTH);
    String keyMask = graph.floatInput("key mask", "batch", "keys");
    graph.floatOutput("found", attention.write(graph, queries, context, keyMask));
    graph.floatOutput("weights", attention.writeWeights(graph, queries, context, keyMask));
    graph.floatOutput("block", block.write(graph, queries, queryMask, context, keyMask));
    try (OnnxGraph session = OnnxGraph.load(graph.finish(), 1)) {
      return session.run(
          Map.of(
              "queries",
              new FloatArray(queries(), ROWS, QUERIES, WIDTH),
              "query mask",
              new FloatArray(QUERY_MASK, ROWS, QUERIES),
              "context",
              new FloatArray(context(), ROWS, KEYS, CONTEXT_WIDTH),
              "key mask",
              new FloatArray(KEY_MASK, ROWS, KEYS)),
          Set.of("found", "weights", "block"));
    }
  }
}
