package org.covalence.graph;

import java.util.Arrays;

/** Whole numbers in row-major order with their shape, such as token ids. Arrays are not copied. */
@SuppressWarnings("ArrayRecordComponent") // a record for its brevity; nothing compares two of them
public record LongArray(long[] values, long... shape) implements GraphInput {
  public LongArray {
    if (values.length != Arrays.stream(shape).reduce(1, Math::multiplyExact)) {
      throw new IllegalArgumentException(
          values.length + " values do not fill " + Arrays.toString(shape));
    }
  }
}
