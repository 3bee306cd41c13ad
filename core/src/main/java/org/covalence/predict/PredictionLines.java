package org.covalence.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.store.AtomicFiles;
import org.covalence.store.BoundedLines;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;
import org.covalence.store.StrictJson;

/**
 * Predictions as JSON Lines:
 *
 * <pre>
 * {"id":"4","label":"positive","probabilities":{"negative":0.1,"neutral":0.2,"positive":0.7},
 *  "modalities":["image","text"],"weights":{"image":0.4,"text":0.6}}
 * {"id":"6","label":"neutral","probabilities":{"negative":0.2,"neutral":0.45,"positive":0.35},
 *  "modalities":["text"],"abstained":true,"set":["neutral","positive"]}
 * {"id":"5","error":"image is truncated: photos/5.jpg"}
 * </pre>
 *
 * each on one line, keys always in this order, numbers written so that they are read back as they
 * were. {@code weights} is absent where the model has none, {@code abstained} where the model
 * answers, and {@code set} where nobody asked for it. A post whose id could not be told has {@code
 * line}, its line in the input, instead.
 */
public final class PredictionLines {
  private static final int MAX_LINE_BYTES = 1 << 20;
  private static final double SUM_TOLERANCE = 1e-3;
  private static final String REMEDY = "predict the posts again, or take the line out";

  private PredictionLines() {}

  /** One line of such a file. */
  public sealed interface Line {
    /** A post that was predicted. */
    record Predicted(Prediction prediction) implements Line {}

    /**
     * A post that was not.
     *
     * @param id where it is known
     * @param line of the input, counted from 1, where there is no id
     */
    record Failed(Optional<String> id, OptionalLong line, String error) implements Line {
      /** A post of known id. */
      public static Failed of(String id, String error) {
        return new Failed(Optional.of(id), OptionalLong.empty(), error);
      }

      /** A line of the input that tells no id. */
      public static Failed at(long line, String error) {
        return new Failed(Optional.empty(), OptionalLong.of(line), error);
      }
    }
  }

  /** The line of {@code prediction}, without a line end. */
  public static String line(Prediction prediction) {
    ObjectNode json =
        StrictJson.object().put("id", prediction.id()).put("label", prediction.label().label());
    ObjectNode probabilities = json.putObject("probabilities");
    for (Sentiment label : Sentiment.values()) {
      probabilities.put(label.label(), prediction.probability(label));
    }
    ArrayNode modalities = json.putArray("modalities");
    prediction.modalities().forEach(m -> modalities.add(m.name()));
    if (!prediction.weights().isEmpty()) {
      ObjectNode weights = json.putObject("weights");
      prediction.weights().forEach((modality, weight) -> weights.put(modality.name(), weight));
    }
    if (prediction.abstained()) {
      json.put("abstained", true);
    }
    if (prediction.set().isPresent()) {
      ArrayNode set = json.putArray("set");
      prediction.set().get().forEach(label -> set.add(label.label()));
    }
    return StrictJson.line(json);
  }

  /** The line of {@code failure}, without a line end. */
  public static String line(Line.Failed failure) {
    ObjectNode json = StrictJson.object();
    failure.id().ifPresent(id -> json.put("id", id));
    failure.line().ifPresent(line -> json.put("line", line));
    return StrictJson.line(json.put("error", failure.error()));
  }

  /** Writes {@code predictions} in their order. */
  public static void write(Path file, Iterable<Prediction> predictions) {
    AtomicFiles.write(
        file,
        out -> {
          for (Prediction prediction : predictions) {
            out.write((line(prediction) + "\n").getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  /**
   * Reads a whole file.
   *
   * @throws CovalenceException where a line is neither a prediction nor a failure, or an id comes
   *     twice: figures computed from a part of a file would be wrong without a sign of it
   */
  public static PredictionFile read(Path file) {
    List<Prediction> predictions = new ArrayList<>();
    List<Line.Failed> failures = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    try (BoundedLines lines = BoundedLines.open(file, StandardCharsets.UTF_8, MAX_LINE_BYTES)) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        String place = file + " line " + line.get().number();
        if (line.get() instanceof BoundedLines.Line.Fault fault) {
          throw CovalenceException.data(fault.reason(), place, REMEDY);
        }
        String text = ((BoundedLines.Line.Text) line.get()).text();
        if (text.isBlank()) {
          continue;
        }
        Line parsed = parse(text, place);
        Optional<String> id;
        if (parsed instanceof Line.Predicted predicted) {
          predictions.add(predicted.prediction());
          id = Optional.of(predicted.prediction().id());
        } else {
          Line.Failed failed = (Line.Failed) parsed;
          failures.add(failed);
          id = failed.id();
        }
        if (id.isPresent() && !ids.add(id.get())) {
          throw CovalenceException.data(
              "expected each post once, found " + Excerpt.of(id.get()) + " again", place, REMEDY);
        }
      }
    }
    return new PredictionFile(predictions, failures);
  }

  /**
   * Whether the first line of {@code file} is a prediction with its probabilities. Of a file that
   * is not text, or has a line too long to be one, it is not.
   */
  public static boolean begin(Path file) {
    try (BoundedLines lines = BoundedLines.open(file, StandardCharsets.UTF_8, MAX_LINE_BYTES)) {
      Optional<BoundedLines.Line> first = lines.next();
      return first.isPresent()
          && first.get() instanceof BoundedLines.Line.Text text
          && parse(text.text(), file.toString()) instanceof Line.Predicted;
    } catch (CovalenceException e) {
      return false;
    }
  }

  /**
   * Reads one line.
   *
   * @param place where it stands, for messages
   */
  public static Line parse(String line, String place) {
    ObjectNode json;
    try {
      json = StrictJson.object(line);
    } catch (StrictJson.NotAnObject e) {
      throw CovalenceException.data(String.valueOf(e.getMessage()), place, REMEDY, e);
    }
    return new Fields(json, place).line();
  }

  /** The fields of one line, each checked as it is taken. */
  private record Fields(ObjectNode json, String place) {
    Line line() {
      if (json.has("error")) {
        if (json.has("id")) {
          return Line.Failed.of(string("id"), string("error"));
        }
        JsonNode number = json.path("line");
        require(number.canConvertToLong(), "an id or a line", json.has("line") ? number : json);
        return Line.Failed.at(number.asLong(), string("error"));
      }
      String id = string("id");
      SortedSet<Modality> modalities = modalities();
      Prediction prediction =
          new Prediction(id, probabilities(), modalities, weights(modalities), abstained(), set());
      String label = string("label");
      if (!label.equals(prediction.label().label())) {
        throw fault(
            "expected the label of the highest probability, "
                + prediction.label().label()
                + ", found "
                + Excerpt.of(label));
      }
      return new Line.Predicted(prediction);
    }

    private List<Double> probabilities() {
      JsonNode node = json.path("probabilities");
      require(node.isObject(), "probabilities by class", node);
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        if (!Sentiment.NAMES.contains(entry.getKey())) {
          throw fault(
              "expected the classes "
                  + String.join(", ", Sentiment.NAMES)
                  + ", found "
                  + Excerpt.of(entry.getKey()));
        }
      }
      List<Double> probabilities =
          Sentiment.NAMES.stream()
              .map(name -> fraction(node.path(name), "the probability of " + name))
              .toList();
      checkSum(probabilities, "probabilities");
      return probabilities;
    }

    private SortedSet<Modality> modalities() {
      JsonNode node = json.path("modalities");
      require(node.isArray(), "a list of modalities", node);
      SortedSet<Modality> modalities = new TreeSet<>();
      for (JsonNode name : node) {
        require(name.isTextual(), "the name of a modality", name);
        modalities.add(modality(name.asText()));
      }
      return modalities;
    }

    private SortedMap<Modality, Double> weights(Set<Modality> modalities) {
      SortedMap<Modality, Double> weights = new TreeMap<>();
      if (!json.has("weights")) {
        return weights;
      }
      JsonNode node = json.path("weights");
      require(node.isObject(), "weights by modality", node);
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        Modality modality = modality(entry.getKey());
        if (!modalities.contains(modality)) {
          throw fault("expected weights of the modalities used, found one of " + modality);
        }
        weights.put(modality, fraction(entry.getValue(), "the weight of " + modality));
      }
      checkSum(weights.values(), "weights");
      return weights;
    }

    private boolean abstained() {
      JsonNode node = json.path("abstained");
      require(node.isMissingNode() || node.isBoolean(), "abstained as true or false", node);
      return node.asBoolean();
    }

    private Optional<SortedSet<Sentiment>> set() {
      if (!json.has("set")) {
        return Optional.empty();
      }
      require(json.path("set").isArray(), "a set of labels", json.path("set"));
      SortedSet<Sentiment> set = new TreeSet<>();
      for (JsonNode name : json.path("set")) {
        int place = Sentiment.NAMES.indexOf(name.asText());
        if (place < 0 || !set.add(Sentiment.values()[place])) {
          throw fault(
              "expected a set of "
                  + String.join(", ", Sentiment.NAMES)
                  + ", each once, found "
                  + Excerpt.of(name.asText()));
        }
      }
      return Optional.of(set);
    }

    private Modality modality(String name) {
      try {
        return new Modality(name);
      } catch (IllegalArgumentException e) {
        throw fault("expected the name of a modality, found " + Excerpt.of(name));
      }
    }

    private double fraction(JsonNode node, String what) {
      require(node.isNumber(), what, node);
      double value = node.asDouble();
      if (!(value >= 0 && value <= 1)) {
        throw fault("expected " + what + " between 0 and 1, found " + value);
      }
      return value;
    }

    private void checkSum(Iterable<Double> values, String what) {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
        throw fault("expected " + what + " that sum to 1, found a sum of " + sum);
      }
    }

    private String string(String key) {
      JsonNode node = json.path(key);
      require(node.isTextual() && !node.asText().isBlank(), key + " as a string", node);
      return node.asText();
    }

    private void require(boolean holds, String expected, JsonNode found) {
      if (!holds) {
        throw fault("expected " + expected + ", found " + StrictJson.kind(found));
      }
    }

    private CovalenceException fault(String what) {
      return CovalenceException.data(what, place, REMEDY);
    }
  }
}
