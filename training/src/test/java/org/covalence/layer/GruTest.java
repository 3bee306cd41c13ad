package org.covalence.layer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
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

/** What {@link MaskedLayerContractTest} asks of any layer over steps is not asked again here. */
class GruTest {
  private static final int INPUTS = 5;
  private static final int WIDTH = 7;
  private static final int STEPS = 6;
  private static final long[] LENGTHS = {6, 2, 0, 4};

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @ParameterizedTest
  @CsvSource({"1,false", "1,true", "2,true", "3,false", "8,true"})
  void bothWaysToRun_giveTheSame(int layers, boolean bidirectional) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      Gru gru = new Gru(parameters, INPUTS, WIDTH, layers, bidirectional);
      float[] values = LayerContractTest.random(new SplittableRandom(2), 4 * STEPS * INPUTS);
      Tensor expected = gru.forward(Tensors.of(values, 4, STEPS, INPUTS), Tensors.of(LENGTHS, 4));

      GraphWriter graph = new GraphWriter("gru");
      String x = graph.floatInput("x", "batch", "steps", INPUTS);
      String lengths = graph.longInput("lengths", "batch");
      String asInt =
          graph.node(
              "Cast", List.of(lengths), GraphWriter.attribute("to", (long) OnnxFile.Port.INT32));
      graph.floatOutput("y", gru.write(graph, x, asInt), "batch", "steps", gru.outputs());
      try (OnnxGraph session = OnnxGraph.load(graph.finish(), 1)) {
        FloatArray found =
            session
                .run(
                    Map.of(
                        "x",
                        new FloatArray(values, 4, STEPS, INPUTS),
                        "lengths",
                        new LongArray(LENGTHS, 4)),
                    Set.of("y"))
                .get("y");

        LayerContractTest.assertClose(found.values(), Tensors.values(expected));
      }
    }
  }

  @Test
  void states_equalThoseOfPyTorchsOwnModule() {
    try (Parameters parameters = new Parameters(new SplittableRandom(3));
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Gru gru = new Gru(parameters, INPUTS, WIDTH, 2, true);
      GRUOptions options = new GRUOptions(INPUTS, WIDTH);
      options.num_layers().put(2);
      options.bidirectional().put(true);
      options.batch_first().put(true);
      GRUImpl module = new GRUImpl(options);
      var names = module.named_parameters();
      parameters.fittedByName().forEach((name, tensor) -> names.get(name).copy_(tensor));
      float[] values = LayerContractTest.random(new SplittableRandom(4), 2 * STEPS * INPUTS);
      Tensor x = Tensors.of(values, 2, STEPS, INPUTS);

      float[] found = Tensors.values(gru.forward(x, Tensors.of(new long[] {STEPS, STEPS}, 2)));

      LayerContractTest.assertClose(found, Tensors.values(module.forward(x).get0()));
    }
  }
}
