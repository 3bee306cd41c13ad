package org.covalence.weights;

import java.util.Arrays;
import java.util.Locale;

/**
 * One named tensor, whatever number type it was stored in.
 *
 * @param shape the sizes of its dimensions; empty for a single number
 * @param values row-major; whole numbers beyond 2^24 lose digits. Neither array is copied: do not
 *     change them
 */
@SuppressWarnings("ArrayRecordComponent") // a record for its brevity; nothing compares two of them
public record WeightTensor(String name, long[] shape, float[] values) {
  public WeightTensor {
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    if (count != values.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a tensor of shape %s needs %d values, not %d: %s",
              Arrays.toString(shape),
              count,
              values.length,
              name));
    }
  }

  /** The same numbers under another name. */
  public WeightTensor named(String other) {
    return new WeightTensor(other, shape, values);
  }

  @Override
  public String toString() {
    return name + Arrays.toString(shape);
  }
}
