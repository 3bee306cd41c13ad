package org.covalence.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.covalence.layer.Phase;
import org.covalence.spec.AugmentSpec;
import org.covalence.spec.DenseNetSpec;
import org.covalence.spec.FineTuneSpec;
import org.covalence.spec.FineTuneSpec.From;
import org.covalence.spec.FineTuneSpec.Precision;
import org.covalence.spec.FineTuneSpec.Statistics;
import org.covalence.store.CovalenceException;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Parameters.Weight;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A DenseNet that is fitted with the rest, from weights by the formula. */
class FittedDenseNetTest {
  private static final int SIDE = 32;
  private static final int PICTURES = 3;
  private static final double STEP = 1e-3;

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @ParameterizedTest
  @CsvSource({
    "ALL, ''",
    "BLOCK1, conv0 norm0",
    "BLOCK2, conv0 norm0 denseblock1 transition1",
    "BLOCK3, conv0 norm0 denseblock1 transition1 denseblock2 transition2",
  })
  void whatLiesBeforeTheChosenBlock_staysAndAllElseMoves(From from, String published) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1))) {
      FittedDenseNet network =
          network(parameters, spec(from, Statistics.LEARNT, Precision.FLOAT32, 0));
      Map<String, Weight> before = parameters.snapshot();

      step(parameters, network);

      TreeSet<String> still = new TreeSet<>();
      TreeSet<String> moved = new TreeSet<>();
      parameters
          .snapshot()
          .forEach(
              (name, weight) ->
                  (Arrays.equals(weight.values(), before.get(name).values()) ? still : moved)
                      .add(name.split("\\.", -1)[1]));
      assertThat(still)
          .containsExactlyInAnyOrder(published.isEmpty() ? new String[0] : published.split(" "));
      assertThat(moved).contains("denseblock3", "norm5");
      moved.retainAll(still);
      assertThat(moved).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Statistics.class)
  void statistics_moveOnlyWhereTheyAreLearnt(Statistics kind) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1))) {
      FittedDenseNet network = network(parameters, spec(From.ALL, kind, Precision.FLOAT32, 0));
      Map<String, Weight> before = parameters.snapshot();

      step(parameters, network);

      parameters.snapshot().entrySet().stream()
          .filter(e -> e.getKey().contains("running_"))
          .forEach(
              e ->
                  assertThat(Arrays.equals(e.getValue().values(), before.get(e.getKey()).values()))
                      .as(e.getKey())
                      .isEqualTo(kind == Statistics.FROZEN));
    }
  }

  @Test
  void inTheFrozenEpochs_nothingOfItMovesAndNothingHasAGradient() {
    try (Parameters parameters = new Parameters(new SplittableRandom(1))) {
      FittedDenseNet network =
          network(parameters, spec(From.BLOCK2, Statistics.LEARNT, Precision.FLOAT32, 2));
      Map<String, Weight> before = parameters.snapshot();

      for (int epoch = 1; epoch <= 3; epoch++) {
        network.beginEpoch(epoch);
        try (PointerScope scope = new PointerScope()) {
          Tensor pooled = network.forward(pictures(), Phase.TRAINING).pooled();

          assertThat(pooled.requires_grad()).as("epoch %d", epoch).isEqualTo(epoch > 2);
        }
        boolean same =
            parameters.snapshot().entrySet().stream()
                .allMatch(
                    e -> Arrays.equals(e.getValue().values(), before.get(e.getKey()).values()));
        // The statistics of the third epoch are learnt, if nothing else.
        assertThat(same).as("epoch %d", epoch).isEqualTo(epoch <= 2);
      }
    }
  }

  /** See {@code tools/make_densenet.py}. */
  @ParameterizedTest
  @EnumSource(Statistics.class)
  void everyGradientAndStatistic_equalsTorchvisions(Statistics kind) throws IOException {
    JsonNode reference;
    try (var in = FittedDenseNetTest.class.getResourceAsStream("densenet-fitted.json")) {
      reference = new ObjectMapper().readTree(in).get(kind.name());
    }
    int side = reference.get("side").asInt();
    int pictures = reference.get("pictures").asInt();
    float[] values = new float[pictures * 3 * side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * FormulaWeights.uniform(100_000, i) - 1);
    }
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      FittedDenseNet network =
          network(parameters, spec(From.ALL, kind, Precision.FLOAT32, 0, side));
      Tensor batch = Tensors.of(values, pictures, 3, side, side);
      Tensor pooled = network.forward(batch, Phase.TRAINING).pooled();
      alternating(pooled).backward();

      assertFirst("pooled", reference.get("pooled"), Tensors.values(pooled), 1);
      Map<String, Tensor> fitted = parameters.fittedByName();
      assertThat(fitted.keySet())
          .containsExactlyInAnyOrderElementsOf(reference.get("gradients")::fieldNames);
      fitted.forEach(
          (name, weight) -> {
            JsonNode gradient = reference.get("gradients").get(name);
            double norm = gradient.get("norm").asDouble();
            assertThat((double) weight.grad().norm().item_float())
                .as(name)
                .isCloseTo(norm, Offset.offset(1e-3 * norm + 1e-3));
            assertFirst(name, gradient.get("first"), Tensors.values(weight.grad()), norm);
          });
      Map<String, Weight> after = parameters.snapshot();
      reference
          .get("statistics")
          .fields()
          .forEachRemaining(
              entry ->
                  assertFirst(
                      entry.getKey(), entry.getValue(), after.get(entry.getKey()).values(), 1));
    }
  }

  private static void assertFirst(String name, JsonNode expected, float[] found, double scale) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat((double) found[i])
          .as("%s[%d]", name, i)
          .isCloseTo(expected.get(i).asDouble(), Offset.offset(1e-3 * scale + 1e-3));
    }
  }

  /**
   * Each tensor is moved along its gradient as a whole: a single weight would move so little that
   * rounding shows, or so much that hundreds of rectifiers bend.
   */
  @ParameterizedTest
  @EnumSource(Statistics.class)
  void everyGradient_isTheSlopeOfTheFeaturesAlongIt(Statistics kind) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      FittedDenseNet network = network(parameters, spec(From.BLOCK2, kind, Precision.FLOAT32, 0));
      sum(network).backward();
      int steep = 0;
      for (Map.Entry<String, Tensor> entry : parameters.fittedByName().entrySet()) {
        Tensor weight = entry.getValue();
        Tensor gradient = weight.grad();
        double length = gradient.norm().item_float();
        Tensor step = gradient.mul(new Scalar(STEP / length));

        double slope = (moved(network, weight, step) - moved(network, weight, step.neg())) / 2;

        assertThat(slope / STEP)
            .as(entry.getKey())
            .isCloseTo(length, Offset.offset(0.03 * length + 1e-2));
        steep += length > 0.1 ? 1 : 0;
      }
      assertThat(steep).as("slopes that are not flat").isGreaterThan(20);
    }
  }

  /** The sum where {@code weight} is moved by {@code step}; it is moved back. */
  private static double moved(FittedDenseNet network, Tensor weight, Tensor step) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor before = weight.clone();
      weight.add_(step);
      double sum = sum(network).item_float();
      weight.copy_(before);
      return sum;
    }
  }

  private static Tensor sum(FittedDenseNet network) {
    return alternating(network.forward(pictures(), Phase.TRAINING).pooled());
  }

  /** The sum of the features, every second one less. */
  private static Tensor alternating(Tensor pooled) {
    float[] signs = new float[(int) pooled.size(1)];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = i % 2 == 0 ? 1 : -1;
    }
    return pooled.mul(Tensors.of(signs, signs.length)).sum();
  }

  /**
   * A bfloat16 has eight binary digits, so each of the network's twenty-odd roundings is off by at
   * most 0.4 %; chance lets them add up like a root: two per cent, and twice that is allowed.
   */
  @Test
  void halfPrecision_isCloseToSinglePrecisionAndNotTheSame() {
    float[] single = features(Precision.FLOAT32, Phase.TRAINING);
    float[] half = features(Precision.BFLOAT16, Phase.TRAINING);

    double difference = 0;
    double length = 0;
    for (int i = 0; i < single.length; i++) {
      difference += Math.pow(single[i] - half[i], 2);
      length += Math.pow(single[i], 2);
    }
    assertThat(half).isNotEqualTo(single);
    assertThat(Math.sqrt(difference / length)).isLessThan(0.04);
  }

  /** So that validation judges what is saved. */
  @Test
  void inInference_halfPrecisionIsNotUsed() {
    assertThat(features(Precision.BFLOAT16, Phase.INFERENCE))
        .isEqualTo(features(Precision.FLOAT32, Phase.INFERENCE));
  }

  @Test
  void gradientsOfHalfPrecision_pointWhereThoseOfSinglePrecisionDo() {
    Map<String, float[]> single = gradients(Precision.FLOAT32);
    Map<String, float[]> half = gradients(Precision.BFLOAT16);

    assertThat(half.keySet()).isEqualTo(single.keySet());
    double product = 0;
    double one = 0;
    double other = 0;
    for (Map.Entry<String, float[]> gradient : single.entrySet()) {
      float[] found = half.get(gradient.getKey());
      for (int i = 0; i < found.length; i++) {
        product += found[i] * gradient.getValue()[i];
        one += Math.pow(found[i], 2);
        other += Math.pow(gradient.getValue()[i], 2);
      }
    }
    assertThat(product / Math.sqrt(one * other)).isCloseTo(1, Offset.offset(0.02));
  }

  @Test
  void ratesFall_byTheDecayForEachBlockBelowTheLast() {
    try (Parameters parameters = new Parameters(new SplittableRandom(1))) {
      FineTuneSpec tuning =
          new FineTuneSpec(From.ALL, Optional.empty(), Precision.FLOAT32, 0.1, 0.5, 0);
      network(parameters, spec(tuning, SIDE));

      assertThat(parameters.rateFactor("features.norm5.weight")).isEqualTo(0.1);
      assertThat(parameters.rateFactor("features.denseblock3.denselayer1.conv1.weight"))
          .isEqualTo(0.1);
      assertThat(parameters.rateFactor("features.transition2.conv.weight")).isEqualTo(0.05);
      assertThat(parameters.rateFactor("features.denseblock1.denselayer2.norm1.bias"))
          .isEqualTo(0.025);
      assertThat(parameters.rateFactor("features.conv0.weight")).isEqualTo(0.0125);
    }
  }

  @Test
  void weightsOfAnotherNetwork_areRefusedWithTheirFile() {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        Parameters large = new Parameters(new SplittableRandom(1))) {
      new DenseNet(
          large,
          new DenseNetSpec("121", Optional.empty(), Optional.empty(), 0).shape(),
          SIDE,
          OptionalInt.empty());
      DenseNetSpec spec = spec(From.ALL, Statistics.FROZEN, Precision.FLOAT32, 0);

      assertThatThrownBy(
              () ->
                  new FittedDenseNet(
                      parameters, spec, Optional.of(large.snapshot()), "large.safetensors"))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("the weights do not fit the network")
          .hasMessageContaining("large.safetensors");
    }
  }

  private static float[] features(Precision precision, Phase phase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      FittedDenseNet network = network(parameters, spec(From.ALL, Statistics.FROZEN, precision, 0));
      return Tensors.values(network.forward(pictures(), phase).pooled());
    }
  }

  private static Map<String, float[]> gradients(Precision precision) {
    Map<String, float[]> gradients = new TreeMap<>();
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      FittedDenseNet network = network(parameters, spec(From.ALL, Statistics.FROZEN, precision, 0));
      network.forward(pictures(), Phase.TRAINING).pooled().square().sum().backward();
      parameters
          .fittedByName()
          .forEach((name, weight) -> gradients.put(name, Tensors.values(weight.grad())));
    }
    return gradients;
  }

  /** Moves every fitted weight against its gradient, and the statistics where they are learnt. */
  private static void step(Parameters parameters, FittedDenseNet network) {
    try (PointerScope scope = new PointerScope()) {
      network.forward(pictures(), Phase.TRAINING).pooled().square().sum().backward();
      try (NoGradGuard guard = new NoGradGuard()) {
        parameters
            .fittedByName()
            .forEach((name, weight) -> weight.sub_(weight.grad().sign(), new Scalar(0.01)));
      }
    }
  }

  private static FittedDenseNet network(Parameters parameters, DenseNetSpec spec) {
    try (Parameters drawn = new Parameters(new SplittableRandom(1))) {
      new DenseNet(drawn, spec.shape(), SIDE, OptionalInt.empty());
      Map<String, Weight> weights = FormulaWeights.of(drawn.snapshot(), FormulaWeights::hashed);
      return new FittedDenseNet(parameters, spec, Optional.of(weights), "the formula");
    }
  }

  private static DenseNetSpec spec(
      From from, Statistics statistics, Precision precision, int frozenEpochs) {
    return spec(from, statistics, precision, frozenEpochs, SIDE);
  }

  private static DenseNetSpec spec(
      From from, Statistics statistics, Precision precision, int frozenEpochs, int side) {
    return spec(
        new FineTuneSpec(from, Optional.of(statistics), precision, 1, 1, frozenEpochs), side);
  }

  private static DenseNetSpec spec(FineTuneSpec tuning, int side) {
    return new DenseNetSpec(
        "tiny",
        Optional.of(Path.of("w.safetensors")),
        Optional.of(side),
        0,
        tuning,
        AugmentSpec.NONE);
  }

  private static Tensor pictures() {
    SplittableRandom random = new SplittableRandom(5);
    float[] values = new float[PICTURES * 3 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() * 4 - 2);
    }
    return Tensors.of(values, PICTURES, 3, SIDE, SIDE);
  }
}
