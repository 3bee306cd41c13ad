package org.covalence.graph;

import java.util.Arrays;

/**
 * Numbers in row-major order with their shape, as they go into a graph and come out of it. Arrays
 * are not copied.
 *
 * @param values as many as the product of {@code shape}
 */
@SuppressWarnings("ArrayRecordComponent") // a record for its brevity; nothing compares two of them
public record FloatArray(float[] values, long... shape) implements GraphInput {
  public FloatArray {
    if (values.length != Arrays.stream(shape).reduce(1, Math::multiplyExact)) {
      throw new IllegalArgumentException(
          values.length + " values do not fill " + Arrays.toString(shape));
    }
  }

  /** Row {@code i} of a matrix. */
  public float[] row(int i) {
    int width = Math.toIntExact(shape[1]);
    return Arrays.copyOfRange(values, i * width, (i + 1) * width);
  }
}
