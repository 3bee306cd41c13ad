package org.covalence.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** JSON as one line of a file holds it, read without any leniency and written without spaces. */
public final class StrictJson {
  private static final int MAX_DEPTH = 32;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final ObjectReader ONE_OF_MANY =
      MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private StrictJson() {}

  /** Nothing but one JSON object is in the text, or this says what is. */
  public static final class NotAnObject extends Exception {
    private static final long serialVersionUID = 1L;

    private NotAnObject(String found) {
      super("expected one JSON object, found " + found, null, false, false);
    }
  }

  /** The one object that {@code text} holds; a key that stands in it twice is a fault. */
  public static ObjectNode object(String text) throws NotAnObject {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new NotAnObject(kind(node));
    } catch (JsonProcessingException e) {
      throw broken(e);
    }
  }

  /** The one object that {@code file} holds, in UTF-8 and no more than {@code mostBytes} of it. */
  public static ObjectNode object(Path file, long mostBytes) throws NotAnObject {
    try {
      if (Files.size(file) > mostBytes) {
        throw new NotAnObject("a file that is far too big");
      }
      return object(Files.readString(file));
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  private static NotAnObject broken(JsonProcessingException e) {
    // Jackson 2.23 tells no place where a limit (nesting, length of a number) is passed.
    JsonLocation location = e.getLocation();
    String line =
        location == null || location.getLineNr() < 2 ? "" : " at line " + location.getLineNr();
    String column = location == null ? "" : line + " at column " + location.getColumnNr();
    String detail = e.getOriginalMessage().lines().findFirst().orElse("");
    return new NotAnObject("text that is none" + column + " (" + Excerpt.shown(detail) + ")");
  }

  /**
   * Hands on each object of the one array that {@code json} is, in UTF-8, before the next one is
   * read.
   */
  public static void eachObject(byte[] json, Consumer<ObjectNode> consumer) throws NotAnObject {
    try (JsonParser parser = MAPPER.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new NotAnObject("something else than an array of them");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (!(ONE_OF_MANY.readTree(parser) instanceof ObjectNode object)) {
          throw new NotAnObject("something else");
        }
        consumer.accept(object);
      }
      if (parser.nextToken() != null) {
        throw new NotAnObject("more behind the array");
      }
    } catch (JsonProcessingException e) {
      throw broken(e);
    } catch (IOException e) {
      // Bytes that are no UTF-8 come as an exception of another kind (Jackson 2.23).
      throw new NotAnObject("text that is none");
    }
  }

  /** An empty object to fill. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** {@code node} in one line. Numbers of type {@code double} are read back as they were. */
  public static String line(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a JSON tree can be written", e);
    }
  }

  /** What {@code node} is, in words for a message. */
  public static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL -> "null";
      default -> "nothing";
    };
  }
}
