package org.covalence.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What scikit-learn, SciPy and statsmodels give; made by {@code tools/make_statistics.py}, and for
 * tests, paired intervals and power by {@code tools/make_significance.py}.
 */
public final class ReferenceValues {
  /** How far from the reference tools a closed form may be. */
  public static final double TOLERANCE = 1e-9;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ReferenceValues() {}

  /** The value at the top of the fixture called {@code key}. */
  public static JsonNode get(String key) {
    return read("statistics.json", key);
  }

  /** The value at the top of the fixture of significance tests called {@code key}. */
  public static JsonNode significance(String key) {
    return read("significance.json", key);
  }

  private static JsonNode read(String fixture, String key) {
    try (InputStream file = ReferenceValues.class.getResourceAsStream(fixture)) {
      return MAPPER.readTree(file).required(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entries of the array called {@code key}. */
  public static Stream<JsonNode> each(String key) {
    return elements(get(key));
  }

  /** The entries of the array called {@code key} in the fixture of significance tests. */
  public static Stream<JsonNode> eachOfSignificance(String key) {
    return elements(significance(key));
  }

  public static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  public static int[] ints(JsonNode array) {
    return elements(array).mapToInt(JsonNode::asInt).toArray();
  }

  public static double[] doubles(JsonNode array) {
    return elements(array).mapToDouble(JsonNode::asDouble).toArray();
  }

  public static int[][] rows(JsonNode array) {
    return elements(array).map(ReferenceValues::ints).toArray(int[][]::new);
  }
}
