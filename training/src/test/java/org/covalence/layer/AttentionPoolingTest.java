package org.covalence.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.covalence.graph.FloatArray;
import org.covalence.graph.OnnxGraph;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AttentionPoolingTest {
  private static final int BATCH = 4;
  private static final int STEPS = 5;
  private static final int INPUTS = 6;

  /** Whole, cut at the end, with a hole, and empty. */
  private static final float[] MASK = {1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @Test
  void bothWaysToRun_giveTheSameForAnyMask() {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      AttentionPooling pooling = new AttentionPooling(parameters, INPUTS, 3);
      float[] states = states(2);

      GraphWriter graph = new GraphWriter("pooling");
      String x = graph.floatInput("states", "batch", "steps", INPUTS);
      String mask = graph.floatInput("mask", "batch", "steps");
      graph.floatOutput("pooled", pooling.write(graph, x, mask), "batch", INPUTS);
      graph.floatOutput("weights", pooling.writeWeights(graph, x, mask), "batch", "steps");
      Map<String, FloatArray> found;
      try (OnnxGraph session = OnnxGraph.load(graph.finish(), 1)) {
        found =
            session.run(
                Map.of(
                    "states",
                    new FloatArray(states, BATCH, STEPS, INPUTS),
                    "mask",
                    new FloatArray(MASK, BATCH, STEPS)),
                Set.of("pooled", "weights"));
      }

      LayerContractTest.assertClose(found.get("pooled").values(), pooled(pooling, states));
      LayerContractTest.assertClose(found.get("weights").values(), weights(pooling, states));
    }
  }

  @Test
  void weights_sumToOneOverTheStepsThatCountAndAreZeroElsewhere() {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      float[] weights = weights(new AttentionPooling(parameters, INPUTS, 3), states(3));

      for (int row = 0; row < BATCH; row++) {
        double sum = 0;
        for (int step = 0; step < STEPS; step++) {
          int at = row * STEPS + step;
          sum += weights[at];
          assertThat(weights[at] > 0).isEqualTo(MASK[at] > 0);
        }
        assertThat(sum).isCloseTo(row == 3 ? 0 : 1, Offset.offset(1e-6));
      }
    }
  }

  @Test
  void whereNoStepCounts_theResultIsZero() {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      float[] pooled = pooled(new AttentionPooling(parameters, INPUTS, 3), states(4));

      for (int i = 3 * INPUTS; i < 4 * INPUTS; i++) {
        assertThat(pooled[i]).isZero();
      }
    }
  }

  @Test
  void whatStandsOutsideOfTheMask_changesNothing() {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      AttentionPooling pooling = new AttentionPooling(parameters, INPUTS, 3);
      float[] states = states(5);
      float[] other = states.clone();
      for (int i = 0; i < other.length; i++) {
        other[i] = MASK[i / INPUTS] > 0 ? other[i] : 1e6f;
      }

      assertThat(pooled(pooling, other)).isEqualTo(pooled(pooling, states));
    }
  }

  @Test
  void scoresOfAnySize_leaveTheMaskedStepsOut() {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      // The hyperbolic tangent is at most one, so a query of 1e3 brings scores to thousands.
      AttentionPooling pooling = new AttentionPooling(parameters, INPUTS, 3);
      parameters.fittedByName().get("query").detach().mul_(new Scalar(1e3f));

      float[] weights = weights(pooling, states(6));

      for (int i = 0; i < weights.length; i++) {
        assertThat(weights[i]).isBetween(0f, MASK[i]);
      }
    }
  }

  private static float[] states(int seed) {
    return LayerContractTest.random(new SplittableRandom(seed), BATCH * STEPS * INPUTS);
  }

  private static float[] pooled(AttentionPooling pooling, float[] states) {
    return Tensors.values(pooling.forward(tensor(states), mask(), Phase.INFERENCE));
  }

  private static float[] weights(AttentionPooling pooling, float[] states) {
    return Tensors.values(pooling.weights(tensor(states), mask(), Phase.INFERENCE));
  }

  private static Tensor tensor(float[] states) {
    return Tensors.of(states, BATCH, STEPS, INPUTS);
  }

  private static Tensor mask() {
    return Tensors.of(MASK, BATCH, STEPS);
  }
}
