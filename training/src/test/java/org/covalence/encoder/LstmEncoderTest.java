package org.covalence.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.covalence.graph.LongArray;
import org.covalence.graph.OnnxFile;
import org.covalence.graph.OnnxGraph;
import org.covalence.layer.Phase;
import org.covalence.spec.LstmSpec;
import org.covalence.spec.WordSettings;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LstmEncoderTest {
  private static final int TOKENS = 12;
  private static final int FITTED = 9;
  private static final int WORD_WIDTH = 4;

  /** Three texts; the last one holds tokens that are not fitted. */
  private static final long[][] TEXTS = {{3, 7, 2, 8, 5, 1}, {4}, {6, 11, 10}};

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @ParameterizedTest
  @CsvSource({"1,false", "1,true", "2,true"})
  void bothWaysToRun_giveTheSame(int layers, boolean bidirectional) {
    try (Parameters parameters = new Parameters(new SplittableRandom(1));
        PointerScope scope = new PointerScope()) {
      LstmEncoder encoder = encoder(parameters, layers, bidirectional);

      float[] expected = encode(encoder, TEXTS);

      assertClose(runGraph(encoder.write("text").orElseThrow(), TEXTS), expected);
      assertThat(expected).hasSize(3 * encoder.width());
    }
  }

  @Test
  void aText_isEncodedTheSameAloneAndBesideALongerOne() {
    try (Parameters parameters = new Parameters(new SplittableRandom(2));
        PointerScope scope = new PointerScope()) {
      LstmEncoder encoder = encoder(parameters, 2, true);
      float[] together = encode(encoder, TEXTS);
      float[] inGraph = runGraph(encoder.write("text").orElseThrow(), TEXTS);
      for (int i = 0; i < TEXTS.length; i++) {
        int from = i * encoder.width();

        float[] alone = encode(encoder, TEXTS[i]);

        assertClose(Arrays.copyOfRange(together, from, from + encoder.width()), alone);
        assertClose(Arrays.copyOfRange(inGraph, from, from + encoder.width()), alone);
      }
    }
  }

  @Test
  void theOrderOfTheTexts_changesNothing() {
    try (Parameters parameters = new Parameters(new SplittableRandom(3));
        PointerScope scope = new PointerScope()) {
      LstmEncoder encoder = encoder(parameters, 1, true);
      int width = encoder.width();

      float[] found = encode(encoder, TEXTS[2], TEXTS[1], TEXTS[0]);

      float[] expected = encode(encoder, TEXTS);
      for (int i = 0; i < 3; i++) {
        assertClose(
            Arrays.copyOfRange(found, i * width, (i + 1) * width),
            Arrays.copyOfRange(expected, (2 - i) * width, (3 - i) * width));
      }
    }
  }

  @Test
  void stepsThatDoNotCount_areZeroAndMasked() {
    try (Parameters parameters = new Parameters(new SplittableRandom(4));
        PointerScope scope = new PointerScope()) {
      LstmEncoder encoder = encoder(parameters, 1, true);

      Encoded encoded = encoder.forward(Tensors.of(batch(TEXTS), 3, 6), Phase.INFERENCE);

      assertThat(Tensors.values(encoded.mask()))
          .containsExactly(1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0);
      float[] states = Tensors.values(encoded.states());
      float[] afterTheEnd = Arrays.copyOfRange(states, 7 * encoder.width(), 12 * encoder.width());
      assertThat(afterTheEnd).containsOnly(0f);
    }
  }

  @Test
  void dropout_worksWhileFittingAlone() {
    try (Parameters parameters = new Parameters(new SplittableRandom(5));
        PointerScope scope = new PointerScope()) {
      LstmEncoder encoder = encoder(parameters, 1, true);
      var tokens = Tensors.of(batch(TEXTS[0]), 1, 6);

      float[] once = Tensors.values(encoder.forward(tokens, Phase.TRAINING).pooled());
      float[] twice = Tensors.values(encoder.forward(tokens, Phase.TRAINING).pooled());

      assertThat(twice).isNotEqualTo(once);
      assertThat(encode(encoder, TEXTS[0])).isEqualTo(encode(encoder, TEXTS[0]));
    }
  }

  @Test
  void vectorsOfTokensThatTheTrainingPartLacks_areKeptAndNotFitted() {
    try (Parameters parameters = new Parameters(new SplittableRandom(6))) {
      encoder(parameters, 1, true);

      assertThat(Tensors.shape(parameters.fittedByName().get("words.weight")))
          .containsExactly(FITTED, WORD_WIDTH);
      assertThat(parameters.snapshot().get("words.unseen").shape())
          .containsExactly(TOKENS - FITTED, WORD_WIDTH);
    }
  }

  private static LstmEncoder encoder(Parameters parameters, int layers, boolean bidirectional) {
    SplittableRandom random = new SplittableRandom(9);
    float[] vectors = new float[TOKENS * WORD_WIDTH];
    for (int i = WORD_WIDTH; i < vectors.length; i++) {
      vectors[i] = (float) (random.nextDouble() * 2 - 1);
    }
    LstmSpec spec =
        new LstmSpec(
            new WordSettings(Optional.empty(), Optional.empty(), WORD_WIDTH, 0, 1, 48, 0.5, 0.5),
            5,
            layers,
            bidirectional);
    return new LstmEncoder(parameters, spec, vectors, FITTED, WORD_WIDTH);
  }

  private static float[] encode(LstmEncoder encoder, long[]... texts) {
    long[] batch = batch(texts);
    return Tensors.values(
        encoder
            .forward(Tensors.of(batch, texts.length, batch.length / texts.length), Phase.INFERENCE)
            .pooled());
  }

  private static float[] runGraph(OnnxFile file, long[]... texts) {
    long[] batch = batch(texts);
    try (OnnxGraph graph = OnnxGraph.load(file, 1)) {
      return graph
          .run(
              Map.of(
                  LstmEncoder.INPUT,
                  new LongArray(batch, texts.length, batch.length / texts.length)),
              Set.of(LstmEncoder.OUTPUT))
          .get(LstmEncoder.OUTPUT)
          .values();
    }
  }

  private static long[] batch(long[]... texts) {
    int steps = Arrays.stream(texts).mapToInt(t -> t.length).max().orElseThrow();
    long[] batch = new long[texts.length * steps];
    for (int i = 0; i < texts.length; i++) {
      System.arraycopy(texts[i], 0, batch, i * steps, texts[i].length);
    }
    return batch;
  }

  private static void assertClose(float[] found, float[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected[i], Offset.offset(1e-5));
    }
  }
}
