package org.covalence.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.covalence.predict.Nonconformity;
import org.covalence.predict.PredictionSets;
import org.covalence.store.CovalenceException;

/**
 * Prediction sets as they stand in {@code model.json}: the score, the posts, a bound a coverage.
 */
final class StoredSets {
  private StoredSets() {}

  static ObjectNode write(PredictionSets sets) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("score", sets.score().name().toLowerCase(Locale.ROOT))
            .put("posts", sets.posts());
    ObjectNode bounds = json.putObject("bounds");
    for (int i = 0; i < sets.bounds().size(); i++) {
      bounds.put(PredictionSets.key(PredictionSets.LEAST_PERCENT + i), sets.bounds().get(i));
    }
    return json;
  }

  /** Reads what {@link #write} wrote. {@code place} names the file in faults. */
  static PredictionSets read(JsonNode json, String place) {
    String name = Fields.text(json, "score", place);
    Nonconformity score =
        Arrays.stream(Nonconformity.values())
            .filter(s -> s.name().toLowerCase(Locale.ROOT).equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    CovalenceException.data(
                        "there is no score of prediction sets called " + name,
                        place,
                        "use the version of Covalence that wrote the model"));
    int posts = Fields.number(json, "posts", place);
    JsonNode stored = Fields.node(json, "bounds", place);
    List<Double> bounds = new ArrayList<>();
    for (int p = PredictionSets.LEAST_PERCENT; p <= PredictionSets.MOST_PERCENT; p++) {
      bounds.add(Fields.decimal(stored, PredictionSets.key(p), place));
    }
    try {
      return new PredictionSets(score, posts, bounds);
    } catch (IllegalArgumentException e) {
      throw CovalenceException.data(
          "the prediction sets do not make sense: " + e.getMessage(), place, Fields.REMEDY, e);
    }
  }
}
