package org.covalence.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.covalence.graph.OnnxFile;
import org.covalence.label.Sentiment;
import org.covalence.store.AtomicFiles;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;
import org.covalence.store.Unreadable;
import org.covalence.text.Terms;
import org.covalence.text.Vocabulary;
import org.covalence.text.WordPiece;

/**
 * A model as a folder: checked as a whole before anything of it is loaded, and written so that it
 * is there as a whole or not at all.
 *
 * @param description what it says about itself
 * @param graphs the encoders' graphs, by the name of the encoder
 * @param fusion the graph of fusion and head
 * @param vocabulary the words of the text encoder; empty where there is none
 * @param pieces the word pieces of sentence encoders, by the name of the encoder
 * @param terms the terms of TF-IDF encoders, by the name of the encoder
 * @param sha256 of {@code model.json}, which holds the hashes of all other files: names the model
 */
public record ModelFolder(
    ModelDescription description,
    Map<String, OnnxFile> graphs,
    OnnxFile fusion,
    Optional<Vocabulary> vocabulary,
    Map<String, WordPiece> pieces,
    Map<String, Terms> terms,
    String sha256) {
  /** What the folder says about itself. */
  public static final String DESCRIPTION = "model.json";

  /** The words of the text encoder. */
  public static final String VOCABULARY = "vocabulary.txt";

  /** Of batch × steps × width. */
  private static final int STATE_AXIS = 2;

  private static final long MOST_DESCRIPTION_BYTES = 16L << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * Reads a folder, whole and checked.
   *
   * @throws CovalenceException if it is no model, newer than this program, incomplete or damaged
   */
  public static ModelFolder read(Path path) {
    Path folder = AtomicFiles.standing(path.toAbsolutePath().normalize());
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
      checkFiles(
          folder, description, ModelDescription.words(Fields.node(json, "files", file.toString())));
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

  private static void checkFiles(
      Path folder, ModelDescription description, Map<String, String> hashes) throws IOException {
    for (Map.Entry<String, String> entry : hashes.entrySet()) {
      Path file = inside(folder, entry.getKey());
      if (!Files.isRegularFile(file)) {
        throw CovalenceException.data(
            "the file is missing from the model", file.toString(), Fields.REMEDY);
      }
      if (!ContentHash.ofFile(file).equals(entry.getValue())) {
        throw CovalenceException.data(
            "the file is not as it was written: its hash differs", file.toString(), Fields.REMEDY);
      }
    }
    for (String used : files(description)) {
      if (!hashes.containsKey(used)) {
        throw CovalenceException.data(
            "the model does not say how its file " + used + " was written",
            folder.resolve(DESCRIPTION).toString(),
            Fields.REMEDY);
      }
    }
  }

  /** The names of the files that a model cannot do without. */
  private static Set<String> files(ModelDescription description) {
    Set<String> names = new TreeSet<>();
    names.add(ModelDescription.FUSION_GRAPH);
    for (EncoderDescription encoder : description.encoders()) {
      encoder.network().ifPresent(network -> names.add(network.graph()));
      if (encoder.preparation() instanceof Preparation.Tokens) {
        names.add(VOCABULARY);
      } else if (encoder.preparation() instanceof Preparation.Sentence sentence) {
        names.add(sentence.tokenizer());
      } else if (encoder.preparation() instanceof Preparation.Terms terms) {
        names.add(terms.terms());
      }
    }
    return names;
  }

  private static ModelFolder load(Path folder, ModelDescription description, String sha256) {
    Map<String, OnnxFile> graphs = new TreeMap<>();
    Optional<Vocabulary> vocabulary = Optional.empty();
    Map<String, WordPiece> pieces = new TreeMap<>();
    Map<String, Terms> terms = new TreeMap<>();
    for (EncoderDescription encoder : description.encoders()) {
      if (encoder.network().isPresent()) {
        OnnxFile graph = OnnxFile.read(inside(folder, encoder.network().get().graph()));
        requirePorts(encoder, encoder.network().get(), graph);
        graphs.put(encoder.name(), graph);
      }
      if (encoder.preparation() instanceof Preparation.Tokens) {
        vocabulary = Optional.of(Vocabulary.read(folder.resolve(VOCABULARY)));
      } else if (encoder.preparation() instanceof Preparation.Sentence own) {
        pieces.put(encoder.name(), WordPiece.read(inside(folder, own.tokenizer())));
      } else if (encoder.preparation() instanceof Preparation.Terms own) {
        terms.put(encoder.name(), Terms.read(inside(folder, own.terms())));
      }
    }
    OnnxFile fusion = OnnxFile.read(folder.resolve(ModelDescription.FUSION_GRAPH));
    for (EncoderDescription encoder : description.encoders()) {
      String name = encoder.name();
      requirePort(fusion.input(name), 1, encoder.width(), fusion, "input " + name);
      if (encoder.states().isPresent()) {
        String states = ModelDescription.states(name);
        int width = encoder.states().get().width();
        requirePort(fusion.input(states), STATE_AXIS, width, fusion, "input " + states);
      }
    }
    requirePort(
        fusion.input(ModelDescription.PRESENCE),
        1,
        description.modalities().size(),
        fusion,
        "input presence");
    requirePort(
        fusion.output(ModelDescription.LOGITS),
        1,
        Sentiment.values().length,
        fusion,
        "output logits");
    return new ModelFolder(description, graphs, fusion, vocabulary, pieces, terms, sha256);
  }

  /** The file of that name, which nothing may lead out of the folder. */
  private static Path inside(Path folder, String name) {
    try {
      Path file = folder.resolve(name).normalize();
      if (folder.equals(file.getParent())) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw CovalenceException.data(
          "no file can be called " + Excerpt.shown(name), folder.toString(), Fields.REMEDY, e);
    }
    throw CovalenceException.data(
        "a file of the model lies outside of its folder: " + Excerpt.shown(name),
        folder.toString(),
        Fields.REMEDY);
  }

  private static void requirePorts(
      EncoderDescription encoder, EncoderDescription.Network network, OnnxFile graph) {
    for (String input : encoder.preparation().inputs(network.input())) {
      if (graph.input(input).isEmpty()) {
        throw mismatch(graph, "input " + input);
      }
    }
    String output = network.output();
    int axis = encoder.preparation().widthAxis();
    requirePort(graph.output(output), axis, encoder.width(), graph, "output " + output);
    if (encoder.states().isPresent()) {
      String states = encoder.states().get().output();
      int width = encoder.states().get().width();
      Optional<OnnxFile.Port> port =
          graph.output(states).filter(p -> p.shape().size() == encoder.preparation().stateRank());
      requirePort(port, encoder.preparation().stateAxis(), width, graph, "output " + states);
    }
  }

  private static boolean gives(OnnxFile.Port port, int axis, int width) {
    List<Long> shape = port.shape();
    return shape.size() > axis && (shape.get(axis) == width || shape.get(axis) < 0);
  }

  private static void requirePort(
      Optional<OnnxFile.Port> port, int axis, int width, OnnxFile graph, String name) {
    if (port.filter(p -> gives(p, axis, width)).isEmpty()) {
      throw mismatch(graph, name + " of width " + width);
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
      Map<String, OnnxFile> graphs,
      OnnxFile fusion,
      Optional<Vocabulary> vocabulary,
      Map<String, String> extra) {
    checkReplaceable(folder);
    AtomicFiles.writeFolder(
        folder,
        temporary -> {
          for (EncoderDescription encoder : description.encoders()) {
            if (encoder.network().isPresent()) {
              OnnxFile graph = graphs.get(encoder.name());
              if (graph == null) {
                throw new IllegalArgumentException("no graph for " + encoder.name());
              }
              Files.write(temporary.resolve(encoder.network().get().graph()), graph.bytes());
            }
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
    Optional<String> foreign =
        Files.isDirectory(folder) ? foreign(folder) : Optional.of("a file, not a folder");
    if (foreign.isPresent()) {
      throw CovalenceException.usage(
          "something that is no model stands where the model would be written: " + foreign.get(),
          folder.toString(),
          "choose another folder with --out, or move it away");
    }
  }

  /** Something in the folder that no model of this program wrote there. */
  private static Optional<String> foreign(Path folder) {
    try (var files = Files.list(folder)) {
      Set<String> written = written(folder.resolve(DESCRIPTION));
      return files
          .map(f -> String.valueOf(f.getFileName()))
          .filter(n -> !written.contains(n))
          .sorted()
          .findFirst();
    } catch (IOException e) {
      throw Unreadable.because(e, folder);
    }
  }

  /** The files that a description names, and itself; none where it is not one of ours. */
  private static Set<String> written(Path description) throws IOException {
    if (!Files.isRegularFile(description) || Files.size(description) > MOST_DESCRIPTION_BYTES) {
      return Set.of();
    }
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(description));
      if (!json.path("format").asText().equals(ModelDescription.FORMAT)) {
        return Set.of();
      }
      Set<String> names = new HashSet<>(Set.of(DESCRIPTION));
      json.path("files").fieldNames().forEachRemaining(names::add);
      return names;
    } catch (JacksonException e) {
      return Set.of();
    }
  }
}
