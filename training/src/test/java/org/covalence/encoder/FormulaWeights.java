package org.covalence.encoder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.covalence.tensor.Parameters;

/** Weights of a DenseNet that anybody can compute, in place of published ones. */
public final class FormulaWeights {
  private FormulaWeights() {}

  /** The value of element {@code i} of tensor number {@code t}. */
  public interface Formula {
    double value(int t, String name, long[] shape, int i);
  }

  /**
   * Weights by the formula, numbered in torchvision's order, in which a norm's four tensors stand
   * together.
   */
  public static Map<String, Parameters.Weight> of(
      Map<String, Parameters.Weight> network, Formula formula) {
    List<String> names = new ArrayList<>();
    for (String name : network.keySet()) {
      if (!name.contains("running_")) {
        names.add(name);
        if (name.endsWith(".bias") && network.containsKey(name.replace(".bias", ".running_mean"))) {
          names.add(name.replace(".bias", ".running_mean"));
          names.add(name.replace(".bias", ".running_var"));
        }
      }
    }
    if (names.size() != network.size()) {
      throw new AssertionError("some weights were not numbered");
    }
    Map<String, Parameters.Weight> weights = new LinkedHashMap<>();
    for (int t = 0; t < names.size(); t++) {
      long[] shape = network.get(names.get(t)).shape();
      float[] values = new float[network.get(names.get(t)).values().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) formula.value(t, names.get(t), shape, i);
      }
      weights.put(names.get(t), new Parameters.Weight(shape, values));
    }
    return weights;
  }

  public static double uniform(int t, int i) {
    long mask = 0xffffffffL;
    long h = ((i + 1L) * 2654435761L + t * 40503L * 65537L) & mask;
    h ^= h >>> 15;
    h = (h * 2246822519L) & mask;
    h ^= h >>> 13;
    return h / 4294967296.0;
  }

  private static double fanIn(long[] shape) {
    double product = 1;
    for (int d = 1; d < shape.length; d++) {
      product *= shape[d];
    }
    return product;
  }

  static double hashed(int t, String name, long[] shape, int i) {
    double u = uniform(t, i);
    if (name.endsWith("running_var")) {
      return 1 + 0.5 * u;
    }
    if (name.endsWith("bias") || name.endsWith("running_mean")) {
      return 0.2 * u - 0.1;
    }
    return shape.length == 1 ? 0.9 + 0.2 * u : Math.sqrt(6 / fanIn(shape)) * (2 * u - 1);
  }

  public static double waved(int t, String name, long[] shape, int i) {
    if (name.endsWith("running_mean")) {
      return 0.1 * Math.sin(0.5 * i + t);
    }
    if (name.endsWith("running_var")) {
      return 1 + 0.5 * Math.abs(Math.sin(0.3 * i + t));
    }
    if (name.endsWith("bias")) {
      return 0.1 * Math.cos((double) i + t);
    }
    if (shape.length == 1) {
      return 1 + 0.1 * Math.sin((double) i + t);
    }
    double u = Math.sin(i + 1 + 0.5 * t) * 43758.5453;
    return Math.sqrt(2 / fanIn(shape)) * Math.sqrt(3) * ((u - Math.floor(u)) * 2 - 1);
  }
}
