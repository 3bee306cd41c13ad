package org.covalence.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Folders that somebody or something has changed: none is loaded, and each is told by its fault.
 */
class DamagedModelTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path root;
  private Path folder;
  private Path description;
  private ChangedModel model;

  @BeforeEach
  void writeModel() {
    folder = root.resolve("model");
    description = folder.resolve("model.json");
    TinyModel.BOTH.write(folder);
    model = new ChangedModel(folder);
  }

  static Stream<String> files() {
    return Stream.of(
        "model.json", "text.onnx", "image.onnx", "fusion.onnx", "vocabulary.txt", "metrics.json");
  }

  static Stream<String> hashedFiles() {
    return files().filter(f -> !f.equals("model.json"));
  }

  @Test
  void whatIsNoFolderOfAModel_isToldAsSuch() throws IOException {
    assertThatThrownBy(() -> ModelFolder.read(root.resolve("none")))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("there is no such folder");
    assertThatThrownBy(() -> ModelFolder.read(Files.createDirectory(root.resolve("empty"))))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("there is no model.json in it");
    assertThatThrownBy(() -> ModelFolder.read(description))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("model.json");
  }

  @ParameterizedTest
  @MethodSource("files")
  void aMissingFile_isNamed(String file) throws IOException {
    Files.delete(folder.resolve(file));

    model.assertRefused().hasMessageContaining(file);
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileCutOff_isNamed(String file) throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve(file));
    // The last byte of model.json is a line feed, which nobody misses.
    int last = whole.length - (file.equals("model.json") ? 2 : 1);
    for (int length : new int[] {0, 1, whole.length / 3, whole.length / 2, last}) {
      Files.write(folder.resolve(file), Arrays.copyOf(whole, length));

      model.assertRefused().as("%d bytes", length).hasMessageContaining(file);
    }
  }

  @ParameterizedTest
  @MethodSource("hashedFiles")
  void aFlippedBit_isToldByTheFileItStandsIn(String file) throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve(file));
    for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 10)) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      Files.write(folder.resolve(file), damaged);

      model.assertRefused().hasMessageContaining("its hash differs").hasMessageContaining(file);
    }
  }

  @Test
  void aFlippedBitOfTheDescription_isAFaultOfItOrHarmless() throws IOException {
    byte[] whole = Files.readAllBytes(description);
    int refused = 0;
    for (int at = 0; at < whole.length; at += 7) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 << (at % 8));
      Files.write(description, damaged);
      refused += readsOrIsRefused() ? 0 : 1;
    }

    assertThat(refused).isGreaterThan(whole.length / 14);
  }

  /** Whatever stands in a field: a fault of the file, or a model, and never a bug. */
  @Test
  void anyFieldOfAnyKind_isAFaultOfTheDescriptionOrHarmless() throws IOException {
    JsonNode whole = JSON.readTree(description.toFile());
    List<JsonNode> odd =
        Stream.of(
                "null",
                "true",
                "-1",
                "7",
                "1e300",
                "2147483648",
                "\"\"",
                "\"\\u0000\"",
                "[]",
                "{}",
                "[null]",
                "{\"x\":{}}")
            .map(DamagedModelTest::parse)
            .toList();
    for (String pointer : pointers(whole, "").toList()) {
      for (JsonNode value : odd) {
        JsonNode changed = whole.deepCopy();
        String field = pointer.substring(pointer.lastIndexOf('/') + 1);
        JsonNode parent = changed.at(pointer.substring(0, pointer.lastIndexOf('/')));
        if (parent instanceof ObjectNode object) {
          object.set(field.replace("~1", "/"), value);
        } else {
          ((ArrayNode) parent).set(Integer.parseInt(field), value);
        }
        JSON.writeValue(description.toFile(), changed);

        readsOrIsRefused();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format",
        "formatVersion",
        "program",
        "labels",
        "encoders",
        "fusion",
        "temperature",
        "provenance",
        "files",
        "fusion/type",
        "fusion/settings",
        "files/text.onnx",
        "files/image.onnx",
        "files/fusion.onnx",
        "files/vocabulary.txt",
        "encoders/0/modality",
        "encoders/0/type",
        "encoders/0/frozen",
        "encoders/0/graph",
        "encoders/0/input",
        "encoders/0/output",
        "encoders/0/width",
        "encoders/0/preparation",
        "encoders/0/settings",
        "encoders/0/preparation/kind",
        "encoders/0/preparation/version",
        "encoders/0/preparation/maxTokens",
        "encoders/0/preparation/dropsRetweetMark",
        "encoders/1/preparation/shortSidePixels",
        "encoders/1/preparation/cropPixels",
        "encoders/1/preparation/mean",
        "encoders/1/preparation/deviation",
        "predictionSets/score",
        "predictionSets/posts",
        "predictionSets/bounds",
        "predictionSets/bounds/0.50",
        "predictionSets/bounds/0.99",
      })
  void aFieldThatIsMissing_isAFaultOfTheDescription(String path) throws IOException {
    int last = path.lastIndexOf('/');
    model.change(
        json ->
            ((ObjectNode) json.at(last < 0 ? "" : "/" + path.substring(0, last)))
                .remove(path.substring(last + 1)));

    model.assertRefused().hasMessageContaining("model.json");
  }

  @Test
  void aNewerModel_asksForANewerProgram() throws IOException {
    model.change(json -> json.put("formatVersion", 2).remove("encoders"));

    model
        .assertRefused()
        .hasMessageContaining("the model is newer than this program (form 2, known up to 1)")
        .hasMessageContaining("use a newer version of Covalence");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "[]", "null", "7", "{\"format\":\"other\"}", "<html>", "\u0000"})
  void aForeignDescription_isRefused(String content) throws IOException {
    Files.writeString(description, content);

    model.assertRefused().hasMessageContaining("model.json");
  }

  @Test
  void aDescriptionNestedWithoutEndOrFarTooBig_isRefused() throws IOException {
    Files.writeString(description, "[".repeat(1_000_000));
    model.assertRefused().hasMessageContaining("model.json");

    Files.write(description, new byte[(16 << 20) + 1]);
    model.assertRefused().hasMessageContaining("far too big");
  }

  @Test
  void otherLabels_areRefused() throws IOException {
    model.change(json -> json.withArray("/labels").insert(0, "ambivalent"));

    model.assertRefused().hasMessageContaining("expected the labels");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1})
  void aTemperatureThatIsNone_isRefused(double temperature) throws IOException {
    model.change(json -> json.put("temperature", temperature));

    model.assertRefused().hasMessageContaining("expected a temperature above 0");
  }

  @Test
  void aModelOfAnOlderProgramWithoutPredictionSets_isReadAsItWas() throws IOException {
    model.change(json -> json.remove("predictionSets"));

    assertThat(ModelFolder.read(folder).description().sets()).isEmpty();
    assertThat(ModelFolder.read(folder).description().encoders())
        .isEqualTo(TinyModel.BOTH.description().encoders());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0.3, 1.1})
  void predictionSetsWhoseBoundsFallOrLeaveTheRange_areRefused(double bound) throws IOException {
    model.change(json -> ((ObjectNode) json.at("/predictionSets/bounds")).put("0.60", bound));

    model.assertRefused().hasMessageContaining("the prediction sets do not make sense");
  }

  @Test
  void predictionSetsByAnotherScore_askForItsProgram() throws IOException {
    model.change(json -> ((ObjectNode) json.at("/predictionSets")).put("score", "margin"));

    model
        .assertRefused()
        .hasMessageContaining("there is no score of prediction sets called margin");
  }

  @Test
  void otherPreparationOfTexts_asksForItsProgram() throws IOException {
    model.change(json -> ((ObjectNode) json.at("/encoders/0/preparation")).put("version", 99));

    model.assertRefused().hasMessageContaining("texts were prepared in way 99");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "/etc/passwd", "a/b", "", ".", "..", "\u0000"})
  void aFileThatLeavesTheFolder_isRefused(String name) throws IOException {
    Path secret = Files.writeString(root.resolve("secret"), "x");
    String hash = ContentHash.ofFile(secret);
    model.change(json -> ((ObjectNode) json.get("files")).put(name, hash));

    model.assertRefused().hasMessageContaining(folder.toString());
  }

  @Test
  void aGraphOutsideOfTheFolder_isRefused() throws IOException {
    Files.copy(folder.resolve("text.onnx"), root.resolve("text.onnx"));
    model.change(
        json -> {
          ((ObjectNode) json.at("/encoders/0")).put("graph", "../text.onnx");
          ((ObjectNode) json.get("files")).set("../text.onnx", json.at("/files/text.onnx"));
        });

    model.assertRefused().hasMessageContaining("lies outside of its folder");
  }

  @Test
  void twoEncodersOfOneName_areRefused() throws IOException {
    model.change(json -> json.withArray("/encoders").add(json.at("/encoders/0").deepCopy()));

    model.assertRefused().hasMessageContaining("expected encoders of different names");
  }

  private boolean readsOrIsRefused() throws IOException {
    try {
      ModelFolder.read(folder);
      return true;
    } catch (CovalenceException e) {
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError(Files.readString(description, StandardCharsets.ISO_8859_1), e);
    }
  }

  private static Stream<String> pointers(JsonNode node, String here) {
    Stream<String> below =
        node instanceof ObjectNode object
            ? object.properties().stream()
                .flatMap(e -> pointers(e.getValue(), here + "/" + e.getKey().replace("/", "~1")))
            : Stream.iterate(0, i -> i < node.size(), i -> i + 1)
                .flatMap(i -> pointers(node.get(i), here + "/" + i));
    return here.isEmpty() ? below : Stream.concat(Stream.of(here), below);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
