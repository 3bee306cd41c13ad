package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models, weights, vectors and disks that are not as they must be: exit code 3, nothing harmed. */
class BadFilesTest {
  @TempDir Path folder;

  private Path copyOfModel() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("model"));
    try (Stream<Path> files = Files.list(Made.textModel())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private Call train(Object... more) {
    return Call.covalence(
        "train", "--data", Made.posts(), "--out", folder.resolve("m"), Made.QUICK, List.of(more));
  }

  private static Call predict(Path model) {
    return Call.covalence("predict", "--model", model, "--text", "hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text.onnx", "fusion.onnx", "vocabulary.txt", "metrics.json"})
  void model_withADamagedFileIsNotUsed(String name) throws IOException {
    Path model = copyOfModel();
    byte[] bytes = Files.readAllBytes(model.resolve(name));
    bytes[bytes.length / 2] ^= 1;
    Files.write(model.resolve(name), bytes);

    predict(model).fails(3).says(name).says("its hash differs");
  }

  @Test
  void model_withoutOneOfItsFilesIsNotUsed() throws IOException {
    Path model = copyOfModel();
    Files.delete(model.resolve("text.onnx"));

    predict(model).fails(3).says("text.onnx").says("missing");
  }

  @Test
  void model_whoseDescriptionIsCutOffIsNotUsed() throws IOException {
    Path file = copyOfModel().resolve("model.json");
    Files.writeString(file, Files.readString(file).substring(0, 200));

    predict(file.getParent()).fails(3).says("model.json").says("cut off");
  }

  @Test
  void model_thatIsNewerIsNotUsed() throws IOException {
    Path file = copyOfModel().resolve("model.json");
    Files.writeString(
        file,
        Files.readString(file).replaceFirst("\"formatVersion\" : 1", "\"formatVersion\" : 2"));

    predict(file.getParent()).fails(3).says("newer than this program");
  }

  @Test
  void model_thatIsSomethingElseIsNotUsed() throws IOException {
    Files.writeString(folder.resolve("model.json"), "{\"kind\":\"car\"}");

    predict(folder).fails(3).says("not a model of Covalence");
    predict(folder.resolve("none")).fails(3).says("there is no such folder");
  }

  @Test
  void predictions_areKeptWhereTheModelIsDamaged() throws IOException {
    Path model = copyOfModel();
    Files.delete(model.resolve("text.onnx"));
    Path posts = Files.writeString(folder.resolve("posts.csv"), "id,text\n1,hello\n");
    Path output = Files.writeString(folder.resolve("predictions.jsonl"), "earlier\n");

    Call.covalence("predict", "--model", model, "--input", posts, "--output", output).fails(3);

    assertThat(output).hasContent("earlier");
  }

  @Test
  void wordVectors_ofTwoWidthsAreBadData() throws IOException {
    Path vectors = Files.writeString(folder.resolve("v.txt"), "a 1 2 3\nb 1 2 3\nc 1 2\n");

    train("--modalities", "text", "--word-vectors", vectors).fails(3).says("v.txt").says("line 3");

    assertThat(folder.resolve("m")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing here is a number\n", "", "PK\u0003\u0004"})
  void wordVectors_thatAreNoneAreBadData(String content) throws IOException {
    Path vectors = Files.writeString(folder.resolve("v.txt"), content);

    train("--modalities", "text", "--word-vectors", vectors).fails(3).says("v.txt");
  }

  @Test
  void weights_ofAnotherArchitectureAreToldByName() throws IOException {
    String header = "{\"features.other\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    Path weights = folder.resolve("other.safetensors");
    byte[] file = new byte[8 + header.length() + 4];
    file[0] = (byte) header.length();
    System.arraycopy(header.getBytes(StandardCharsets.US_ASCII), 0, file, 8, header.length());
    Files.write(weights, file);

    train("--image-encoder", "densenet121", "--image-weights", weights)
        .fails(3)
        .says("other.safetensors")
        .says("missing")
        .says("features.other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.pth", "weights.safetensors", "weights.bin"})
  void weights_thatAreNoneAreBadData(String name) throws IOException {
    Path weights = Files.writeString(folder.resolve(name), "not found");

    train("--image-encoder", "densenet121", "--image-weights", weights).fails(3).says(name);
  }

  @Test
  void network_thatIsNoneIsBadData() throws IOException {
    Path network = Files.writeString(folder.resolve("net.onnx"), "not found");

    train("--image-encoder", network, "--cache", folder.resolve("cache")).fails(3).says("net.onnx");
    train("--image-encoder", folder.resolve("gone.onnx")).fails(3).says("gone.onnx");
  }

  @Test
  void ids_ofAnotherCorpusAreBadData() throws IOException {
    Path ids = Files.writeString(folder.resolve("ids.txt"), "a\nb\n");

    train("--test-ids", ids).fails(3).says("expected ids of labelled posts, found none");
  }

  @Test
  void ids_inTwoPartsAreBadData() throws IOException {
    Path train = Files.writeString(folder.resolve("train.txt"), "1\n2\n3\n");
    Path test = Files.writeString(folder.resolve("test.txt"), "3\n4\n");

    train("--train-ids", train, "--test-ids", test)
        .fails(3)
        .says("expected each post in one part, found 1 in two: 3");
  }

  @Test
  void out_belowAFileCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "here");

    Call.covalence(
            "train",
            "--data",
            Made.posts(),
            "--modalities",
            "text",
            "--out",
            file.resolve("m"),
            Made.QUICK)
        .fails(3)
        .says("cannot write");
    assertThat(file).hasContent("here");
  }

  @Test
  void out_whereNobodyMayWriteIsTold() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assertThat(closed.toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(closed), "skipped: this user may write everywhere");

    Call.covalence(
            "train",
            "--data",
            Made.posts(),
            "--modalities",
            "text",
            "--out",
            closed.resolve("m"),
            Made.QUICK)
        .fails(3)
        .says("no permission to write");
  }
}
