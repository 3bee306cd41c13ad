package org.covalence.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON at the start of a safetensors file: read without trust, and written. */
record SafetensorsHeader(Map<String, Safetensors.Entry> entries, Map<String, String> metadata) {
  private static final int MOST_DIMENSIONS = 64;
  private static final String METADATA = "__metadata__";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Reads the header; each tensor is as long as its shape and type say. */
  static SafetensorsHeader parse(ByteBuffer bytes, Path file) {
    Map<String, Safetensors.Entry> entries = new LinkedHashMap<>();
    Map<String, String> metadata = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : json(bytes, file).properties()) {
      if (field.getKey().equals(METADATA)) {
        field.getValue().properties().forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
      } else {
        entries.put(field.getKey(), entry(field.getKey(), field.getValue(), file));
      }
    }
    return new SafetensorsHeader(entries, metadata);
  }

  /** The header of tensors to be written one after the other, as UTF-8. */
  static byte[] of(
      SortedMap<String, Safetensors.Floats> tensors, SortedMap<String, String> metadata) {
    ObjectNode header = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = header.putObject(METADATA);
      metadata.forEach(texts::put);
    }
    long offset = 0;
    for (Map.Entry<String, Safetensors.Floats> tensor : tensors.entrySet()) {
      if (tensor.getKey().equals(METADATA)) {
        throw new IllegalArgumentException("a tensor cannot be called " + METADATA);
      }
      ObjectNode entry = header.putObject(tensor.getKey());
      entry.put("dtype", Safetensors.Type.F32.name());
      var shape = entry.putArray("shape");
      tensor.getValue().shape().forEach(shape::add);
      long end = offset + (long) Float.BYTES * tensor.getValue().values().length;
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    return header.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Refuses tensors with holes or overlaps, and a file that ends before or after the last one. */
  void requireEndToEnd(long available, Path file) {
    long expected = 0;
    List<Safetensors.Entry> byStart = new ArrayList<>(entries.values());
    byStart.sort(
        Comparator.comparingLong(Safetensors.Entry::start)
            .thenComparingLong(Safetensors.Entry::end));
    for (Safetensors.Entry entry : byStart) {
      if (entry.start() != expected) {
        throw Safetensors.damaged(
            "starts tensor " + entry.name() + " at byte " + entry.start() + ", not " + expected,
            file);
      }
      expected = entry.end();
    }
    if (expected > available) {
      throw Safetensors.damaged(
          "is cut off: it lacks " + (expected - available) + " bytes of values", file);
    }
    if (expected < available) {
      throw Safetensors.damaged(
          "has " + (available - expected) + " bytes after its last tensor", file);
    }
  }

  private static JsonNode json(ByteBuffer bytes, Path file) {
    try {
      CharBuffer json = StandardCharsets.UTF_8.newDecoder().decode(bytes);
      JsonNode header = JSON.readTree(json.toString());
      if (!header.isObject() || json.get(0) != '{') {
        throw Safetensors.damaged("has a header that is no JSON object", file);
      }
      return header;
    } catch (CharacterCodingException e) {
      throw Safetensors.damaged("has a header that is not UTF-8", file);
    } catch (JsonProcessingException e) {
      throw Safetensors.damaged(
          "has a header that is no JSON (" + e.getOriginalMessage() + ")", file);
    }
  }

  private static Safetensors.Entry entry(String name, JsonNode node, Path file) {
    Safetensors.Type type = type(node.path("dtype").asText(), name, file);
    JsonNode sizes = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    if (!sizes.isArray()
        || sizes.size() > MOST_DIMENSIONS
        || !offsets.isArray()
        || offsets.size() != 2) {
      throw Safetensors.damaged("has no usable shape or data_offsets for tensor " + name, file);
    }
    List<Long> shape = new ArrayList<>();
    long start = whole(offsets.get(0), name, file);
    long end = whole(offsets.get(1), name, file);
    try {
      long bytes = type.bytes();
      for (JsonNode size : sizes) {
        shape.add(whole(size, name, file));
        bytes = Math.multiplyExact(bytes, shape.get(shape.size() - 1));
      }
      if (end < start || end - start != bytes) {
        throw Safetensors.damaged(
            "gives tensor " + name + " " + (end - start) + " bytes, its shape needs " + bytes,
            file);
      }
    } catch (ArithmeticException e) {
      throw Safetensors.damaged("has a shape too big to be true for tensor " + name, file);
    }
    return new Safetensors.Entry(name, type, shape, start, end);
  }

  private static Safetensors.Type type(String name, String tensor, Path file) {
    for (Safetensors.Type type : Safetensors.Type.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw Safetensors.damaged(
        "has tensor " + tensor + " of the unknown type \"" + name + "\"", file);
  }

  private static long whole(JsonNode node, String name, Path file) {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 0) {
      throw Safetensors.damaged(
          "has a size or offset that is no whole number for tensor " + name, file);
    }
    return node.asLong();
  }
}
