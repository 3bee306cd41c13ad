package org.covalence.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.stream.Stream;
import org.covalence.store.ContentHash;

/** The pictures that {@code tools/make_pictures.py} drew, and what Pillow makes of them. */
final class Fixtures {
  static final ImageDecoder DECODER = new ImageDecoder(DecodeLimits.standard());

  private static final JsonNode EXPECTED = json(bytes("expected.json"));

  private Fixtures() {}

  static byte[] bytes(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no test picture " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(byte[] text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> names() {
    Iterable<String> names = () -> EXPECTED.get("pictures").fieldNames();
    return stream(names.iterator());
  }

  static JsonNode expected(String name) {
    return EXPECTED.get("pictures").get(name);
  }

  static Stream<JsonNode> resampled() {
    return stream(EXPECTED.get("resampled").elements());
  }

  static Pixels decode(String name) {
    return DECODER.decode(bytes(name), name);
  }

  /** The busy picture of make_pictures.py that needs no file. */
  static Pixels formula(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    int i = 0;
    for (long y = 0; y < height; y++) {
      for (long x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          rgb[i++] = (byte) ((3 * x * x + 7 * y + 5 * x * y + 31 * c * (y + 1)) % 251);
        }
      }
    }
    return new Pixels(width, height, rgb);
  }

  static String sha256(byte[] bytes) {
    return ContentHash.ofBytes(bytes);
  }

  /** The mean of every third byte from {@code channel} on, or of one plane. */
  static double mean(byte[] values, int from, int step, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[from + i * step] & 0xFF;
    }
    return (double) sum / count;
  }

  private static <T> Stream<T> stream(Iterator<T> items) {
    Stream.Builder<T> builder = Stream.builder();
    items.forEachRemaining(builder::add);
    return builder.build();
  }
}
