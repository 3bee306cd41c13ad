package org.covalence.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.covalence.post.Modality;
import org.covalence.store.CovalenceException;

/**
 * One encoder of a saved model.
 *
 * @param name unlike that of any other encoder; the modality where that has no other
 * @param type the name of its spec
 * @param settings its spec, as settings
 * @param frozen whether its features are rounded to half precision, as those of a frozen encoder
 *     are
 * @param network empty for one that is its preparation and nothing more
 * @param width of the vector that it gives
 * @param states the output of single states, for a fusion that reads them; empty where none is read
 */
public record EncoderDescription(
    String name,
    Modality modality,
    String type,
    Map<String, String> settings,
    boolean frozen,
    Optional<Network> network,
    int width,
    Optional<States> states,
    Preparation preparation) {
  /**
   * What runs after the preparation.
   *
   * @param graph name of its file in the folder
   * @param input name of the graph's input, the first where it has several
   * @param output name of the graph's output
   */
  public record Network(String graph, String input, String output) {}

  /**
   * The single words of a text or regions of a picture.
   *
   * @param output name of the graph's output
   * @param width of each state
   */
  public record States(String output, int width) {}

  ObjectNode toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("modality", modality.name())
            .put("type", type)
            .put("frozen", frozen)
            .put("width", width);
    network.ifPresent(
        n -> json.put("graph", n.graph()).put("input", n.input()).put("output", n.output()));
    states.ifPresent(
        s -> json.putObject("states").put("output", s.output()).put("width", s.width()));
    json.set("preparation", preparation.toJson());
    ObjectNode given = json.putObject("settings");
    settings.forEach(given::put);
    return json;
  }

  static EncoderDescription read(JsonNode json, String place) {
    Modality modality;
    try {
      modality = new Modality(Fields.text(json, "modality", place));
    } catch (IllegalArgumentException e) {
      throw CovalenceException.data(String.valueOf(e.getMessage()), place, Fields.REMEDY, e);
    }
    int width = Fields.number(json, "width", place);
    if (width < 1) {
      throw CovalenceException.data("a width of " + width + " is none", place, Fields.REMEDY);
    }
    Preparation preparation = Preparation.read(Fields.node(json, "preparation", place), place);
    return new EncoderDescription(
        // Models of the first days had one encoder a modality and no names.
        json.has("name") ? Fields.text(json, "name", place) : modality.name(),
        modality,
        Fields.text(json, "type", place),
        ModelDescription.words(Fields.node(json, "settings", place)),
        Fields.truth(json, "frozen", place),
        preparation.isWhole() ? Optional.empty() : Optional.of(network(json, place)),
        width,
        states(json, place),
        preparation);
  }

  private static Network network(JsonNode json, String place) {
    return new Network(
        Fields.text(json, "graph", place),
        Fields.text(json, "input", place),
        Fields.text(json, "output", place));
  }

  private static Optional<States> states(JsonNode json, String place) {
    JsonNode states = json.get("states");
    if (states == null) {
      return Optional.empty();
    }
    int width = Fields.number(states, "width", place);
    if (width < 1) {
      throw CovalenceException.data(
          "a width of " + width + " for states is none", place, Fields.REMEDY);
    }
    return Optional.of(new States(Fields.text(states, "output", place), width));
  }
}
