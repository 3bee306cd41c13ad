package org.covalence.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.predict.PredictionSets;
import org.covalence.store.CovalenceException;

/**
 * What a model folder says about itself in {@code model.json}.
 *
 * @param program version of Covalence that wrote it
 * @param encoders one or more for each modality; the presence mask has a column for each modality,
 *     in the order of their first encoders
 * @param fusion the name of its spec
 * @param fusionSettings its spec, as settings
 * @param temperature by which scores are divided before the softmax; above 0
 * @param sets what gives a prediction its set of labels; empty where the model was trained without
 * @param provenance how the model came to be: data fingerprint, split, seed, command, versions;
 *     words by name
 */
public record ModelDescription(
    String program,
    List<EncoderDescription> encoders,
    String fusion,
    Map<String, String> fusionSettings,
    double temperature,
    Optional<PredictionSets> sets,
    Map<String, String> provenance) {
  /** The version of the folder's form that this program writes and reads. */
  public static final int FORMAT_VERSION = 1;

  /** The graph of fusion and head. */
  public static final String FUSION_GRAPH = "fusion.onnx";

  /** That graph's input beside one for each modality: batch × modalities, 1 where there is one. */
  public static final String PRESENCE = "presence";

  /** That graph's output of scores before the softmax: batch × classes. */
  public static final String LOGITS = "logits";

  /** That graph's input of the single states of an encoder: batch × steps × width. */
  public static String states(String encoder) {
    return encoder + "-states";
  }

  /** That graph's input of which of these states count: batch × steps; 1 for those that do. */
  public static String mask(String encoder) {
    return encoder + "-mask";
  }

  /** The modalities that the model reads, in the order of the columns of the presence mask. */
  public List<Modality> modalities() {
    return encoders.stream().map(EncoderDescription::modality).distinct().toList();
  }

  /** That graph's output of weights, where its fusion has them: batch × modalities. */
  public static final String WEIGHTS = "weights";

  static final String FORMAT = "covalence-model";

  public ModelDescription {
    encoders = List.copyOf(encoders);
  }

  ObjectNode toJson(Map<String, String> files) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("format", FORMAT)
            .put("formatVersion", FORMAT_VERSION)
            .put("program", program);
    Sentiment.NAMES.forEach(json.putArray("labels")::add);
    var list = json.putArray("encoders");
    encoders.forEach(e -> list.add(e.toJson()));
    ObjectNode fused = json.putObject("fusion").put("type", fusion).put("graph", FUSION_GRAPH);
    fusionSettings.forEach(fused.putObject("settings")::put);
    json.put("temperature", temperature);
    sets.ifPresent(s -> json.set("predictionSets", StoredSets.write(s)));
    provenance.forEach(json.putObject("provenance")::put);
    files.forEach(json.putObject("files")::put);
    return json;
  }

  static ModelDescription read(JsonNode json, String place) {
    JsonNode format = json.get("format");
    if (format == null || !format.asText().equals(FORMAT)) {
      throw CovalenceException.data(
          "not a model of Covalence", place, "name a folder that covalence train wrote");
    }
    int version = Fields.number(json, "formatVersion", place);
    if (version > FORMAT_VERSION) {
      throw CovalenceException.data(
          "the model is newer than this program (form "
              + version
              + ", known up to "
              + FORMAT_VERSION
              + ")",
          place,
          "use a newer version of Covalence");
    }
    if (version < 1) {
      throw CovalenceException.data(
          "there is no form " + version + " of a model", place, Fields.REMEDY);
    }
    List<String> labels = new ArrayList<>();
    Fields.node(json, "labels", place).forEach(l -> labels.add(l.asText()));
    if (!labels.equals(Sentiment.NAMES)) {
      throw CovalenceException.data(
          "expected the labels " + Sentiment.NAMES + ", found " + labels, place, Fields.REMEDY);
    }
    List<EncoderDescription> encoders = new ArrayList<>();
    for (JsonNode encoder : Fields.node(json, "encoders", place)) {
      encoders.add(EncoderDescription.read(encoder, place));
    }
    long names = encoders.stream().map(EncoderDescription::name).distinct().count();
    if (encoders.isEmpty() || names < encoders.size()) {
      throw CovalenceException.data(
          "expected encoders of different names, found " + encoders.size() + " with " + names,
          place,
          Fields.REMEDY);
    }
    double temperature = Fields.decimal(json, "temperature", place);
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw CovalenceException.data(
          "expected a temperature above 0, found " + temperature, place, Fields.REMEDY);
    }
    JsonNode fusion = Fields.node(json, "fusion", place);
    return new ModelDescription(
        Fields.text(json, "program", place),
        encoders,
        Fields.text(fusion, "type", place),
        words(Fields.node(fusion, "settings", place)),
        temperature,
        json.has("predictionSets")
            ? Optional.of(StoredSets.read(json.get("predictionSets"), place))
            : Optional.empty(),
        words(Fields.node(json, "provenance", place)));
  }

  static Map<String, String> words(JsonNode object) {
    Map<String, String> words = new LinkedHashMap<>();
    object.properties().forEach(e -> words.put(e.getKey(), e.getValue().asText()));
    return words;
  }
}
