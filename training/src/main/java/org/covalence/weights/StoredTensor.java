package org.covalence.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * A tensor as a checkpoint describes it: a window into a storage. It cannot be built so that it
 * reaches outside.
 *
 * @param offset of its first value in the storage, counted in numbers
 * @param stride numbers to skip for one step in each dimension; zero repeats a value
 */
@SuppressWarnings("ArrayRecordComponent") // a record for its brevity; nothing compares two of them
record StoredTensor(Storage storage, long offset, long[] shape, long[] stride) {
  /** More than any tensor PyTorch makes. */
  private static final int MAX_DIMENSIONS = 64;

  /**
   * Where numbers lie in the file.
   *
   * @param key its name in the file
   * @param count how many numbers the file holds under that name
   * @param start the first one that may be used
   * @param end one past the last one that may be used
   */
  record Storage(String key, StorageType type, long count, long start, long end) {
    Storage {
      if (start < 0 || end < start || count < end) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "storage %s holds %d numbers, and %d to %d are asked for",
                key,
                count,
                start,
                end));
      }
    }

    /** Bytes it takes in the file. */
    long bytes() {
      return Math.multiplyExact(count, (long) type.width());
    }
  }

  /**
   * @throws IllegalArgumentException if the window reaches outside its storage
   * @throws ArithmeticException if the sizes have no product
   */
  StoredTensor {
    if (shape.length != stride.length || shape.length > MAX_DIMENSIONS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "a tensor has %d sizes and %d strides", shape.length, stride.length));
    }
    long last = Math.addExact(storage.start(), offset);
    boolean empty = false;
    for (int d = 0; d < shape.length; d++) {
      if (shape[d] < 0 || stride[d] < 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "a tensor of shape %s has strides %s",
                Arrays.toString(shape),
                Arrays.toString(stride)));
      }
      empty |= shape[d] == 0;
      last = Math.addExact(last, Math.multiplyExact(Math.max(shape[d] - 1, 0), stride[d]));
    }
    if (offset < 0 || (!empty && last >= storage.end())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a tensor of shape %s at offset %d with strides %s leaves its storage of %d numbers",
              Arrays.toString(shape),
              offset,
              Arrays.toString(stride),
              storage.count()));
    }
  }

  /** How many values it has. */
  long count() {
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    return count;
  }

  /** Its values in row-major order, taken out of the bytes of its whole storage. */
  float[] values(ByteBuffer bytes) {
    float[] values = new float[Math.toIntExact(count())];
    long[] index = new long[shape.length];
    long at = storage.start() + offset;
    for (int i = 0; i < values.length; i++) {
      values[i] = storage.type().at(bytes, (int) at);
      for (int d = shape.length - 1; d >= 0; d--) {
        at += stride[d];
        if (++index[d] < shape[d]) {
          break;
        }
        at -= stride[d] * shape[d];
        index[d] = 0;
      }
    }
    return values;
  }
}
