package org.covalence.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.covalence.graph.OnnxFile;
import org.covalence.post.Modality;
import org.covalence.store.AtomicFiles;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.covalence.store.Unreadable;
import org.covalence.text.Vocabulary;

/**
 * A model as a folder: checked as a whole before anything of it is loaded, and written so that it
 * is there as a whole or not at all.
 *
 * @param description what it says about itself
 * @param graphs the encoders' graphs, by modality
 * @param fusion the graph of fusion and head
 * @param vocabulary the words of the text encoder; empty where there is none
 * @param sha256 of {@code model.json}, which holds the hashes of all other files: names the model
 */
public record ModelFolder(
    ModelDescription description,
    Map<Modality, OnnxFile> graphs,
    OnnxFile fusion,
    Optional<Vocabulary> vocabulary,
    String sha256) {
  /** What the folder says about itself. */
  public static final String DESCRIPTION = "model.json";

  /** The words of the text encoder. */
  public static final String VOCABULARY = "vocabulary.txt";

  private static final long MOST_DESCRIPTION_BYTES = 16L << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * Reads a folder.
   *
   * @throws CovalenceException if it is no model, newer than this program, incomplete or damaged
   */
  public static ModelFolder read(Path folder) {
    Path file = folder.resolve(DESCRIPTION);
    if (!Files.isRegularFile(file)) {
      throw CovalenceException.data(
          Files.isDirectory(folder)
              ? "there is no " + DESCRIPTION + " in it"
              : "there is no such folder",
          folder.toString(),
          "name a folder that covalence train wrote");
    }
    try {
      if (Files.size(file) > MOST_DESCRIPTION_BYTES) {
        throw CovalenceException.data(
            "the file is far too big for a description", file.toString(), Fields.REMEDY);
      }
      byte[] bytes = Files.readAllBytes(file);
      JsonNode json = JSON.readTree(bytes);
      ModelDescription description = ModelDescription.read(json, file.toString());
      checkFiles(folder, ModelDescription.words(Fields.node(json, "files", file.toString())));
      return load(folder, description, ContentHash.ofBytes(bytes));
    } catch (JacksonException e) {
      throw CovalenceException.data(
          "not JSON, or cut off (" + e.getOriginalMessage() + ")",
          file.toString(),
          Fields.REMEDY,
          e);
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  private static void checkFiles(Path folder, Map<String, String> hashes) throws IOException {
    for (Map.Entry<String, String> entry : hashes.entrySet()) {
      Path file = folder.resolve(entry.getKey()).normalize();
      if (!folder.normalize().equals(file.getParent())) {
        throw CovalenceException.data(
            "a file of the model lies outside of its folder: " + entry.getKey(),
            folder.toString(),
            Fields.REMEDY);
      }
      if (!Files.isRegularFile(file)) {
        throw CovalenceException.data(
            "the file is missing from the model", file.toString(), Fields.REMEDY);
      }
      if (!ContentHash.ofFile(file).equals(entry.getValue())) {
        throw CovalenceException.data(
            "the file is not as it was written: its hash differs", file.toString(), Fields.REMEDY);
      }
    }
  }

  private static ModelFolder load(Path folder, ModelDescription description, String sha256) {
    Map<Modality, OnnxFile> graphs = new TreeMap<>();
    Optional<Vocabulary> vocabulary = Optional.empty();
    for (EncoderDescription encoder : description.encoders()) {
      OnnxFile graph = OnnxFile.read(inside(folder, encoder.graph()));
      graphs.put(encoder.modality(), graph);
      require(graph.input(encoder.input()).isPresent(), graph, "input " + encoder.input());
      OnnxFile.Port output =
          graph
              .output(encoder.output())
              .orElseThrow(() -> mismatch(graph, "output " + encoder.output()));
      require(gives(output, encoder.width()), graph, "output of width " + encoder.width());
      if (encoder.preparation() instanceof Preparation.Tokens) {
        vocabulary = Optional.of(Vocabulary.read(folder.resolve(VOCABULARY)));
      }
    }
    OnnxFile fusion = OnnxFile.read(folder.resolve(ModelDescription.FUSION_GRAPH));
    for (EncoderDescription encoder : description.encoders()) {
      OnnxFile.Port input =
          fusion
              .input(encoder.modality().name())
              .orElseThrow(() -> mismatch(fusion, "input " + encoder.modality()));
      require(
          gives(input, encoder.width()),
          fusion,
          "input " + encoder.modality() + " of width " + encoder.width());
    }
    return new ModelFolder(description, graphs, fusion, vocabulary, sha256);
  }

  private static Path inside(Path folder, String name) {
    Path file = folder.resolve(name).normalize();
    if (!folder.normalize().equals(file.getParent())) {
      throw CovalenceException.data(
          "a graph lies outside of the model's folder: " + name, folder.toString(), Fields.REMEDY);
    }
    return file;
  }

  private static boolean gives(OnnxFile.Port port, int width) {
    List<Long> shape = port.shape();
    return shape.size() >= 2 && (shape.get(1) == width || shape.get(1) < 0);
  }

  private static void require(boolean holds, OnnxFile graph, String expected) {
    if (!holds) {
      throw mismatch(graph, expected);
    }
  }

  private static CovalenceException mismatch(OnnxFile graph, String expected) {
    return CovalenceException.data(
        "expected a graph with the "
            + expected
            + ", found inputs "
            + graph.inputs()
            + " and outputs "
            + graph.outputs(),
        graph.place(),
        Fields.REMEDY);
  }

  /**
   * Writes a folder, beside and then in place of what stood there. A folder that is not a model is
   * not replaced.
   *
   * @param extra further files by name, such as the metrics
   */
  public static void write(
      Path folder,
      ModelDescription description,
      Map<Modality, OnnxFile> graphs,
      OnnxFile fusion,
      Optional<Vocabulary> vocabulary,
      Map<String, String> extra) {
    checkReplaceable(folder);
    AtomicFiles.writeFolder(
        folder,
        temporary -> {
          for (EncoderDescription encoder : description.encoders()) {
            OnnxFile graph = graphs.get(encoder.modality());
            if (graph == null) {
              throw new IllegalArgumentException("no graph for " + encoder.modality());
            }
            Files.write(temporary.resolve(encoder.graph()), graph.bytes());
          }
          Files.write(temporary.resolve(ModelDescription.FUSION_GRAPH), fusion.bytes());
          if (vocabulary.isPresent()) {
            vocabulary.get().write(temporary.resolve(VOCABULARY));
          }
          for (Map.Entry<String, String> file : extra.entrySet()) {
            Files.writeString(temporary.resolve(file.getKey()), file.getValue());
          }
          Map<String, String> hashes = new LinkedHashMap<>();
          try (var files = Files.list(temporary)) {
            for (Path file : files.sorted().toList()) {
              hashes.put(String.valueOf(file.getFileName()), ContentHash.ofFile(file));
            }
          }
          Files.writeString(
              temporary.resolve(DESCRIPTION),
              JSON.writerWithDefaultPrettyPrinter().writeValueAsString(description.toJson(hashes))
                  + "\n");
        });
  }

  /**
   * Makes sure that a model may be written to {@code folder}, before hours are spent on it.
   *
   * @throws CovalenceException if something else stands there
   */
  public static void checkReplaceable(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.isDirectory(folder) ? Files.list(folder) : null) {
      if (files == null
          || (files.findAny().isPresent() && !Files.isRegularFile(folder.resolve(DESCRIPTION)))) {
        throw CovalenceException.usage(
            "something that is no model stands where the model would be written",
            folder.toString(),
            "choose another folder with --out, or move it away");
      }
    } catch (IOException e) {
      throw Unreadable.because(e, folder);
    }
  }
}
