package org.covalence.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.covalence.store.CovalenceException;

/** Takes fields out of JSON that somebody may have damaged, and says which one is missing. */
final class Fields {
  static final String REMEDY = "restore the folder as it was written, or train the model again";

  private Fields() {}

  static JsonNode node(JsonNode json, String field, String place) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      throw CovalenceException.data("the field " + field + " is missing", place, REMEDY);
    }
    return value;
  }

  static String text(JsonNode json, String field, String place) {
    JsonNode value = node(json, field, place);
    if (!value.isTextual()) {
      throw CovalenceException.data(
          "expected a word in the field " + field + ", found " + value, place, REMEDY);
    }
    return value.asText();
  }

  static boolean truth(JsonNode json, String field, String place) {
    JsonNode value = node(json, field, place);
    if (!value.isBoolean()) {
      throw CovalenceException.data(
          "expected true or false in the field " + field + ", found " + value, place, REMEDY);
    }
    return value.asBoolean();
  }

  static int number(JsonNode json, String field, String place) {
    JsonNode value = node(json, field, place);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw CovalenceException.data(
          "expected a whole number in the field " + field + ", found " + value, place, REMEDY);
    }
    return value.asInt();
  }

  static double decimal(JsonNode json, String field, String place) {
    JsonNode value = node(json, field, place);
    if (!value.isNumber()) {
      throw CovalenceException.data(
          "expected a number in the field " + field + ", found " + value, place, REMEDY);
    }
    return value.asDouble();
  }
}
