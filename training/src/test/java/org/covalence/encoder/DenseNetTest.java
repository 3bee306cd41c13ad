package org.covalence.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.covalence.graph.FloatArray;
import org.covalence.graph.OnnxFile;
import org.covalence.graph.OnnxGraph;
import org.covalence.layer.Layer;
import org.covalence.layer.Phase;
import org.covalence.spec.DenseNetSpec;
import org.covalence.store.CovalenceException;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our DenseNet against torchvision's, weights from a formula: see {@code tools/make_densenet.py}.
 */
class DenseNetTest {
  private static final int INPUT = 100_000;

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "121", "169", "201"})
  void everyStage_equalsTorchvisions(String variant) throws IOException {
    JsonNode reference;
    try (var in = DenseNetTest.class.getResourceAsStream("densenet.json")) {
      reference = new ObjectMapper().readTree(in).get("networks").get(variant);
    }
    int side = reference.get("side").asInt();
    float[] input = new float[3 * side * side];
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) (2 * FormulaWeights.uniform(INPUT, i) - 1);
    }
    compare(variant, reference, input, side, FormulaWeights::hashed);
  }

  @Test
  @Tag("data")
  void everyStage_equalsTheSharedReference() throws IOException {
    Path golden = SharedFiles.require("golden/densenet121-formula.json");
    JsonNode reference = new ObjectMapper().readTree(golden.toFile());
    float[] input = new float[3 * 224 * 224];
    for (int i = 0; i < input.length; i++) {
      input[i] =
          (float) Math.sin(0.1 * (i / (224 * 224)) + 0.013 * (i / 224 % 224) + 0.007 * (i % 224));
    }
    compare("121", reference, input, 224, FormulaWeights::waved);
  }

  @Test
  void weightsOfAnotherNetwork_areRefusedWithWhatDoesNotFit() {
    DenseNetSpec.Shape tiny = shape("tiny");
    try (Parameters small = new Parameters(new SplittableRandom(1));
        Parameters large = new Parameters(new SplittableRandom(1))) {
      new DenseNet(small, tiny, 48, OptionalInt.empty());
      new DenseNet(large, new DenseNetSpec.Shape(16, 8, List.of(2, 3), 4), 48, OptionalInt.empty());

      assertThatThrownBy(() -> large.load(small.snapshot(), "weights.pth"))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("weights.pth")
          .hasMessageContaining("unexpected")
          .hasMessageContaining("misshapen (features.norm5.weight");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 47, 48, 66, 101})
  void regions_areAsManyAsDeclaredAndHaveTheFeaturesAsTheirMean(int side) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1))) {
      DenseNet network = new DenseNet(parameters, shape("tiny"), side, OptionalInt.empty());
      parameters.load(FormulaWeights.of(parameters.snapshot(), FormulaWeights::hashed), "formula");
      OnnxFile file = network.graph("densenet", true);
      float[] picture = new float[3 * side * side];
      for (int i = 0; i < picture.length; i++) {
        picture[i] = (float) (2 * FormulaWeights.uniform(INPUT, i) - 1);
      }
      try (OnnxGraph graph = OnnxGraph.load(file, 1)) {
        Map<String, FloatArray> told =
            graph.run(
                Map.of(DenseNet.INPUT, new FloatArray(picture, 1, 3, side, side)),
                Set.of(DenseNet.OUTPUT, DenseNet.REGIONS));
        FloatArray regions = told.get(DenseNet.REGIONS);

        List<Long> declared = file.output(DenseNet.REGIONS).orElseThrow().shape();
        assertThat(Arrays.stream(regions.shape()).skip(1).boxed().toList())
            .isEqualTo(declared.subList(1, 4));
        int count = (int) (regions.shape()[2] * regions.shape()[3]);
        float[] mean = new float[network.width()];
        for (int i = 0; i < regions.values().length; i++) {
          assertThat(regions.values()[i]).isNotNegative();
          mean[i / count] += regions.values()[i] / count;
        }
        assertThat(mean).containsExactly(told.get(DenseNet.OUTPUT).values(), Offset.offset(1e-4f));
      }
    }
  }

  private static void compare(
      String variant, JsonNode reference, float[] input, int side, FormulaWeights.Formula formula) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      int classes = reference.get("logits").size();
      DenseNet network = new DenseNet(parameters, shape(variant), side, OptionalInt.of(classes));
      parameters.load(FormulaWeights.of(parameters.snapshot(), formula), "the formula");

      Tensor x = Tensors.of(input, 1, 3, side, side);
      Tensor y = x;
      for (Map.Entry<String, Layer> stage : network.stages().entrySet()) {
        y = stage.getValue().forward(y, Phase.INFERENCE);
        JsonNode point = reference.get("points").get(stage.getKey());
        if (point != null) {
          checkPoint(stage.getKey(), point, y);
        }
      }
      Tensor pooled = network.forward(x, Phase.INFERENCE).pooled();
      float[] logits = Tensors.values(network.logits(pooled));
      checkFirst("pooled", reference.get("pooled"), Tensors.values(pooled), 1e-3);
      checkFirst("logits", reference.get("logits"), logits, 1e-3);

      Map<String, FloatArray> graph;
      try (OnnxGraph session = OnnxGraph.load(network.write("image").orElseThrow(), 1)) {
        graph =
            session.run(
                Map.of(DenseNet.INPUT, new FloatArray(input, 1, 3, side, side)),
                Set.of(DenseNet.OUTPUT, "logits"));
      }
      assertAllClose(graph.get(DenseNet.OUTPUT).values(), Tensors.values(pooled), 1e-4);
      assertAllClose(graph.get("logits").values(), logits, 1e-4);
    }
  }

  private static void checkPoint(String name, JsonNode point, Tensor y) {
    List<Long> shape = new ArrayList<>();
    point.get("shape").forEach(n -> shape.add(n.asLong()));
    assertThat(Tensors.shape(y)).as(name).containsExactly(shape.toArray(Long[]::new));
    float[] values = Tensors.values(y);
    double mean = 0;
    double squares = 0;
    for (float v : values) {
      mean += v;
      squares += (double) v * v;
    }
    mean /= values.length;
    double deviation = Math.sqrt(squares / values.length - mean * mean);
    JsonNode expectedDeviation =
        Optional.ofNullable(point.get("deviation")).orElse(point.get("std"));
    assertThat(mean)
        .as(name + " mean")
        .isCloseTo(point.get("mean").asDouble(), Offset.offset(1e-3));
    assertThat(deviation)
        .as(name + " deviation")
        .isCloseTo(expectedDeviation.asDouble(), Offset.offset(1e-3));
    checkFirst(
        name, Optional.ofNullable(point.get("first")).orElse(point.get("first8")), values, 1e-3);
  }

  private static void checkFirst(String name, JsonNode expected, float[] found, double tolerance) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat((double) found[i])
          .as(name + " %d", i)
          .isCloseTo(expected.get(i).asDouble(), Offset.offset(tolerance));
    }
  }

  private static void assertAllClose(float[] found, float[] expected, double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i])
          .as("value %d", i)
          .isCloseTo(expected[i], Offset.offset(tolerance));
    }
  }

  private static DenseNetSpec.Shape shape(String variant) {
    return new DenseNetSpec(variant, Optional.empty(), Optional.empty(), 0).shape();
  }
}
