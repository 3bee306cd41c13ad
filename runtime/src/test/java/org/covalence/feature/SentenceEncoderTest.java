package org.covalence.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.covalence.graph.GraphBuilder.FLOAT;
import static org.covalence.graph.GraphBuilder.INT64;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.covalence.graph.GraphBuilder;
import org.covalence.store.CovalenceException;
import org.covalence.text.SentencePooling;
import org.covalence.text.SentencePreparation;
import org.covalence.text.WordPiece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sentence encoder whose state of a word piece is its id and one. */
class SentenceEncoderTest {
  private static final List<String> WORDS =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "good", "bad", "day");

  @TempDir Path folder;

  @Test
  void states_areThoseOfEachWordPieceAndThePooledVectorIsTheirMeanOfLengthOne() throws IOException {
    try (SentenceEncoder encoder = encoder(20, true, network())) {
      EncodedContent encoded = encoder.encode("good day");

      assertThat(encoder.tokens("good day")).isEqualTo(4);
      assertThat(encoded.states()).containsExactly(2, 1, 4, 1, 6, 1, 3, 1);
      float length = (float) Math.hypot(15, 4);
      assertThat(encoded.pooled())
          .containsExactly(new float[] {15 / length, 4 / length}, Offset.offset(1e-3f));
    }
  }

  @Test
  void anEncoderReadByItsFirstToken_givesThatStateOfLengthOne() throws IOException {
    try (SentenceEncoder encoder = encoder(20, true, network(), SentencePooling.FIRST);
        SentenceEncoder byMean = encoder(20, true, network())) {
      float length = (float) Math.hypot(2, 1);
      assertThat(encoder.encode("good day").pooled())
          .containsExactly(new float[] {2 / length, 1 / length}, Offset.offset(1e-3f));
      assertThat(encoder.key()).isNotEqualTo(byMean.key());
    }
  }

  @Test
  void longTexts_areCutAndEmptyOnesHaveABeginningAndAnEnd() throws IOException {
    try (SentenceEncoder encoder = encoder(3, true, network())) {
      assertThat(encoder.encode("bad day, bad day").states()).containsExactly(2, 1, 5, 1, 3, 1);
      assertThat(encoder.tokens("bad day, bad day")).isEqualTo(3);
      assertThat(encoder.encode("").states()).containsExactly(2, 1, 3, 1);
    }
  }

  @Test
  void whoeverReadsNoStates_getsThePooledVectorAlone() throws IOException {
    try (SentenceEncoder encoder = encoder(20, false, network());
        SentenceEncoder withStates = encoder(20, true, network())) {
      assertThat(encoder.encode("good").states()).isEmpty();
      assertThat(encoder.encode("good").pooled())
          .containsExactly(withStates.encode("good").pooled());
      assertThat(encoder.key()).isEqualTo(withStates.key()).isNotEqualTo(encoder.statesKey());
    }
  }

  @Test
  void aNetworkThatGivesAnotherNumberOfStatesThanItReadsTokens_isRefused() throws IOException {
    GraphBuilder halved =
        network()
            .longs("zero", 0)
            .longs("two", 2)
            .longs("axis", 1)
            .node("Slice", "first", List.of("both", "zero", "two", "axis"))
            .output("first", FLOAT, "b", 2, 2);
    halved.graph().removeOutput(0);
    try (SentenceEncoder encoder = encoder(20, true, halved)) {
      assertThatThrownBy(() -> encoder.encode("good day"))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("expected 4 states of width 2, found 4 numbers")
          .hasMessageContaining("sentence.onnx");
    }
  }

  private SentenceEncoder encoder(int maxTokens, boolean withStates, GraphBuilder network)
      throws IOException {
    return encoder(maxTokens, withStates, network, SentencePooling.MEAN);
  }

  private SentenceEncoder encoder(
      int maxTokens, boolean withStates, GraphBuilder network, SentencePooling pooling)
      throws IOException {
    Path words = Files.writeString(folder.resolve("vocab.txt"), String.join("\n", WORDS) + "\n");
    return new SentenceEncoder(
        network.file("sentence.onnx"),
        WordPiece.read(words),
        "words",
        new SentencePreparation(maxTokens, "", pooling),
        withStates);
  }

  private static GraphBuilder network() {
    float[] table = new float[WORDS.size() * 2];
    for (int id = 0; id < WORDS.size(); id++) {
      table[2 * id] = id;
      table[2 * id + 1] = 1;
    }
    return new GraphBuilder()
        .input("input_ids", INT64, "b", "steps")
        .input("attention_mask", INT64, "b", "steps")
        .floats("table", table, WORDS.size(), 2)
        .node("Gather", "both", List.of("table", "input_ids"))
        .output("both", FLOAT, "b", "steps", 2);
  }
}
