package org.covalence.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.graph.FloatArray;
import org.covalence.graph.LongArray;
import org.covalence.graph.OnnxFile;
import org.covalence.graph.OnnxGraph;
import org.covalence.layer.Linear;
import org.covalence.layer.Phase;
import org.covalence.layer.Slopes;
import org.covalence.spec.ConvolutionSpec;
import org.covalence.spec.GruSpec;
import org.covalence.spec.LstmSpec;
import org.covalence.spec.TransformerSpec;
import org.covalence.spec.WordSettings;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every encoder of words keeps the same promises. */
class TextEncoderContractTest {
  private static final int TOKENS = 12;
  private static final int FITTED = 9;
  private static final int WORD_WIDTH = 4;
  private static final int MAX_TOKENS = 8;

  /** Of any length, one of a single word; the third holds tokens that are not fitted. */
  private static final long[][] TEXTS = {{3, 7, 2, 8, 5, 1}, {4}, {6, 11, 10}, {2, 2}};

  /** An encoder under test and how it is made. */
  record Case(String name, Made made) {
    interface Made {
      TextEncoder of(Parameters parameters, float[] vectors, double dropout);
    }

    TextEncoder make(Parameters parameters, double dropout) {
      SplittableRandom random = new SplittableRandom(9);
      float[] vectors = new float[TOKENS * WORD_WIDTH];
      for (int i = WORD_WIDTH; i < vectors.length; i++) {
        vectors[i] = (float) (random.nextDouble() * 2 - 1);
      }
      return made.of(parameters, vectors, dropout);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  static Stream<Case> encoders() {
    return Stream.of(
        new Case("lstm", (p, v, d) -> new LstmEncoder(p, lstm(d), v, FITTED, WORD_WIDTH)),
        new Case("gru", (p, v, d) -> new GruEncoder(p, gru(1, false, d), v, FITTED, WORD_WIDTH)),
        new Case(
            "gru of two layers and directions",
            (p, v, d) -> new GruEncoder(p, gru(2, true, d), v, FITTED, WORD_WIDTH)),
        new Case(
            "cnn", (p, v, d) -> new ConvolutionEncoder(p, cnn(2, 3, d), v, FITTED, WORD_WIDTH)),
        new Case(
            "cnn wider than every text",
            (p, v, d) -> new ConvolutionEncoder(p, cnn(9, 2, d), v, FITTED, WORD_WIDTH)),
        new Case(
            "transformer of one block and sinusoids",
            (p, v, d) ->
                new TransformerEncoder(p, transformer(1, 1, false, d), v, FITTED, WORD_WIDTH)),
        new Case(
            "transformer of three blocks",
            (p, v, d) ->
                new TransformerEncoder(p, transformer(3, 2, true, d), v, FITTED, WORD_WIDTH)));
  }

  private static WordSettings words(double dropout) {
    return new WordSettings(
        Optional.empty(), Optional.empty(), WORD_WIDTH, 0, 1, MAX_TOKENS, dropout, 0);
  }

  private static LstmSpec lstm(double dropout) {
    return new LstmSpec(words(dropout), 5, 1, true);
  }

  private static GruSpec gru(int layers, boolean bidirectional, double dropout) {
    return new GruSpec(words(dropout), 5, layers, bidirectional);
  }

  private static ConvolutionSpec cnn(int narrowest, int kernels, double dropout) {
    return new ConvolutionSpec(words(dropout), 5, narrowest, kernels);
  }

  private static TransformerSpec transformer(
      int blocks, int heads, boolean learnt, double dropout) {
    return new TransformerSpec(words(dropout), blocks, heads, 4, learnt, dropout);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void bothWaysToRun_giveTheSame(Case encoderCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      TextEncoder encoder = encoderCase.make(parameters, 0.5);
      OnnxFile file = encoder.write("text", true).orElseThrow();
      Encoded expected = encoder.forward(tensor(batch(TEXTS)), Phase.INFERENCE);

      Map<String, FloatArray> found =
          run(file, batch(TEXTS), TextEncoder.OUTPUT, TextEncoder.STATES, TextEncoder.MASK);

      assertSame(found.get(TextEncoder.OUTPUT), expected.pooled());
      assertSame(found.get(TextEncoder.STATES), expected.states());
      assertSame(found.get(TextEncoder.MASK), expected.mask());
      assertThat(Tensors.shape(expected.states())).containsExactly(4, 6, encoder.width());
      assertThat(Tensors.shape(expected.pooled())).containsExactly(4, encoder.width());
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void statesAreInTheGraph_onlyWhereTheyWereAskedFor(Case encoderCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(2));
        PointerScope scope = new PointerScope()) {
      TextEncoder encoder = encoderCase.make(parameters, 0);
      OnnxFile plain = encoder.write("text").orElseThrow();
      OnnxFile whole = encoder.write("text", true).orElseThrow();

      assertThat(plain.output(TextEncoder.OUTPUT)).isPresent();
      assertThat(plain.output(TextEncoder.STATES)).isEmpty();
      assertThat(plain.output(TextEncoder.MASK)).isEmpty();
      assertThat(whole.output(TextEncoder.STATES)).isPresent();
      assertThat(whole.output(TextEncoder.MASK)).isPresent();
      assertThat(run(plain, batch(TEXTS), TextEncoder.OUTPUT).get(TextEncoder.OUTPUT).values())
          .isEqualTo(run(whole, batch(TEXTS), TextEncoder.OUTPUT).get(TextEncoder.OUTPUT).values());
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void aText_isEncodedTheSameAloneAndBesideALongerOne(Case encoderCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(3));
        PointerScope scope = new PointerScope()) {
      TextEncoder encoder = encoderCase.make(parameters, 0.5);
      float[] together = encode(encoder, batch(TEXTS));
      OnnxFile file = encoder.write("text").orElseThrow();
      float[] inGraph =
          run(file, batch(TEXTS), TextEncoder.OUTPUT).get(TextEncoder.OUTPUT).values();
      for (int i = 0; i < TEXTS.length; i++) {
        float[] alone = encode(encoder, batch(TEXTS[i]));

        assertClose(row(together, i, encoder), alone);
        assertClose(row(inGraph, i, encoder), alone);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void paddingThatNoTextNeeds_changesNothing(Case encoderCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(4));
        PointerScope scope = new PointerScope()) {
      TextEncoder encoder = encoderCase.make(parameters, 0.5);
      OnnxFile file = encoder.write("text").orElseThrow();
      LongArray wide = batch(MAX_TOKENS, TEXTS);

      assertClose(encode(encoder, wide), encode(encoder, batch(TEXTS)));
      assertClose(
          run(file, wide, TextEncoder.OUTPUT).get(TextEncoder.OUTPUT).values(),
          encode(encoder, batch(TEXTS)));
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void theOrderOfTheTexts_changesNothing(Case encoderCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(5));
        PointerScope scope = new PointerScope()) {
      TextEncoder encoder = encoderCase.make(parameters, 0.5);

      float[] found = encode(encoder, batch(TEXTS[3], TEXTS[2], TEXTS[1], TEXTS[0]));

      float[] expected = encode(encoder, batch(TEXTS));
      for (int i = 0; i < TEXTS.length; i++) {
        assertClose(row(found, i, encoder), row(expected, 3 - i, encoder));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void theOrderOfTheWords_changesTheirStates(Case encoderCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(6));
        PointerScope scope = new PointerScope()) {
      TextEncoder encoder = encoderCase.make(parameters, 0);

      float[] forwards = encode(encoder, batch(new long[] {3, 7, 2, 8}));
      float[] backwards = encode(encoder, batch(new long[] {8, 2, 7, 3}));

      assertThat(backwards).isNotEqualTo(forwards);
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void stepsThatDoNotCount_areZeroAndMasked(Case encoderCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(7));
        PointerScope scope = new PointerScope()) {
      TextEncoder encoder = encoderCase.make(parameters, 0);

      Encoded encoded =
          encoder.forward(tensor(batch(TEXTS[0], TEXTS[1], TEXTS[2])), Phase.INFERENCE);

      assertThat(Tensors.values(encoded.mask()))
          .containsExactly(1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0);
      float[] states = Tensors.values(encoded.states());
      for (int i = 7 * encoder.width(); i < 12 * encoder.width(); i++) {
        assertThat(states[i] + 0f).isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void aTextWithoutTokens_isZeroAndLeavesTheOthersAlone(Case encoderCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(8));
        PointerScope scope = new PointerScope()) {
      TextEncoder encoder = encoderCase.make(parameters, 0);
      OnnxFile file = encoder.write("text").orElseThrow();
      LongArray batch = batch(TEXTS[2], new long[0]);

      float[] found = encode(encoder, batch);
      float[] inGraph = run(file, batch, TextEncoder.OUTPUT).get(TextEncoder.OUTPUT).values();

      float[] nothing = new float[encoder.width()];
      assertClose(row(found, 0, encoder), encode(encoder, batch(TEXTS[2])));
      assertThat(row(found, 1, encoder)).containsExactly(nothing, Offset.offset(0f));
      assertThat(row(inGraph, 1, encoder)).containsExactly(nothing, Offset.offset(0f));
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void dropout_worksWhileFittingAlone(Case encoderCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(9));
        PointerScope scope = new PointerScope()) {
      TextEncoder encoder = encoderCase.make(parameters, 0.5);
      Tensor tokens = tensor(batch(TEXTS[0]));
      PyTorch.seed(4);

      float[] once = Tensors.values(encoder.forward(tokens, Phase.TRAINING).pooled());
      float[] twice = Tensors.values(encoder.forward(tokens, Phase.TRAINING).pooled());

      assertThat(twice).isNotEqualTo(once);
      assertThat(encode(encoder, batch(TEXTS[0]))).isEqualTo(encode(encoder, batch(TEXTS[0])));
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void everyGradient_isASlope(Case encoderCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(10));
        PointerScope scope = new PointerScope()) {
      TextEncoder encoder = encoderCase.make(parameters, 0);
      Tensor tokens = tensor(batch(TEXTS[0], TEXTS[1], TEXTS[3]));

      Slopes.assertGradients(parameters, 6, () -> encoder.forward(tokens, Phase.TRAINING).pooled());
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void aSmallBatch_isLearntByHeart(Case encoderCase) {
    try (Parameters parameters = new Parameters(new SplittableRandom(11));
        PointerScope scope = new PointerScope()) {
      TextEncoder encoder = encoderCase.make(parameters.in("encoder"), 0);
      Linear head = new Linear(parameters.in("head"), encoder.width(), 3);
      // Equal words in another order, too: only an encoder that sees their order tells them apart.
      Tensor tokens =
          tensor(batch(new long[] {3, 7, 2, 8}, new long[] {8, 2, 7, 3}, TEXTS[1], TEXTS[3]));
      Tensor labels = Tensors.of(new long[] {0, 1, 2, 1}, 4);
      ToDoubleFunction<Phase> loss =
          phase -> {
            try (PointerScope step = new PointerScope()) {
              Tensor pooled = encoder.forward(tokens, phase).pooled();
              Tensor value = torch.cross_entropy_loss(head.forward(pooled, phase), labels);
              if (phase.isTraining()) {
                value.backward();
              }
              return value.item_float();
            }
          };
      AdamW optimizer = new AdamW(parameters.fitted(), new AdamWOptions(0.02));

      for (int step = 0; step < 150; step++) {
        optimizer.zero_grad();
        loss.applyAsDouble(Phase.TRAINING);
        optimizer.step();
      }

      assertThat(loss.applyAsDouble(Phase.INFERENCE)).isLessThan(0.05);
    }
  }

  private static float[] row(float[] pooled, int row, TextEncoder encoder) {
    return Arrays.copyOfRange(pooled, row * encoder.width(), (row + 1) * encoder.width());
  }

  private static float[] encode(TextEncoder encoder, LongArray batch) {
    return Tensors.values(encoder.forward(tensor(batch), Phase.INFERENCE).pooled());
  }

  private static Tensor tensor(LongArray batch) {
    return Tensors.of(batch.values(), batch.shape());
  }

  private static Map<String, FloatArray> run(OnnxFile file, LongArray batch, String... outputs) {
    try (OnnxGraph graph = OnnxGraph.load(file, 1)) {
      return graph.run(Map.of(TextEncoder.INPUT, batch), Set.of(outputs));
    }
  }

  private static LongArray batch(long[]... texts) {
    return batch(Arrays.stream(texts).mapToInt(t -> t.length).max().orElseThrow(), texts);
  }

  private static LongArray batch(int steps, long[]... texts) {
    long[] batch = new long[texts.length * steps];
    for (int i = 0; i < texts.length; i++) {
      System.arraycopy(texts[i], 0, batch, i * steps, texts[i].length);
    }
    return new LongArray(batch, texts.length, steps);
  }

  private static void assertSame(FloatArray found, Tensor expected) {
    assertThat(found.shape()).isEqualTo(Tensors.shape(expected));
    assertClose(found.values(), Tensors.values(expected));
  }

  private static void assertClose(float[] found, float[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected[i], Offset.offset(1e-5));
    }
  }
}
