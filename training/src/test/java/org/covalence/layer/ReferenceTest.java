package org.covalence.layer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.covalence.encoder.FormulaWeights;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our layers against Python's PyTorch, weights by name from a formula: see {@code
 * tools/layers_reference.py}.
 */
class ReferenceTest {
  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  static Stream<JsonNode> gru() {
    return cases("gru");
  }

  @ParameterizedTest
  @MethodSource("gru")
  void gru_equalsPyTorchs(JsonNode reference) {
    compare(
        parameters -> {
          Gru gru =
              new Gru(
                  parameters,
                  5,
                  4,
                  reference.get("layers").asInt(),
                  reference.get("bidirectional").asBoolean());
          load(parameters);
          long[] lengths = {6, 2, 4};
          assertThat(reference.get("lengths").toString()).isEqualTo("[6,2,4]");
          return gru.forward(tensor(reference.get("x")), Tensors.of(lengths, 3));
        },
        reference);
  }

  static Stream<JsonNode> layerNorm() {
    return cases("layerNorm");
  }

  @ParameterizedTest
  @MethodSource("layerNorm")
  void layerNorm_equalsPyTorchs(JsonNode reference) {
    compare(
        parameters -> {
          LayerNorm norm = new LayerNorm(parameters, 7);
          load(parameters);
          return norm.forward(tensor(reference.get("x")), Phase.INFERENCE);
        },
        reference);
  }

  static Stream<JsonNode> gelu() {
    return cases("gelu");
  }

  @ParameterizedTest
  @MethodSource("gelu")
  void gelu_equalsPyTorchs(JsonNode reference) {
    compare(
        parameters -> new Gelu().forward(tensor(reference.get("x")), Phase.INFERENCE), reference);
  }

  static Stream<JsonNode> attention() {
    return cases("attention");
  }

  @ParameterizedTest
  @MethodSource("attention")
  void attention_equalsPyTorchsWithItsWeights(JsonNode reference) {
    compare(
        parameters -> {
          Tensor queries = tensor(reference.get("x"));
          Tensor context = tensor(reference.get("context"));
          MultiHeadAttention attention =
              new MultiHeadAttention(
                  parameters, 8, (int) context.size(2), reference.get("heads").asInt(), 0.5);
          load(parameters);
          Tensor mask = mask(reference);
          assertSame(
              attention.weights(queries, context, mask, Phase.INFERENCE), reference.get("weights"));
          return attention.forward(queries, context, mask, Phase.INFERENCE);
        },
        reference);
  }

  static Stream<JsonNode> transformer() {
    return cases("transformer");
  }

  @ParameterizedTest
  @MethodSource("transformer")
  void transformerBlock_equalsPyTorchsEncoderLayer(JsonNode reference) {
    compare(
        parameters -> {
          TransformerBlock block =
              new TransformerBlock(
                  parameters,
                  8,
                  reference.get("heads").asInt(),
                  reference.get("hidden").asInt(),
                  0.5);
          load(parameters);
          return block.forward(tensor(reference.get("x")), mask(reference), Phase.INFERENCE);
        },
        reference);
  }

  /** Makes a layer in given parameters, fills and runs it. */
  private interface Run {
    Tensor of(Parameters parameters);
  }

  /**
   * Where the reference has a mask of the steps that come out, only those that count are compared:
   * ours are zero elsewhere, PyTorch's are not.
   */
  private static void compare(Run run, JsonNode reference) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor found = run.of(parameters);
      if (reference.has("mask") && !reference.has("context")) {
        Tensor expected = tensor(reference.get("y"));
        LayerContractTest.assertClose(
            Tensors.values(found), Tensors.values(Mask.clear(expected, mask(reference))));
      } else {
        assertSame(found, reference.get("y"));
      }
    }
  }

  private static void assertSame(Tensor found, JsonNode expected) {
    assertThat(Tensors.shape(found)).isEqualTo(Tensors.shape(tensor(expected)));
    LayerContractTest.assertClose(Tensors.values(found), Tensors.values(tensor(expected)));
  }

  /** Fills every weight by its name's place in the alphabet, and so refuses other names. */
  private static void load(Parameters parameters) {
    Map<String, Parameters.Weight> weights = new LinkedHashMap<>();
    int t = 0;
    for (Map.Entry<String, Parameters.Weight> one :
        new TreeMap<>(parameters.snapshot()).entrySet()) {
      float[] values = new float[one.getValue().values().length];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            (float) value(FormulaWeights.uniform(t, i), one.getKey(), one.getValue().shape());
      }
      weights.put(one.getKey(), new Parameters.Weight(one.getValue().shape(), values));
      t++;
    }
    parameters.load(weights, "the formula");
  }

  private static double value(double u, String name, long[] shape) {
    if (shape.length > 1) {
      return Math.sqrt(3.0 / shape[1]) * (2 * u - 1);
    }
    return name.endsWith("weight") ? 0.9 + 0.2 * u : u - 0.5;
  }

  private static Stream<JsonNode> cases(String layer) {
    try (var in = ReferenceTest.class.getResourceAsStream("reference.json")) {
      JsonNode cases = new ObjectMapper().readTree(in).get(layer);
      return StreamSupport.stream(cases.spliterator(), false);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Tensor tensor(JsonNode listed) {
    JsonNode values = listed.get("values");
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values.get(i).asDouble();
    }
    JsonNode shape = listed.get("shape");
    long[] sizes = new long[shape.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shape.get(i).asLong();
    }
    return Tensors.of(floats, sizes);
  }

  private static Tensor mask(JsonNode reference) {
    JsonNode rows = reference.get("mask");
    int steps = rows.get(0).size();
    float[] mask = new float[rows.size() * steps];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = rows.get(i / steps).get(i % steps).floatValue();
    }
    return Tensors.of(mask, rows.size(), steps);
  }
}
