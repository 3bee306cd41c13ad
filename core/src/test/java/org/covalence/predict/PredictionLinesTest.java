package org.covalence.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.predict.PredictionLines.Line.Failed;
import org.covalence.predict.PredictionLines.Line.Predicted;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PredictionLinesTest {
  private static final SortedSet<Modality> BOTH =
      new TreeSet<>(List.of(Modality.TEXT, Modality.IMAGE));

  @TempDir private Path folder;

  @Test
  void line_prediction_hasTheDocumentedShape() {
    Prediction prediction =
        Prediction.of(
            "4",
            new double[] {0.1, 0.2, 0.7},
            BOTH,
            Map.of(Modality.TEXT, 0.6, Modality.IMAGE, 0.4));

    assertThat(PredictionLines.line(prediction))
        .isEqualTo(
            "{\"id\":\"4\",\"label\":\"positive\",\"probabilities\":"
                + "{\"negative\":0.1,\"neutral\":0.2,\"positive\":0.7},"
                + "\"modalities\":[\"image\",\"text\"],"
                + "\"weights\":{\"image\":0.4,\"text\":0.6}}");
  }

  @Test
  void line_withoutWeights_hasNoSuchKey() {
    Prediction prediction = Prediction.of("4", new double[] {1, 0, 0}, BOTH, Map.of());

    assertThat(PredictionLines.line(prediction)).doesNotContain("weights");
  }

  @Test
  void line_abstainedWithASet_hasTheDocumentedShape() {
    Prediction prediction =
        Prediction.of("6", new double[] {0.2, 0.45, 0.35}, BOTH, Map.of())
            .abstainingBelow(0.6)
            .withSet(new TreeSet<>(List.of(Sentiment.POSITIVE, Sentiment.NEUTRAL)));

    assertThat(PredictionLines.line(prediction))
        .isEqualTo(
            "{\"id\":\"6\",\"label\":\"neutral\",\"probabilities\":"
                + "{\"negative\":0.2,\"neutral\":0.45,\"positive\":0.35},"
                + "\"modalities\":[\"image\",\"text\"],"
                + "\"abstained\":true,\"set\":[\"neutral\",\"positive\"]}");
  }

  @Test
  void parse_abstainedFalseAndAnEmptySet_areUnderstood() {
    Prediction plain = Prediction.of("6", new double[] {0, 1, 0}, BOTH, Map.of());
    String line = PredictionLines.line(plain);
    String open = line.substring(0, line.length() - 1);

    assertThat(PredictionLines.parse(open + ",\"abstained\":false}", "x"))
        .isEqualTo(new Predicted(plain));
    assertThat(PredictionLines.parse(open + ",\"set\":[]}", "x"))
        .isEqualTo(new Predicted(plain.withSet(new TreeSet<>())));
  }

  @Test
  void line_failure_hasTheDocumentedShape() {
    assertThat(PredictionLines.line(Failed.of("5", "image is truncated: photos/5.jpg")))
        .isEqualTo("{\"id\":\"5\",\"error\":\"image is truncated: photos/5.jpg\"}");
    assertThat(PredictionLines.line(Failed.at(17, "not \"JSON\"\n")))
        .isEqualTo("{\"line\":17,\"error\":\"not \\\"JSON\\\"\\n\"}");
  }

  @Test
  void parse_whatWasWritten_isTheSame() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      Prediction prediction = randomPrediction("ü \"" + round + "\u0007", random);

      assertThat(PredictionLines.parse(PredictionLines.line(prediction), "x"))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(new Predicted(prediction));
    }
    assertThat(PredictionLines.parse(PredictionLines.line(Failed.of("5", "why")), "x"))
        .isEqualTo(Failed.of("5", "why"));
    assertThat(PredictionLines.parse(PredictionLines.line(Failed.at(3, "why")), "x"))
        .isEqualTo(Failed.at(3, "why"));
  }

  @Test
  void read_writtenFile_isTheSame() {
    Path file = folder.resolve("predictions.jsonl");
    Random random = new Random(1);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      predictions.add(randomPrediction("id " + i, random));
    }

    PredictionLines.write(file, predictions);

    assertThat(PredictionLines.read(file)).isEqualTo(new PredictionFile(predictions, List.of()));
  }

  @Test
  void read_failuresAndBlankLines_areToldApart() throws IOException {
    Path file = folder.resolve("predictions.jsonl");
    String predicted = PredictionLines.line(randomPrediction("1", new Random(1)));
    Files.writeString(file, predicted + "\r\n\n{\"id\":\"2\",\"error\":\"why\"}");

    PredictionFile read = PredictionLines.read(file);

    assertThat(read.predictions()).extracting(Prediction::id).containsExactly("1");
    assertThat(read.failures()).containsExactly(Failed.of("2", "why"));
  }

  @Test
  void read_idTwice_isRefusedWithItsLine() throws IOException {
    Path file = folder.resolve("predictions.jsonl");
    String predicted = PredictionLines.line(randomPrediction("1", new Random(1)));
    Files.writeString(file, predicted + "\n{\"id\":\"1\",\"error\":\"why\"}\n");

    assertThatThrownBy(() -> PredictionLines.read(file))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("\"1\"")
        .hasMessageContaining("line 2");
  }

  @Test
  void read_emptyFile_hasNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("predictions.jsonl"), "");

    assertThat(PredictionLines.read(file)).isEqualTo(new PredictionFile(List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"id\":\"1\",\"error\":5}",
        "{\"error\":\"why\"}",
        "{\"line\":\"x\",\"error\":\"why\"}",
        "{\"id\":1,\"label\":\"neutral\",\"probabilities\":P,\"modalities\":[]}",
        "{\"label\":\"neutral\",\"probabilities\":P,\"modalities\":[]}",
        "{\"id\":\"1\",\"label\":\"positive\",\"probabilities\":P,\"modalities\":[]}",
        "{\"id\":\"1\",\"label\":\"happy\",\"probabilities\":P,\"modalities\":[]}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"probabilities\":P}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"probabilities\":P,\"modalities\":[\"Text\"]}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"probabilities\":P,\"modalities\":[5]}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"probabilities\":P,\"modalities\":[],\"weights\":{\"text\":1}}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"probabilities\":P,\"modalities\":[\"text\"],\"weights\":{\"text\":0.9}}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"probabilities\":P,\"modalities\":[\"text\"],\"weights\":[1]}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"probabilities\":P,\"modalities\":[],\"abstained\":\"yes\"}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"probabilities\":P,\"modalities\":[],\"set\":\"neutral\"}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"probabilities\":P,\"modalities\":[],\"set\":[\"happy\"]}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"probabilities\":P,\"modalities\":[],\"set\":[1]}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"probabilities\":P,\"modalities\":[],\"set\":[\"neutral\",\"neutral\"]}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"modalities\":[],\"probabilities\":[0,1,0]}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"modalities\":[],\"probabilities\":{\"neutral\":1}}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"modalities\":[],\"probabilities\":{\"negative\":0,\"neutral\":1,\"positive\":0,\"mixed\":0}}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"modalities\":[],\"probabilities\":{\"negative\":NaN,\"neutral\":1,\"positive\":0}}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"modalities\":[],\"probabilities\":{\"negative\":\"NaN\",\"neutral\":1,\"positive\":0}}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"modalities\":[],\"probabilities\":{\"negative\":0,\"neutral\":1e999,\"positive\":0}}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"modalities\":[],\"probabilities\":{\"negative\":-0.5,\"neutral\":1,\"positive\":0.5}}",
        "{\"id\":\"1\",\"label\":\"neutral\",\"modalities\":[],\"probabilities\":{\"negative\":0.1,\"neutral\":0.898,\"positive\":0}}",
      })
  void parse_anythingElse_isRefusedWithItsPlace(String line) {
    String whole = line.replace("P,", "{\"negative\":0,\"neutral\":1,\"positive\":0},");

    assertThatThrownBy(
            () -> PredictionLines.parse(whole.replace("P}", "{}}"), "predictions.jsonl line 7"))
        .isInstanceOfSatisfying(
            CovalenceException.class,
            e -> assertThat(e.where()).isEqualTo("predictions.jsonl line 7"));
  }

  private static Prediction randomPrediction(String id, Random random) {
    double[] probabilities = {random.nextDouble(), random.nextDouble() * 1e-9, random.nextFloat()};
    double sum = probabilities[0] + probabilities[1] + probabilities[2];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] /= sum;
    }
    double weight = random.nextDouble();
    SortedMap<Modality, Double> weights = new TreeMap<>();
    if (random.nextBoolean()) {
      weights.put(Modality.TEXT, weight);
      weights.put(Modality.IMAGE, 1 - weight);
    }
    Prediction prediction =
        Prediction.of(id, probabilities, BOTH, weights).abstainingBelow(random.nextDouble());
    return random.nextBoolean()
        ? prediction
        : prediction.withSet(
            new TreeSet<>(List.of(Sentiment.values()).subList(0, random.nextInt(4))));
  }

  @Test
  void begin_aFileOfPredictions_isToldByItsFirstLine() throws IOException {
    Path file = folder.resolve("predictions.jsonl");
    PredictionLines.write(
        file, List.of(Prediction.of("4", new double[] {1, 0, 0}, BOTH, Map.of())));

    assertThat(PredictionLines.begin(file)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "id,label\n4,positive\n",
        "{\"id\":\"4\",\"label\":\"positive\"}\n",
        "{\"id\":\"4\",\"error\":\"truncated\"}\n",
        "{\"id\":\"4\""
      })
  void begin_anythingElse_isNoFileOfPredictions(String content) throws IOException {
    assertThat(PredictionLines.begin(Files.writeString(folder.resolve("a"), content))).isFalse();
  }

  @Test
  void begin_noText_isNoFileOfPredictions() throws IOException {
    Path file = Files.write(folder.resolve("a"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 10});

    assertThat(PredictionLines.begin(file)).isFalse();
  }
}
