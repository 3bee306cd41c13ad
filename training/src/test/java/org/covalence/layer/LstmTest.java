package org.covalence.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.covalence.graph.FloatArray;
import org.covalence.graph.LongArray;
import org.covalence.graph.OnnxFile;
import org.covalence.graph.OnnxGraph;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LstmTest {
  private static final int INPUTS = 5;
  private static final int WIDTH = 7;
  private static final int STEPS = 6;
  private static final long[] LENGTHS = {6, 2, 4};

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @ParameterizedTest
  @CsvSource({"1,false", "1,true", "2,true", "3,false"})
  void bothWaysToRun_giveTheSame(int layers, boolean bidirectional) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      Lstm lstm = new Lstm(parameters, INPUTS, WIDTH, layers, bidirectional);
      float[] values = LayerContractTest.random(new SplittableRandom(2), 3 * STEPS * INPUTS);
      Tensor expected = lstm.forward(Tensors.of(values, 3, STEPS, INPUTS), Tensors.of(LENGTHS, 3));

      GraphWriter graph = new GraphWriter("lstm");
      String x = graph.floatInput("x", "batch", "steps", INPUTS);
      String lengths = graph.longInput("lengths", "batch");
      String asInt =
          graph.node(
              "Cast", List.of(lengths), GraphWriter.attribute("to", (long) OnnxFile.Port.INT32));
      graph.floatOutput("y", lstm.write(graph, x, asInt), "batch", "steps", lstm.outputs());
      FloatArray found;
      try (OnnxGraph session = OnnxGraph.load(graph.finish(), 1)) {
        found =
            session
                .run(
                    Map.of(
                        "x",
                        new FloatArray(values, 3, STEPS, INPUTS),
                        "lengths",
                        new LongArray(LENGTHS, 3)),
                    Set.of("y"))
                .get("y");
      }

      assertThat(found.shape()).isEqualTo(Tensors.shape(expected));
      LayerContractTest.assertClose(found.values(), Tensors.values(expected));
    }
  }

  @Test
  void states_equalThoseOfPyTorchsOwnModule() {
    try (Parameters parameters = new Parameters(new SplittableRandom(3));
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Lstm lstm = new Lstm(parameters, INPUTS, WIDTH, 2, true);
      LSTMOptions options = new LSTMOptions(INPUTS, WIDTH);
      options.num_layers().put(2);
      options.bidirectional().put(true);
      options.batch_first().put(true);
      LSTMImpl module = new LSTMImpl(options);
      var names = module.named_parameters();
      parameters.fittedByName().forEach((name, tensor) -> names.get(name).copy_(tensor));
      float[] values = LayerContractTest.random(new SplittableRandom(4), 2 * STEPS * INPUTS);
      Tensor x = Tensors.of(values, 2, STEPS, INPUTS);

      float[] found = Tensors.values(lstm.forward(x, Tensors.of(new long[] {STEPS, STEPS}, 2)));

      LayerContractTest.assertClose(found, Tensors.values(module.forward(x).get0()));
    }
  }

  @Test
  void whatStandsAfterTheEnd_changesNothing() {
    try (Parameters parameters = new Parameters(new SplittableRandom(3));
        PointerScope scope = new PointerScope()) {
      Lstm lstm = new Lstm(parameters, INPUTS, WIDTH, 1, true);
      float[] values = LayerContractTest.random(new SplittableRandom(4), 3 * STEPS * INPUTS);
      float[] other = values.clone();
      Arrays.fill(other, (STEPS + 2) * INPUTS, 2 * STEPS * INPUTS, 99f);

      float[] found =
          Tensors.values(
              lstm.forward(Tensors.of(values, 3, STEPS, INPUTS), Tensors.of(LENGTHS, 3)));
      float[] withJunk =
          Tensors.values(lstm.forward(Tensors.of(other, 3, STEPS, INPUTS), Tensors.of(LENGTHS, 3)));

      assertThat(withJunk).isEqualTo(found);
    }
  }
}
